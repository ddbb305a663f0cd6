import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { components } from '@octokit/openapi-types'

import type { BareRepository } from './bare-repository.ts'
import { Refusal, type FieldErrors } from './endpoint.ts'
import type { Fault, FaultyAnswer } from './faults.ts'
import { reviewAs } from './pull-request-endpoints.ts'
import { route, type Reply, type RequestName, type Route } from './router.ts'
import { DEFAULTS, type PullRequest, type Review, type Settings, type State } from './state.ts'

export type GithubOptions = Partial<Settings> & Pick<Settings, 'token'>

/** A request as it came in. */
export interface RecordedRequest {
  readonly name: RequestName
  readonly method: string
  /** With the query, to the letter. */
  readonly path: string
  /** Names in lower case; the right token as `***`. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed; a text when it is not JSON, undefined when there is none. */
  readonly body: unknown
}

/** A fault, and the request that it is put at: the n-th of all or of a name, counted from 0. */
interface PlacedFault {
  readonly of: RequestName | undefined
  readonly at: number
  readonly fault: Fault
}

/** Starts a GitHub with one repository, at a free port of 127.0.0.1. */
export async function startGithub(repository: BareRepository, options: GithubOptions): Promise<LoopbackGithub> {
  const github = new LoopbackGithub(repository, options)
  await github.listen()
  return github
}

/** A GitHub with one repository: what it was asked, what it keeps, and the faults that it makes. */
export class LoopbackGithub {
  readonly repository: BareRepository
  readonly settings: Settings
  private readonly state: State
  private readonly server: Server
  private faults: PlacedFault[] = []
  private recorded: RecordedRequest[] = []

  constructor(repository: BareRepository, options: GithubOptions) {
    this.repository = repository
    this.settings = { ...DEFAULTS, ...options }
    const { labels, pulls } = this.settings
    const state = { repository, labels: [...labels], pulls: structuredClone([...pulls]), verified: new Set<string>() }
    this.state = { ...this.settings, ...state }
    this.server = createServer((request, response) => void this.handle(request, response))
  }

  /** What `GITHUB_API_URL` has to be. GraphQL is at `/graphql` below it. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Every request so far, in the order in which they came in. */
  get requests(): readonly RecordedRequest[] {
    return this.recorded
  }

  /** The requests for something that is not served. */
  get unexpected(): readonly RecordedRequest[] {
    return this.recorded.filter(({ name }) => name === 'unexpected')
  }

  /** The pull requests, the first one first. */
  get pulls(): readonly Readonly<PullRequest>[] {
    return this.state.pulls
  }

  /** Makes a label, as a person does. */
  createLabel(name: string): void {
    this.state.labels.push(name)
  }

  /** Reviews a pull request in somebody's name. */
  review(number: number, login: string, verdict: Review['state'] = 'COMMENTED'): void {
    reviewAs(this.state, number, login, verdict)
  }

  /** Puts a fault at the n-th request, counted from 0. Of several at one request, all come about, in their order. */
  faultAt(at: number, fault: Fault): void {
    this.faults.push({ of: undefined, at, fault })
  }

  /** Puts a fault at the n-th request of a name, counted from 0. */
  faultOn(of: RequestName, at: number, fault: Fault): void {
    this.faults.push({ of, at, fault })
  }

  /** Puts a fault at every request of a name. */
  faultAlways(of: RequestName, fault: Fault): void {
    for (let at = 0; at < 50; at++) this.faultOn(of, at, fault)
  }

  /** Lets so many requests of a name come in, and have their effects, before one of them is answered. */
  meetAt(name: RequestName, count: number): void {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    let arrived = 0
    const until = () => {
      if (++arrived === count) resolve(undefined)
      return promise
    }
    for (let at = 0; at < count; at++) this.faultOn(name, at, { kind: 'hold', until })
  }

  /** Forgets the requests and the faults, and counts from 0 again. Branches and pull requests stay. */
  forget(): void {
    this.recorded = []
    this.faults = []
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = parsed(await text(request))
      const found = route(this.state, request.method ?? '', request.url ?? '', body)
      this.recorded.push(this.record(request, found, body))
      const reply = await this.replyWith(this.faultsNow(), () => this.serve(request, found))
      if (reply === undefined) request.socket.destroy()
      else send(response, reply)
    } catch (error) {
      // The client is gone, or this server has a defect, which its answer then tells.
      send(response, errorReply(500, `The loopback GitHub failed: ${String(error)}`))
    }
  }

  private record(request: IncomingMessage, found: Route | undefined, body: unknown): RecordedRequest {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
    return {
      name: found?.name ?? 'unexpected',
      method: request.method ?? '',
      path: request.url ?? '',
      headers: { ...Object.fromEntries(headers), ...(this.isAuthorized(request) && { authorization: '***' }) },
      body,
    }
  }

  /** The faults at the request that came in last. */
  private faultsNow(): readonly Fault[] {
    const last = this.recorded.at(-1)
    const nth = this.recorded.filter(({ name }) => name === last?.name).length - 1
    return this.faults
      .filter(({ of, at }) => (of === undefined ? at === this.recorded.length - 1 : of === last?.name && at === nth))
      .map(({ fault }) => fault)
  }

  /** Serves a request with its faults. Undefined stands for a connection that ends without an answer. */
  private async replyWith(faults: readonly Fault[], serve: () => Promise<Reply>): Promise<Reply | undefined> {
    for (const fault of faults) {
      if (fault.kind === 'move-head') this.repository.commit(fault.branch, fault.files)
      else if (fault.kind === 'drop-before') return undefined
      else if (fault.kind === 'answer-before') return answerOf(fault)
      else if (fault.kind === 'text-before') return { status: 200, text: fault.text }
      else if (fault.kind === 'graphql-errors') return { status: 200, body: { data: null, errors: fault.errors } }
    }
    let reply = await serve()
    for (const fault of faults) {
      if (fault.kind === 'hold') await fault.until()
      else if (fault.kind === 'drop-after') return undefined
      else if (fault.kind === 'answer-after') reply = answerOf(fault)
      else if (fault.kind === 'text-after') reply = { status: 200, text: fault.text }
    }
    return reply
  }

  private async serve(request: IncomingMessage, found: Route | undefined): Promise<Reply> {
    try {
      if (!this.isAuthorized(request)) throw new Refusal(401, 'Bad credentials')
      if (found === undefined) throw new Refusal(404, 'Not Found')
      return await found.serve()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return errorReply(error.status, error.message, error.errors)
    }
  }

  private isAuthorized(request: IncomingMessage): boolean {
    const [, token] = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '') ?? []
    return token === this.settings.token
  }
}

function parsed(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

function answerOf({ status, message, errors, headers = {} }: FaultyAnswer): Reply {
  return { ...errorReply(status, message, errors), headers }
}

function errorReply(status: number, message: string, errors?: FieldErrors): Reply {
  const documentation_url = 'https://docs.github.com/rest'
  const body = { message, documentation_url, status: String(status) } satisfies components['schemas']['basic-error']
  return { status, body: { ...body, ...(errors && { errors }) } }
}

function send(response: ServerResponse, { status, headers, body, text: sent = JSON.stringify(body) }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(sent)
}
