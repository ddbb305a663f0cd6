import type { Place } from '../yaml/source-map.ts'
import { mapAt, valueAt, type Value } from '../yaml/value.ts'
import { podSpecOf, type Container } from './pod.ts'
import type { Workload } from './workload.ts'

/** A field of a security context, and where it stands in its workload. */
export interface SecuritySetting {
  readonly value: Value
  readonly place: Place
}

/**
 * What holds for a container: its own security context goes before its pod's. Undefined when neither has the field.
 *
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container
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

/** Whether its pods are for nodes with Windows, where Linux' users and capabilities say nothing. */
export function isForWindows(workload: Workload): boolean {
  const podSpec = podSpecOf(workload)
  return mapAt(podSpec, ['os']).name === 'windows' || mapAt(podSpec, ['nodeSelector'])['kubernetes.io/os'] === 'windows'
}
