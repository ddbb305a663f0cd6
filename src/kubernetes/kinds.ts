/** A kind that brings pods. */
export interface Kind {
  /**
   * The API groups that it is or was in; the empty one is `v1`:
   * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
   */
  readonly groups: readonly string[]
  /** Where its pod spec stands. */
  readonly podSpec: readonly string[]
}

/**
 * Where most kinds have their pod spec:
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#deploymentspec-v1-apps
 */
const IN_TEMPLATE: readonly string[] = ['spec', 'template', 'spec']

/** The kinds of Kubernetes, Argo Rollouts and OpenShift that bring pods. */
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

/** What is known of a kind; undefined for one of `Object`'s own names too. */
export function knownKind(kind: string): Kind | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
}

/** Where a workload of a kind has its pod spec. A kind that is not known has it where most have. */
export function podSpecPath(kind: string): readonly string[] {
  return knownKind(kind)?.podSpec ?? IN_TEMPLATE
}
