import type { Call, Endpoint, Operation } from './endpoint.ts'
import { fieldsOf } from './fields.ts'
import { GIT_ENDPOINTS } from './git-endpoints.ts'
import { answerGraphql } from './graphql.ts'
import { ISSUE_ENDPOINTS } from './issue-endpoints.ts'
import { repositoryNumber } from './node-ids.ts'
import { PULL_REQUEST_ENDPOINTS } from './pull-request-endpoints.ts'
import { Refusal, type Reply } from './reply.ts'
import { REPOSITORY_ENDPOINTS } from './repository-endpoints.ts'
import { REVIEW_ENDPOINTS } from './review-endpoints.ts'
import type { State } from './state.ts'

const ENDPOINTS = [
  ...REPOSITORY_ENDPOINTS,
  ...GIT_ENDPOINTS,
  ...PULL_REQUEST_ENDPOINTS,
  ...ISSUE_ENDPOINTS,
  ...REVIEW_ENDPOINTS,
]

/** A request that is served: its operation, and how to do it. */
export interface Route {
  readonly operation: Operation
  serve(body: unknown): Reply | Promise<Reply>
}

/** Finds what a request asks for; undefined when that is nothing that is served. */
export function route(state: State, method: string, target: string): Route | undefined {
  const { pathname, search, searchParams } = new URL(target, 'http://127.0.0.1')
  if (method === 'POST' && pathname === '/graphql') {
    return { operation: 'graphql', serve: (body) => answerGraphql(state, body) }
  }
  const found = pathBelow(state, decoded(pathname))
  if (found === undefined) return undefined
  const { path, isFormer } = found
  for (const endpoint of ENDPOINTS) {
    const match = endpoint.method === method ? endpoint.path.exec(path) : null
    if (match === null) continue
    if (isFormer) return { operation: endpoint.operation, serve: () => redirection(state, method, path, search) }
    const call = { state, names: match.slice(1), query: searchParams }
    return { operation: endpoint.operation, serve: (body) => serve(endpoint, call, body) }
  }
  return undefined
}

function serve(endpoint: Endpoint, call: Omit<Call, 'body'>, body: unknown): Reply | Promise<Reply> {
  if (endpoint.method !== 'GET') {
    if (call.state.archived) throw new Refusal(403, 'Repository was archived so is read-only.')
    if (!call.state.canPush) throw new Refusal(403, 'Resource not accessible by integration')
  }
  return endpoint.serve({ ...call, body: fieldsOf(body ?? {}) })
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
function redirection(state: State, method: string, path: string, search: string): Reply {
  const location = encodeURI(`/repositories/${repositoryNumber(state)}${path}`) + search
  return { status: method === 'GET' ? 301 : 307, headers: { location }, body: { message: 'Moved Permanently' } }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
