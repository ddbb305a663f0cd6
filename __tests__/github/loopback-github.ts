import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import type { BareRepository } from './bare-repository.ts'
import { BranchRules, type RuledBranches } from './branch-rules.ts'
import { replyOf, type Fault, type PlacedFault } from './faults.ts'
import { Branches } from './git-branches.ts'
import type { Person } from './git-commits.ts'
import { record, type RecordedRequest } from './recorder.ts'
import { errorBody, Refusal, type Reply } from './reply.ts'
import type { RequestName } from './request-name.ts'
import { reviewAs } from './review-endpoints.ts'
import { route, type Route } from './router.ts'
import type { PullRequest, Review, State } from './state.ts'

export interface GithubOptions extends Partial<RuledBranches> {
  /** The only token that is let in. */
  readonly token: string
  readonly owner?: string
  readonly name?: string
  /** Names, `OWNER/NAME`, that the repository had before it was renamed or transferred. */
  readonly formerNames?: readonly string[]
  readonly defaultBranch?: string
  readonly archived?: boolean
  /** Whether the token may write. */
  readonly canPush?: boolean
  /** Whether GitHub signs the commits that name nobody, as it does for a token of an app but not for a person's. */
  readonly signs?: boolean
  /** Whether the repository's settings let workflows open pull requests. */
  readonly mayOpenPullRequests?: boolean
  /** Whether the token has `issues: write`, which it takes to make a label, and which it does not have by itself. */
  readonly mayCreateLabels?: boolean
  /** The labels that the repository has; some of those of a new one without it. */
  readonly labels?: readonly string[]
  /** The only logins that may be asked for a review. Without it everybody may. */
  readonly collaborators?: readonly string[]
  /** The web site that `html_url` leads to. */
  readonly site?: string
  /** Whose token it is. */
  readonly actor?: Person & { readonly login: string }
  readonly faults?: readonly PlacedFault[]
  /** Called with each request when it has come in. */
  readonly onRequest?: (request: RecordedRequest) => void
}

/** What a repository on GitHub is called, and who is at work there. */
export type GithubSettings = Pick<State, 'owner' | 'name' | 'defaultBranch' | 'site' | 'actor'>

const WORKFLOW = {
  login: 'github-actions[bot]',
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
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
  readonly settings: GithubSettings
  private readonly options: GithubOptions
  private readonly state: State
  private readonly server: Server
  private faults: PlacedFault[]
  private recorded: RecordedRequest[] = []

  constructor(repository: BareRepository, options: GithubOptions) {
    const { owner = 'octo', name = 'shop', defaultBranch = 'main', archived = false, canPush = true } = options
    const { site = 'https://github.com', actor = WORKFLOW, signs = true, mayOpenPullRequests = true } = options
    const { protectedBranches = [], requiresSignatures = [], collaborators } = options
    const { rulesets = {}, mayChangeWorkflows = false } = options
    const { formerNames = [], mayCreateLabels = false, labels = ['bug', 'documentation', 'enhancement'] } = options
    const verified = new Set<string>()
    const ruled = { protectedBranches, requiresSignatures, rulesets, mayChangeWorkflows }
    const rules = new BranchRules(repository, ruled, verified)
    const branches = new Branches(repository, rules)
    const may = { archived, canPush, signs, mayOpenPullRequests, mayCreateLabels, collaborators }
    this.settings = { owner, name, defaultBranch, site, actor }
    this.state = {
      ...this.settings,
      ...may,
      repository,
      formerNames,
      branches,
      rules,
      verified,
      labels: [...labels],
      pulls: [],
    }
    this.repository = repository
    this.options = options
    this.faults = [...(options.faults ?? [])]
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
    return this.recorded.filter(({ operation }) => operation === 'unexpected')
  }

  /** The pull requests, the first one first. */
  get pulls(): readonly Readonly<PullRequest>[] {
    return this.state.pulls
  }

  /** The labels of the repository. */
  get labels(): readonly string[] {
    return this.state.labels
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
    this.faults.push({ at, fault })
  }

  /** Puts a fault at the n-th request of a name or an operation, counted from 0. */
  faultOn(of: RequestName, at: number, fault: Fault): void {
    this.faults.push({ of, at, fault })
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
      const body = await text(request)
      const found = route(this.state, request.method ?? '', request.url ?? '')
      const recorded = record(request, found?.operation, body, this.isAuthorized(request))
      this.recorded.push(recorded)
      this.options.onRequest?.(recorded)
      const reply = await this.replyWith(this.faultsNow(), () => this.serve(request, found, recorded.body))
      if (reply === undefined) request.socket.destroy()
      else send(response, reply)
    } catch (error) {
      // The client is gone, or this server has a defect, which its answer then tells.
      send(response, { status: 500, body: errorBody(500, `The loopback GitHub failed: ${String(error)}`) })
    }
  }

  /** The faults at the request that came in last. */
  private faultsNow(): readonly Fault[] {
    return this.faults
      .filter(({ of, at }) => {
        const counted = of === undefined ? this.recorded : this.recorded.filter((request) => isOf(request, of))
        return counted.length - 1 === at && counted.at(-1) === this.recorded.at(-1)
      })
      .map(({ fault }) => fault)
  }

  /** Serves a request with its faults. Undefined stands for a connection that ends without an answer. */
  private async replyWith(faults: readonly Fault[], serve: () => Promise<Reply>): Promise<Reply | undefined> {
    for (const fault of faults) {
      if (fault.kind === 'move-head') await this.moveHead(fault.branch, fault.files)
      else if (fault.kind === 'drop-before') return undefined
      else if (['answer-before', 'text-before', 'graphql-errors'].includes(fault.kind)) return replyOf(fault)
    }
    let reply = await serve()
    for (const fault of faults) {
      if (fault.kind === 'slow') await setTimeout(fault.milliseconds)
      else if (fault.kind === 'drop-after') return undefined
      else if (fault.kind === 'answer-after' || fault.kind === 'text-after') reply = replyOf(fault) ?? reply
    }
    return reply
  }

  private async moveHead(...change: Parameters<BareRepository['commit']>): Promise<void> {
    await this.state.branches.alone(() => this.repository.commit(...change))
  }

  private async serve(request: IncomingMessage, found: Route | undefined, body: unknown): Promise<Reply> {
    try {
      if (!this.isAuthorized(request)) throw new Refusal(401, 'Bad credentials')
      if (found === undefined) throw new Refusal(404, 'Not Found')
      return await found.serve(body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { status: error.status, body: errorBody(error.status, error.message, error.errors) }
    }
  }

  private isAuthorized(request: IncomingMessage): boolean {
    const [, token] = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '') ?? []
    return token === this.options.token
  }
}

function isOf({ name, operation }: RecordedRequest, of: RequestName): boolean {
  return name === of || operation === of
}

function send(response: ServerResponse, { status, headers, body, text }: Reply): void {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body))
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(sent)
}
