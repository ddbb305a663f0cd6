import { Refusal, type Endpoint } from './endpoint.ts'
import { GIT_ENDPOINTS } from './git-endpoints.ts'
import { answerGraphql, graphqlName } from './graphql.ts'
import { PULL_REQUEST_ENDPOINTS } from './pull-request-endpoints.ts'
import { REPOSITORY_ENDPOINTS } from './repository-endpoints.ts'
import { repositoryNumber, type State } from './state.ts'

const ENDPOINTS = { ...REPOSITORY_ENDPOINTS, ...GIT_ENDPOINTS, ...PULL_REQUEST_ENDPOINTS }

/** What a request asks for: GitHub's name of the operation, or the query or mutation of GraphQL. */
export type RequestName = keyof typeof ENDPOINTS | `graphql ${string}` | 'unexpected'

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** In place of a body. */
  readonly text?: string
}

/** A request that is served, and how. */
export interface Route {
  readonly name: RequestName
  serve(): Promise<Reply>
}

/** Finds what a request asks for; undefined when that is nothing that is served. */
export function route(state: State, method: string, target: string, body: unknown): Route | undefined {
  const { pathname, search, searchParams: query } = new URL(target, 'http://127.0.0.1')
  if (method === 'POST' && pathname === '/graphql') {
    return { name: graphqlName(body), serve: async () => ({ status: 200, body: await answerGraphql(state, body) }) }
  }
  const found = pathBelow(state, decodeURIComponent(pathname))
  if (found === undefined) return undefined
  for (const [name, endpoint] of Object.entries(ENDPOINTS) as [keyof typeof ENDPOINTS, Endpoint][]) {
    const match = endpoint.method === method ? endpoint.path.exec(found.path) : null
    if (match === null) continue
    if (found.isFormer) return { name, serve: () => Promise.resolve(redirection(state, method, found.path + search)) }
    const call = { state, names: match.slice(1), query, body: body as never }
    return { name, serve: async () => ({ status: method === 'POST' ? 201 : 200, body: await served(endpoint, call) }) }
  }
  return undefined
}

function served(endpoint: Endpoint, call: Parameters<Endpoint['serve']>[0]): unknown {
  if (endpoint.method !== 'GET') {
    if (call.state.archived) throw new Refusal(403, 'Repository was archived so is read-only.')
    if (!call.state.canPush) throw new Refusal(403, 'Resource not accessible by integration')
  }
  return endpoint.serve(call)
}

/** What a path asks for below the repository, by any of its names or by its number. GitHub heeds no upper and lower case. */
function pathBelow(state: State, path: string): { readonly path: string; readonly isFormer: boolean } | undefined {
  const present = [`/repos/${state.owner}/${state.name}`, `/repositories/${repositoryNumber(state)}`]
  const former = state.formerNames.map((name) => `/repos/${name}`)
  for (const prefix of [...present, ...former]) {
    const rest = path.slice(prefix.length)
    if (path.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() && /^(?:\/|$)/.test(rest))
      return { path: rest, isFormer: former.includes(prefix) }
  }
  return undefined
}

/** How GitHub answers to the former name of a repository: a client keeps the method at 307 alone. */
function redirection(state: State, method: string, path: string): Reply {
  const location = `/repositories/${repositoryNumber(state)}${encodeURI(path)}`
  return { status: method === 'GET' ? 301 : 307, headers: { location }, body: { message: 'Moved Permanently' } }
}
