import type { Place } from '../manifest/locate.ts'
import { textOf } from '../manifest/value.ts'
import { valueAt, type ManifestObject } from '../manifest/workload.ts'
import { mayShareNamespace } from './namespace.ts'
import { mapAt, type PreflightWorkload } from './workload.ts'

/** That several pods of a workload may run our init container at once. */
export interface ConcurrentPods {
  /** How many pods may; undefined where the cluster decides. */
  readonly most: number | undefined
  /** What shows it, as the start of a sentence: "up to 3 pods start at once (`replicas: 3`)". */
  readonly reason: string
  /** Where that stands; undefined where it is the kind, or another object. */
  readonly place: Place | undefined
}

/** KEDA's `maxReplicaCount` where it is not given: https://keda.sh/docs/latest/reference/scaledobject-spec/#maxreplicacount */
const KEDA_MAXIMUM = 100

/**
 * How many pods of a workload may run our init container at once; undefined where one at a time does. A pod that an update
 * starts beside an old one does not count: the old one's init containers have ended.
 *
 * Sources: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies,
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#controlling-parallelism
 */
export function concurrentPods(
  workload: PreflightWorkload,
  objects: readonly ManifestObject[],
): ConcurrentPods | undefined {
  switch (workload.kind) {
    case 'DaemonSet':
      return { most: undefined, reason: 'a pod on each node starts at once', place: undefined }
    case 'Job':
      return podsOfJob(workload, ['spec'])
    case 'CronJob':
      return podsOfJob(workload, ['spec', 'jobTemplate', 'spec'])
    case 'StatefulSet':
      return podsOfStatefulSet(workload, objects)
    default:
      return scaledPods(workload, objects) ?? replicatedPods(workload)
  }
}

function podsOfJob({ value }: PreflightWorkload, spec: readonly string[]): ConcurrentPods | undefined {
  const parallelism = countAt(value, [...spec, 'parallelism'])
  const most = Math.min(parallelism, countAt(value, [...spec, 'completions'], parallelism))
  return severalPods(most, `\`parallelism: ${parallelism}\``, [...spec, 'parallelism'])
}

/** Unless it says otherwise, a StatefulSet starts a pod when the one before is ready. */
function podsOfStatefulSet(
  workload: PreflightWorkload,
  objects: readonly ManifestObject[],
): ConcurrentPods | undefined {
  const policy = ['spec', 'podManagementPolicy']
  if (valueAt(workload.value, policy) !== 'Parallel') return undefined
  const pods = scaledPods(workload, objects) ?? replicatedPods(workload)
  return pods && { ...pods, reason: `${pods.reason} with \`podManagementPolicy: Parallel\``, place: policy }
}

function replicatedPods({ value }: PreflightWorkload): ConcurrentPods | undefined {
  const replicas = countAt(value, ['spec', 'replicas'])
  return severalPods(replicas, `\`replicas: ${replicas}\``, ['spec', 'replicas'])
}

function scaledPods(workload: PreflightWorkload, objects: readonly ManifestObject[]): ConcurrentPods | undefined {
  return objects
    .filter((object) => scales(object, workload))
    .map(({ kind, name, value }) =>
      kind === 'ScaledObject'
        ? severalPods(countAt(value, ['spec', 'maxReplicaCount'], KEDA_MAXIMUM), `${kind} \`${name}\``, undefined)
        : severalPods(countAt(value, ['spec', 'maxReplicas']), `${kind} \`${name}\``, undefined),
    )
    .find((pods) => pods !== undefined)
}

function scales(object: ManifestObject, workload: PreflightWorkload): boolean {
  const { kind, value } = object
  if (kind !== 'HorizontalPodAutoscaler' && kind !== 'ScaledObject') return false
  const target = mapAt(value, ['spec', 'scaleTargetRef'])
  const targetKind = textOf(target.kind) || (kind === 'ScaledObject' ? 'Deployment' : '')
  return targetKind === workload.kind && textOf(target.name) === workload.name && mayShareNamespace(object, workload)
}

function severalPods(most: number, shown: string, place: Place | undefined): ConcurrentPods | undefined {
  return most > 1 ? { most, reason: `up to ${most} pods start at once (${shown})`, place } : undefined
}

/** What is no number counts as the default. */
function countAt(value: PreflightWorkload['value'], path: readonly string[], standard = 1): number {
  const count = valueAt(value, path)
  return typeof count === 'number' ? count : standard
}
