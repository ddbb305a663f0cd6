import type { Place } from '../yaml/source-map.ts'
import { mapAt, valueAt, type Value } from '../yaml/value.ts'
import { podSpecOf, type Container } from './pod.ts'
import type { Workload } from './workload.ts'

/** A field of a security context, and its path in the workload. */
export interface SecuritySetting {
  readonly value: Value
  readonly place: Place
}

/**
 * The setting that applies to a container: its own security context overrides that of the pod. Undefined when neither
 * has the field.
 *
 * Source:
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container
 */
export function securitySetting(workload: Workload, container: Container, field: string): SecuritySetting | undefined {
  const levels = [
    { value: container.value, place: container.place },
    { value: podSpecOf(workload), place: workload.podSpec },
  ]
  return levels
    .map(({ value, place }) => ({
      value: valueAt(value, ['securityContext', field]) ?? null,
      place: [...place, 'securityContext', field],
    }))
    .find(({ value }) => value !== null)
}

/** Whether the pods are for Windows nodes, where users and capabilities of Linux do not apply. */
export function isForWindows(workload: Workload): boolean {
  const podSpec = podSpecOf(workload)
  return mapAt(podSpec, ['os']).name === 'windows' || mapAt(podSpec, ['nodeSelector'])['kubernetes.io/os'] === 'windows'
}
