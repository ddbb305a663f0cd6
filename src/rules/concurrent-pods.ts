import type { Place } from '../yaml/source-map.ts'
import { mapAt, textOf, valueAt } from '../yaml/value.ts'
import { type ManifestObject, type Workload } from '../kubernetes/workload.ts'
import { jobSpecPath } from '../kubernetes/job.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'

/** That several pods of a workload may run the init container at the same time. */
export interface ConcurrentPods {
  /** Undefined if the cluster or an autoscaler decides. */
  readonly most: number | undefined
  /** The start of a sentence: "up to 3 pods start at once (`replicas: 3`)". */
  readonly reason: string
  /** The field that says so; undefined if it is the kind or another object. */
  readonly place: Place | undefined
}

/** The default of KEDA's `maxReplicaCount`: https://keda.sh/docs/latest/reference/scaledobject-spec/#maxreplicacount */
const KEDA_MAXIMUM = 100

/**
 * How many pods of a workload may run the init container at the same time; undefined for one. A surge does not count: the
 * init containers of the old pods have finished.
 *
 * Sources: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies,
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#controlling-parallelism
 */
export function concurrentPods(workload: Workload, objects: ObjectIndex): ConcurrentPods | undefined {
  switch (workload.kind) {
    case 'DaemonSet':
      return { most: undefined, reason: 'one pod on each node starts at once', place: undefined }
    case 'Job':
    case 'CronJob':
      return podsOfJob(workload)
    case 'StatefulSet':
      return podsOfStatefulSet(workload, objects)
    default:
      return replicatedPods(workload) ?? scaledPods(workload, objects)
  }
}

function podsOfJob(workload: Workload): ConcurrentPods | undefined {
  const spec = jobSpecPath(workload) ?? []
  const parallelism = wholeNumberAt(workload.value, [...spec, 'parallelism']) ?? 1
  const completions = wholeNumberAt(workload.value, [...spec, 'completions']) ?? parallelism
  const most = Math.min(parallelism, completions)
  return severalPods(most, `\`parallelism: ${parallelism}\``, [...spec, 'parallelism'])
}

/** By default, a StatefulSet starts a pod when the previous one is ready. */
function podsOfStatefulSet(workload: Workload, objects: ObjectIndex): ConcurrentPods | undefined {
  const policy = ['spec', 'podManagementPolicy']
  if (valueAt(workload.value, policy) !== 'Parallel') return undefined
  const pods = replicatedPods(workload) ?? scaledPods(workload, objects)
  return pods && { ...pods, reason: `${pods.reason} with \`podManagementPolicy: Parallel\``, place: policy }
}

function replicatedPods({ value }: Workload): ConcurrentPods | undefined {
  const replicas = wholeNumberAt(value, ['spec', 'replicas']) ?? 1
  return severalPods(replicas, `\`replicas: ${replicas}\``, ['spec', 'replicas'])
}

/** An autoscaler adds pods step by step; its object does not say how many at once. */
function scaledPods(workload: Workload, objects: ObjectIndex): ConcurrentPods | undefined {
  const [scaler] = objects.around(workload.namespace, scaledBy, scaledKey(workload.kind, workload.name))
  if (!scaler) return undefined
  const { kind, name } = scaler
  const reason = `${kind} \`${name}\` may start several pods at once (up to ${maximumOf(scaler)})`
  return { most: undefined, reason, place: undefined }
}

function maximumOf({ kind, value }: ManifestObject): number {
  return kind === 'ScaledObject'
    ? (wholeNumberAt(value, ['spec', 'maxReplicaCount']) ?? KEDA_MAXIMUM)
    : (wholeNumberAt(value, ['spec', 'maxReplicas']) ?? 1)
}

/** The workload that an autoscaler may scale to several pods. */
function scaledBy(object: ManifestObject): readonly string[] {
  const { kind, value } = object
  if (kind !== 'HorizontalPodAutoscaler' && kind !== 'ScaledObject') return []
  const target = mapAt(value, ['spec', 'scaleTargetRef'])
  const targetKind = textOf(target.kind) || (kind === 'ScaledObject' ? 'Deployment' : '')
  return maximumOf(object) > 1 ? [scaledKey(targetKind, textOf(target.name))] : []
}

function scaledKey(kind: string, name: string): string {
  return `${kind}/${name}`
}

function severalPods(most: number, shown: string, place: Place): ConcurrentPods | undefined {
  return most > 1 ? { most, reason: `up to ${most} pods start at once (${shown})`, place } : undefined
}
