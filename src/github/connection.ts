import { getOctokit } from '@actions/github'

import { GithubFailure, IncompleteAnswer } from './failure.ts'
import type { GithubDelay, GithubRequest } from '../failures/github.ts'

/** How long a request may take, in milliseconds. GitHub gives up after 10 seconds itself. */
const TIMEOUT = 60_000

/** How often a request is sent that got no clear answer. */
const TRIES = 4

/** How often, and for how many seconds at most, a run waits for a rate limit. */
const LONGEST_WAITS = { count: 5, seconds: 300 }

const FIRST_PAUSE = 250
const LONGEST_PAUSE = 4000

type Octokit = ReturnType<typeof getOctokit>

/** What requests are made with. */
export interface Api {
  readonly rest: Octokit['rest']
  readonly graphql: Octokit['graphql']
  /** The repository, as parameters of a request. */
  readonly at: { readonly owner: string; readonly repo: string }
}

/** What comes back. */
interface Answer<T> {
  readonly data: T
  /** Where it came from in the end; undefined for GraphQL, which finds a repository by any of its names. */
  readonly url?: string
}

export interface ConnectionOptions {
  readonly token: string
  /** `OWNER/NAME`. */
  readonly repository: string
  /** Whether it is the repository of the workflow, which its own token may write to. */
  readonly isOfWorkflow: boolean
  /** Where a secret stands in a text, or -1: a request that holds one is not sent. */
  readonly secretIn: (text: string) => number
  /** Is told what takes longer. */
  readonly onDelay: (delay: GithubDelay) => void
  /** Waits, for milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** A way to one repository on GitHub, at `GITHUB_API_URL` and through the proxy that the environment names. */
export class Connection {
  readonly isOfWorkflow: boolean
  private api: Api
  private hasMoved = false
  private readonly options: ConnectionOptions
  private waits = 0

  constructor(options: ConnectionOptions) {
    const { rest, graphql, hook } = getOctokit(options.token, {
      userAgent: 'atlas-init-container',
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    })
    hook.before('request', (request) => {
      refuseSecrets(request, options.secretIn)
      request.headers['x-github-api-version'] = '2022-11-28'
      request.request.signal = AbortSignal.timeout(TIMEOUT)
    })
    this.isOfWorkflow = options.isOfWorkflow
    this.api = { rest, graphql, at: pathOf(options.repository) }
    this.options = options
  }

  /** `OWNER/NAME`: of a repository that was renamed the new one, as soon as GitHub has said so. */
  get repository(): string {
    return `${this.api.at.owner}/${this.api.at.repo}`
  }

  /**
   * Sends a request that may be sent again when it is not known whether the first one arrived: one that reads, or that
   * comes to the same when it is done twice.
   *
   * @throws GithubFailure
   */
  async repeat<T>(request: GithubRequest, send: (api: Api) => Promise<Answer<T>>): Promise<T> {
    return this.send(request, send, (failure) => failure.isUnclear)
  }

  /**
   * Sends a request that must not be done twice.
   *
   * @throws GithubFailure
   */
  async once<T>(request: GithubRequest, send: (api: Api) => Promise<Answer<T>>): Promise<T> {
    return this.send(request, send, () => false)
  }

  /** Waits before a next try: longer each time, and never as long as another run that tries the same. */
  async pause(tries: number): Promise<void> {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries)
    await this.options.wait(longest * (0.5 + Math.random() / 2))
  }

  /** From the first answer on that GitHub sent elsewhere for, the repository goes by its new name. */
  private async follow(url: string): Promise<void> {
    if (this.hasMoved || !isElsewhere(url, this.api.at)) return
    this.hasMoved = true
    const before = this.repository
    const { full_name: name } = await this.repeat({ code: 'read-repository' }, ({ rest, at }) => rest.repos.get(at))
    this.api = { ...this.api, at: pathOf(name) }
    this.options.onDelay({ code: 'renamed', before, repository: name })
  }

  private async send<T>(
    request: GithubRequest,
    send: (api: Api) => Promise<Answer<T>>,
    mayRepeat: (failure: GithubFailure) => boolean,
  ): Promise<T> {
    let repeats = 0
    for (;;) {
      try {
        const { data, url } = await send(this.api)
        // Octokit gives the text of what is no JSON, and of GraphQL's answer nothing.
        if (typeof data !== 'object' || data === null || data instanceof ArrayBuffer) throw new IncompleteAnswer()
        if (url !== undefined) await this.follow(url)
        return data
      } catch (error) {
        const failure = new GithubFailure(request, error)
        const { retryAfter } = failure
        if (retryAfter !== undefined && retryAfter <= LONGEST_WAITS.seconds && this.waits < LONGEST_WAITS.count) {
          this.waits++
          this.options.onDelay({ code: 'rate-limited', request, seconds: retryAfter })
          await this.options.wait(retryAfter * 1000)
        } else if (mayRepeat(failure) && repeats < TRIES - 1) {
          await this.pause(repeats++)
        } else {
          throw failure
        }
      }
    }
  }
}

function pathOf(name: string): Api['at'] {
  const [owner = '', repo = ''] = name.split('/')
  return { owner, repo }
}

/** Whether an answer came from a place that GitHub sends the requests to a repository's old name to. */
function isElsewhere(url: string, { owner, repo }: Api['at']): boolean {
  return !decodeURIComponent(new URL(url).pathname).toLowerCase().includes(`/repos/${owner}/${repo}`.toLowerCase())
}

/** Thrown in place of sending a secret. */
export class SecretInRequest extends Error {
  override readonly name = 'SecretInRequest'
}

function refuseSecrets(request: Readonly<Record<string, unknown>>, secretIn: (text: string) => number): void {
  for (const [name, value] of Object.entries(request)) {
    if (name !== 'headers' && name !== 'request' && textsIn(value).some((text) => secretIn(text) !== -1))
      throw new SecretInRequest('a request contains a secret')
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)])
}

function ignore(): void {
  // Octokit would print what it asks for and what it gets.
}
