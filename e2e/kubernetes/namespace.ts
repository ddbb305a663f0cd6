import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { until, untilTrue } from '../waiting.ts'
import type { Kubectl } from './kubectl.ts'

/** What Kubernetes says of a container, in its own words. */
interface ContainerStatus {
  readonly name: string
  readonly restartCount: number
  readonly state: States
  readonly lastState: States
}

interface States {
  readonly waiting?: { readonly reason: string }
  readonly running?: { readonly startedAt: string }
  readonly terminated?: { readonly exitCode: number; readonly finishedAt: string }
}

/** What Kubernetes says of a pod, in its own words. */
export interface Pod {
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly creationTimestamp: string
    readonly deletionTimestamp?: string
    readonly labels: Readonly<Record<string, string>>
  }
  readonly spec: {
    readonly initContainers?: readonly {
      readonly name: string
      readonly image: string
      readonly restartPolicy?: string
    }[]
  }
  readonly status: {
    readonly phase: string
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
    readonly containerStatuses?: readonly ContainerStatus[]
  }
}

const PODS_GONE_SECONDS = 60
const LOG_SECONDS = 30
const EVENT_SECONDS = 30

/** A namespace of the cluster: each scenario has its own. */
export class Namespace {
  readonly name: string
  private readonly kubectl: Kubectl
  private readonly podLogs: string

  constructor(name: string, kubectl: Kubectl, podLogs: string) {
    this.name = name
    this.kubectl = kubectl
    this.podLogs = podLogs
  }

  /** The text of a kubeconfig for somebody who works in this namespace. */
  kubeconfig(): string {
    return this.kubectl.kubeconfigFor(this.name)
  }

  /** Applies a manifest's file. */
  async apply(file: string): Promise<void> {
    await this.run('apply', '--filename', file)
  }

  /** Waits until a workload's pods are those of its template. Throws when they are not in time. */
  async rolloutStatus(workload: string, seconds = 60): Promise<void> {
    await this.run('rollout', 'status', workload, `--timeout=${seconds}s`)
  }

  /** Gives the namespace itself a label, `NAME=VALUE`. */
  async label(label: string): Promise<void> {
    await this.kubectl.run('label', 'namespace', this.name, label)
  }

  /** Waits until there is an event of this reason whose message is so. */
  async event(reason: string, message: RegExp): Promise<void> {
    await untilTrue(`an event ${reason}: ${message.source}`, EVENT_SECONDS, async () => {
      const events = await this.kubectl.list('events', '--namespace', this.name, `--field-selector=reason=${reason}`)
      return (events as readonly { readonly message: string }[]).some((event) => message.test(event.message))
    })
  }

  /** Makes a Job of a CronJob whose time has not come. */
  async startNow(cronJob: string): Promise<void> {
    await this.run('create', 'job', `${cronJob}-now`, `--from=cronjob/${cronJob}`)
  }

  /** The pods that are there, the oldest first. */
  async pods(): Promise<readonly Pod[]> {
    const pods = (await this.kubectl.list('pods', '--namespace', this.name)) as readonly Pod[]
    return pods.toSorted((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
  }

  /** The first pod for which it is so, as soon as there is one. */
  pod(what: string, isIt: (pod: Pod) => boolean): Promise<Pod> {
    return until(`a pod that ${what}`, 90, async () => (await this.pods()).find(isIt))
  }

  /** What a container has printed, in all its starts. */
  log(pod: Pod, container: string): string {
    const folder = join(this.podLogs, `${this.name}_${pod.metadata.name}_${pod.metadata.uid}`, container)
    if (!existsSync(folder)) return ''
    const files = readdirSync(folder).sort((a, b) => parseInt(a) - parseInt(b))
    return files.map((name) => messages(readFileSync(join(folder, name), 'utf8'))).join('')
  }

  /** Waits until a container has printed what is looked for. */
  async logged(pod: Pod, container: string, text: RegExp): Promise<void> {
    await untilTrue(`${container} prints ${text.source}`, LOG_SECONDS, () =>
      Promise.resolve(text.test(this.log(pod, container))),
    )
  }

  /** Whatever somebody may read who is not allowed to read Secrets: objects, their status, events, logs. */
  async everythingSaid(): Promise<string> {
    const objects = await this.run('get', 'deployments,replicasets,pods,events', '--output=yaml')
    return `${objects}\n${await this.course()}`
  }

  /** What happened to the pods, for somebody who looks for a fault: their state, their events, their logs. */
  async course(): Promise<string> {
    const described = await this.run('describe', 'pods')
    const logs = readdirSync(this.podLogs, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.includes(`/${this.name}_`))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    return [described, ...logs].join('\n')
  }

  /** Deletes what runs pods, and waits until they are gone. */
  async deleteAll(): Promise<void> {
    await this.run('delete', 'deployments,statefulsets,daemonsets,cronjobs,jobs,replicasets', '--all', '--wait=false')
    await this.run('delete', 'pods', '--all', '--wait=false')
    await untilTrue(`no pod in ${this.name}`, PODS_GONE_SECONDS, async () => (await this.pods()).length === 0)
  }

  private run(...words: readonly string[]): Promise<string> {
    return this.kubectl.run('--namespace', this.name, ...words)
  }
}

/** How often an init container was started again after a failure. */
export function restarts(pod: Pod, initContainer: string): number {
  return pod.status.initContainerStatuses?.find(({ name }) => name === initContainer)?.restartCount ?? 0
}

/** Whether the container of the app has ever been started. */
export function hasStarted(pod: Pod, container: string): boolean {
  const status = pod.status.containerStatuses?.find(({ name }) => name === container)
  return [status?.state, status?.lastState].some((state) => state?.running ?? state?.terminated)
}

/** Whether a Service sends requests to the pod: it is ready, and nobody has asked it to end. */
export function isReady({ metadata, status }: Pod): boolean {
  const ready = status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')
  return ready === true && metadata.deletionTimestamp === undefined
}

/**
 * The messages of a container's log, without what the runtime puts before each line.
 *
 * Source: Kubernetes, design proposal "CRI logging": `TIME STREAM TAG MESSAGE`.
 */
function messages(log: string): string {
  return log.replace(/^\S+ (?:stdout|stderr) [FP] /gm, '')
}
