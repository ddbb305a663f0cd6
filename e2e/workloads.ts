import { stringify } from 'yaml'

/** The kinds, besides Deployment, that Kubernetes itself runs pods for. */
export const KINDS = ['StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'] as const

/**
 * A manifest with one workload of each kind, and a Deployment in a List. Each is named, and its pods are labelled, as its
 * kind in lower case.
 */
export function everyKind(image: string): string {
  const controllers = ['StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => controller(kind, image))
  const job = { template: template('job', image, 'Never') }
  const schedule = '0 0 1 1 *'
  const cronJob = { schedule, jobTemplate: { spec: { template: template('cronjob', image, 'Never') } } }
  const documents = [
    ...controllers,
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: job },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'cronjob' }, spec: cronJob },
    { apiVersion: 'v1', kind: 'Pod', ...namedTemplate('pod', image) },
    { apiVersion: 'v1', kind: 'List', items: [controller('Deployment', image)] },
  ]
  return documents.map((document) => stringify(document)).join('---\n')
}

function controller(kind: string, image: string): object {
  const name = kind.toLowerCase()
  const selector = { matchLabels: { app: name } }
  const service = kind === 'StatefulSet' ? { serviceName: name } : {}
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: { selector, ...service, template: template(name, image, 'Always') },
  }
}

function namedTemplate(name: string, image: string): object {
  const { metadata, spec } = template(name, image, 'Always')
  return { metadata: { name, ...metadata }, spec }
}

function template(name: string, image: string, restartPolicy: string): { metadata: object; spec: object } {
  const container = { name: 'app', image, command: ['/busybox', 'sleep', '1'] }
  return { metadata: { labels: { app: name } }, spec: { hostNetwork: true, restartPolicy, containers: [container] } }
}
