import { mapAt, mapsOf, valueAt, type Value } from '../yaml/value.ts'
import { type ManifestObject, type Workload } from './workload.ts'
import type { ObjectIndex } from './object-index.ts'
import { type Container } from './pod.ts'

/** The fields of a container's `resources`. */
export type ResourceField = 'requests' | 'limits'

/**
 * The fields of a LimitRange that fill in a field that a container does not set.
 *
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.32.4/pkg/apis/core/v1/defaults.go#L387
 */
const DEFAULTS: Readonly<Record<ResourceField, readonly string[]>> = {
  limits: ['default', 'max'],
  requests: ['defaultRequest', 'default', 'max', 'min'],
}

/**
 * What a container sets of a resource such as `cpu`. A limit alone is also the request. Undefined when it sets neither.
 *
 * Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
 */
export function resourceOf({ value }: Container, field: ResourceField, resource: string): Value | undefined {
  const set = (of: ResourceField): Value | undefined => valueAt(value, ['resources', of, resource]) ?? undefined
  return field === 'requests' ? (set('requests') ?? set('limits')) : set('limits')
}

/** Whether a LimitRange that may be in the namespace of a workload sets a resource for containers that do not. */
export function isFilledIn(
  { namespace }: Workload,
  objects: ObjectIndex,
  field: ResourceField,
  resource: string,
): boolean {
  return objects.around(namespace, filledInBy, `${field}.${resource}`).length > 0
}

/** The fields that a LimitRange fills in: `limits.cpu`. */
function filledInBy({ kind, value }: ManifestObject): readonly string[] {
  if (kind !== 'LimitRange') return []
  const ofContainers = mapsOf(valueAt(value, ['spec', 'limits'])).filter(({ type }) => type === 'Container')
  return Object.entries(DEFAULTS).flatMap(([field, keys]) =>
    keys.flatMap((key) =>
      ofContainers.flatMap((limits) => Object.keys(mapAt(limits, [key])).map((resource) => `${field}.${resource}`)),
    ),
  )
}
