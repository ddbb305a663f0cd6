import type { ManifestObject } from '../manifest/workload.ts'
import { mayShareNamespace } from './namespace.ts'
import type { PreflightWorkload } from './workload.ts'

/** A Service of the cluster, as a host names it. */
export interface Service {
  readonly name: string
  /** The objects that may be in its namespace. */
  readonly neighbours: readonly ManifestObject[]
}

/**
 * The Service that a host is to a workload's pods; undefined for a host that is none.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function serviceOf(
  host: string,
  workload: PreflightWorkload,
  objects: readonly ManifestObject[],
): Service | undefined {
  const [name = '', namespace = workload.namespace, svc = 'svc'] = host.split('.')
  const neighbours = objects.filter((object) => mayShareNamespace(object, { ...workload, namespace }))
  return svc === 'svc' ? { name, neighbours } : undefined
}
