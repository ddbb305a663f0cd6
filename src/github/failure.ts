import type { GithubRequest } from '../failures/github.ts'

/** What the types of GraphQL's errors are as statuses: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
const STATUS_OF_TYPE: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  MAX_NODE_LIMIT_EXCEEDED: 413,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  RESOURCE_LIMITS_EXCEEDED: 413,
}

/** After how many seconds to come back where GitHub does not say: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
const A_MINUTE = 60

/** The token has to be authorised for an organisation that enforces SAML single sign-on. */
export interface SignOn {
  /** The page to do it on, for an hour; undefined when GitHub named none. */
  readonly url: string | undefined
}

/** A request that GitHub did not do, or of which it is not known. */
export class GithubFailure extends Error {
  override readonly name = 'GithubFailure'
  readonly request: GithubRequest
  /** The status of the answer; undefined when there was no valid one. */
  readonly status: number | undefined
  /** GitHub's words, or why there was no valid answer; empty when there are none. */
  readonly words: string
  /** GitHub's page about it; empty when it named none. */
  readonly documentation: string
  /** What an organisation's single sign-on wants to be done with the token first; undefined when that is not why. */
  readonly signOn: SignOn | undefined
  /** After how many seconds GitHub wants to be asked again; undefined when it is no limit that was reached. */
  readonly retryAfter: number | undefined

  constructor(request: GithubRequest, cause: unknown) {
    const answer = answerOf(cause)
    super(`${request.code}: ${answer.status ?? 'no answer'} ${answer.words}`, { cause })
    this.request = request
    this.status = answer.status
    this.words = answer.words
    this.documentation = answer.documentation
    this.signOn = answer.signOn
    this.retryAfter = answer.retryAfter
  }

  /** Whether the request may have had its effect nevertheless. */
  get isUnclear(): boolean {
    return this.status === undefined || this.status >= 500
  }

  /** Whether GitHub said no to this very request: it is not done, and others may be. */
  get isRefusal(): boolean {
    return !this.isUnclear && this.status !== 401 && this.retryAfter === undefined
  }
}

/** That there is no branch of a name, or none that the token may see. */
export class MissingBranch extends GithubFailure {
  readonly branch: string

  constructor(failure: GithubFailure, branch: string) {
    super(failure.request, failure.cause)
    this.branch = branch
  }
}

/** That GitHub did not take a request with much in it, which may be the reason. */
export class LargeRequest extends GithubFailure {
  /** How many files it had, and how many bytes. */
  readonly count: number
  readonly bytes: number

  constructor(failure: GithubFailure, count: number, bytes: number) {
    super(failure.request, failure.cause)
    this.count = count
    this.bytes = bytes
  }
}

/** Looks at what became of a request that failed. When GitHub fails the look, too, the earlier failure is thrown. */
export async function lookAfter<T>(look: () => Promise<T>, earlier: () => GithubFailure): Promise<T> {
  try {
    return await look()
  } catch (error) {
    throw error instanceof GithubFailure ? earlier() : error
  }
}

type Answer = Pick<GithubFailure, 'status' | 'words' | 'documentation' | 'signOn' | 'retryAfter'>

/** Thrown for an answer that is not what GitHub sends, such as one that was cut off, or a page of a proxy. */
export class IncompleteAnswer extends Error {
  override readonly name = 'IncompleteAnswer'

  constructor() {
    super('the answer is not JSON')
  }
}

/** The errors of Octokit are known by their names: their classes belong to packages below `@actions/github`. */
function answerOf(error: unknown): Answer {
  const { name, message, status, response, errors, headers } = fieldsOf(error)
  if (name === 'GraphqlResponseError') return graphqlAnswer(listOf(errors), fieldsOf(headers))
  if (name !== 'HttpError' && !(error instanceof IncompleteAnswer)) throw error
  if (response === undefined)
    return { status: undefined, words: textOf(message), documentation: '', signOn: undefined, retryAfter: undefined }
  const { data, headers: answered } = fieldsOf(response)
  const { message: main, documentation_url: documentation, errors: details } = fieldsOf(data)
  const words = [textOf(main), ...listOf(details).map((detail) => textOf(detail) || textOf(fieldsOf(detail).message))]
    .filter(Boolean)
    .join(' ')
  return {
    status: Number(status),
    words,
    documentation: textOf(documentation),
    signOn: Number(status) === 403 ? signOnOf(fieldsOf(answered)) : undefined,
    retryAfter: isRateLimit(Number(status), words) ? (retryAfter(fieldsOf(answered)) ?? A_MINUTE) : undefined,
  }
}

/** GitHub tells a limit with 403, too, which its words alone tell from a missing permission where no header does. */
function isRateLimit(status: number, words: string): boolean {
  return status === 429 || (status === 403 && /\brate limit\b/i.test(words))
}

function graphqlAnswer(errors: readonly unknown[], headers: Fields): Answer {
  const statuses = errors.map((error) => STATUS_OF_TYPE[textOf(fieldsOf(error).type)])
  const status = statuses.find((known) => known !== undefined) ?? 422
  return {
    status,
    words: errors.map((error) => textOf(fieldsOf(error).message)).join(' '),
    documentation: '',
    signOn: signOnOf(headers) ?? (errors.some(isSamlFailure) ? { url: undefined } : undefined),
    retryAfter: status === 429 ? (retryAfter(headers) ?? A_MINUTE) : undefined,
  }
}

/** https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api#personal-access-tokens-and-saml-sso */
function signOnOf(headers: Fields): SignOn | undefined {
  const [, rest] = /^required\b(.*)$/.exec(textOf(headers['x-github-sso'])) ?? []
  if (rest === undefined) return undefined
  const [, url = ''] = /;\s*url=(\S+)/.exec(rest) ?? []
  return { url: isOnGithub(url) ? url : undefined }
}

/** Nobody is sent anywhere else by what came over the network. */
function isOnGithub(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return protocol === 'https:' && username + password === '' && /^(?:github\.com|[\w-]+\.ghe\.com)$/.test(host)
}

function isSamlFailure(error: unknown): boolean {
  return fieldsOf(fieldsOf(error).extensions).saml_failure === true
}

/** What the headers of an answer say of when to come back, in seconds. */
function retryAfter(headers: Fields): number | undefined {
  const seconds = Number(headers['retry-after'] ?? NaN)
  if (Number.isFinite(seconds)) return seconds
  if (String(headers['x-ratelimit-remaining']) !== '0') return undefined
  const reset = Number(headers['x-ratelimit-reset'] ?? NaN)
  return Number.isFinite(reset) ? Math.max(1, reset - Math.floor(Date.now() / 1000)) : undefined
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
