import { KINDS } from './kinds.ts'

/** The short names in `kubectl api-resources`, with those of OpenShift and Argo Rollouts. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  cj: 'CronJob',
  dc: 'DeploymentConfig',
  deploy: 'Deployment',
  ds: 'DaemonSet',
  po: 'Pod',
  rc: 'ReplicationController',
  ro: 'Rollout',
  rs: 'ReplicaSet',
  sts: 'StatefulSet',
}

/** The kind of workload that `kubectl get` finds by a name; undefined when unknown. */
export function kindOfResource(text: string): string | undefined {
  const name = text.toLowerCase()
  if (Object.hasOwn(SHORT_NAMES, name)) return SHORT_NAMES[name]
  return Object.keys(KINDS).find((kind) => name === kind.toLowerCase() || name === `${kind.toLowerCase()}s`)
}
