import { Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'

import type { WorkloadObject } from '../workload-objects.ts'

/** An object as the API server gives it back, with its defaults. */
export interface StoredObject {
  readonly kind: string
  readonly metadata: {
    readonly uid: string
    readonly name: string
    readonly generateName?: string
    creationTimestamp?: unknown
    managedFields?: unknown
  }
  readonly status?: { qosClass?: string }
}

/** What the API server says to an object. */
export type Verdict =
  { readonly isAccepted: true; readonly object: StoredObject } | { readonly isAccepted: false; readonly reason: string }

interface Answer {
  readonly status: number
  readonly body: string
}

const CREATED = 201
const ALREADY_THERE = 409
const INVALID = 422

/** The API server, asked without a `kubectl` in between: that is a process for each question. */
export class ApiServer {
  private readonly url: string
  private readonly token: string
  private readonly agent: Agent

  /** `certificate` is the one that it shows, as PEM. */
  constructor(url: string, token: string, certificate: string) {
    this.url = url
    this.token = token
    this.agent = new Agent({ keepAlive: true, ca: certificate })
  }

  /** Makes a namespace unless it is there. What cannot be a namespace's name makes none. */
  async createNamespace(name: string): Promise<void> {
    const namespace = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    const { status, body } = await this.post('/api/v1/namespaces', 'application/json', namespace)
    if (![CREATED, ALREADY_THERE, INVALID].includes(status)) throw new Error(`No namespace ${name}: ${body}`)
  }

  /** What would become of a workload: asks what `kubectl create --dry-run=server` asks. */
  async dryRun({ apiVersion, kind, namespace, contentType, body }: WorkloadObject): Promise<Verdict> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const path = encodeURI(`${group}/namespaces/${namespace}/${kind.toLowerCase()}s`)
    const answer = await this.post(`${path}?dryRun=All&fieldValidation=Strict`, contentType, body)
    return answer.status === CREATED
      ? { isAccepted: true, object: JSON.parse(answer.body) as StoredObject }
      : { isAccepted: false, reason: reasonOf(answer) }
  }

  private async post(path: string, contentType: string, body: string): Promise<Answer> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      Accept: 'application/json',
      'Content-Type': contentType,
      'Content-Length': Buffer.byteLength(body),
    }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(this.url + path, { method: 'POST', agent: this.agent, headers }, resolve)
        .on('error', reject)
        .end(body)
    })
    return { status: answer.statusCode ?? 0, body: await text(answer) }
  }
}

/** The message of a Status, without what differs each time: UIDs that it made up, and addresses in its memory. */
function reasonOf({ status, body }: Answer): string {
  const message = body.startsWith('{') ? (JSON.parse(body) as { readonly message: string }).message : body.trim()
  return `${status} ${message.replace(/\b0x[0-9a-f]+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '…')}`
}
