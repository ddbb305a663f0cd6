/** A kind with a pod template. */
export interface Kind {
  /**
   * The API groups that it is or was in; the empty one is `v1`:
   * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
   */
  readonly groups: readonly string[]
  /** The path to its pod spec. */
  readonly podSpec: readonly string[]
}

/**
 * The path to the pod spec in most kinds:
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#deploymentspec-v1-apps
 */
const IN_TEMPLATE: readonly string[] = ['spec', 'template', 'spec']

/** The kinds of Kubernetes, Argo Rollouts and OpenShift with a pod template. */
export const KINDS: Readonly<Record<string, Kind>> = {
  CronJob: { groups: ['batch'], podSpec: ['spec', 'jobTemplate', ...IN_TEMPLATE] },
  DaemonSet: { groups: ['apps', 'extensions'], podSpec: IN_TEMPLATE },
  Deployment: { groups: ['apps', 'extensions'], podSpec: IN_TEMPLATE },
  DeploymentConfig: { groups: ['apps.openshift.io', ''], podSpec: IN_TEMPLATE },
  Job: { groups: ['batch', 'extensions'], podSpec: IN_TEMPLATE },
  Pod: { groups: [''], podSpec: ['spec'] },
  PodTemplate: { groups: [''], podSpec: ['template', 'spec'] },
  ReplicaSet: { groups: ['apps', 'extensions'], podSpec: IN_TEMPLATE },
  ReplicationController: { groups: [''], podSpec: IN_TEMPLATE },
  Rollout: { groups: ['argoproj.io'], podSpec: IN_TEMPLATE },
  StatefulSet: { groups: ['apps'], podSpec: IN_TEMPLATE },
}

/** A known kind; undefined also for the names of properties that every object inherits. */
export function knownKind(kind: string): Kind | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
}

/** The path to the pod spec of a kind. Unknown kinds have it at the usual path. */
export function podSpecPath(kind: string): readonly string[] {
  return knownKind(kind)?.podSpec ?? IN_TEMPLATE
}
