import { mapAt, mapsOf, textOf, type YamlMap } from '../yaml/value.ts'
import type { Place } from '../yaml/source-map.ts'
import type { Lists } from '../yaml/surroundings.ts'
import type { Workload } from './workload.ts'

/** The lists of a pod spec that an injection changes. */
export const POD_LISTS: Lists = { model: 'containers', edited: ['initContainers', 'volumes'] }

/** A workload's pod spec. */
export function podSpecOf({ value, podSpec }: Workload): YamlMap {
  return mapAt(value, podSpec)
}

/** The labels or annotations of the pods: those of the template or, for a Pod, its own. */
export function podMetadata({ value, podSpec }: Workload, key: 'labels' | 'annotations'): YamlMap {
  return mapAt(value, [...podSpec.slice(0, -1), 'metadata', key])
}

/** A container of a pod, and its path in the workload. */
export interface Container {
  readonly name: string
  readonly value: YamlMap
  readonly place: Place
}

/** The init containers or the regular containers, in order. */
export function containersOf(workload: Workload, key: 'initContainers' | 'containers'): readonly Container[] {
  return mapsOf(podSpecOf(workload)[key]).map((value) => {
    const name = textOf(value.name)
    return { name, value, place: [...workload.podSpec, key, { named: name }] }
  })
}

/** All containers except the one with a name, init containers first. */
export function otherContainers(workload: Workload, name: string): readonly Container[] {
  return [...containersOf(workload, 'initContainers'), ...containersOf(workload, 'containers')].filter(
    (container) => container.name !== name,
  )
}

/** The init container with a name. Throws when the workload has none. */
export function initContainerOf(workload: Workload, name: string): Container {
  const found = containersOf(workload, 'initContainers').find((container) => container.name === name)
  if (!found) throw new RangeError('a workload without the init container that it was given')
  return found
}

/**
 * Whether an init container keeps running while the next ones start:
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function isSidecar({ value }: Container): boolean {
  return value.restartPolicy === 'Always'
}

/** The last part of the image name, without tag and digest: `postgres` in `docker.io/library/postgres:17`. */
export function imageNameOf({ value }: Container): string {
  return /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(textOf(value.image))?.[1] ?? ''
}
