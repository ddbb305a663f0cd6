import type { operations } from '@octokit/openapi-types'

import type { RestOperation } from './endpoint.ts'
import { failure, secondaryRateLimit, type Fault, type FaultyAnswer } from './faults.ts'
import type { RequestName } from './request-name.ts'

/** The errors among the statuses that GitHub's description has for an operation. */
type DocumentedStatus<Name extends keyof operations> = Extract<
  keyof operations[Name]['responses'],
  400 | 401 | 403 | 404 | 405 | 409 | 410 | 415 | 422 | 429 | 500 | 502 | 503
>

const FORBIDDEN = failure(403, 'Resource not accessible by integration')
const NOT_FOUND = failure(404, 'Not Found')
const CONFLICT = failure(409, 'Git Repository is empty.')
const GONE = failure(410, 'This issue was deleted')
const INVALID = failure(422, 'Validation Failed')

/** The errors of each operation that is served. The types tell when one is missing. */
const OF_OPERATIONS = {
  'repos/get': { 403: FORBIDDEN, 404: NOT_FOUND },
  'repos/get-branch': { 404: NOT_FOUND },
  'repos/get-branch-rules': {},
  'repos/compare-commits-with-basehead': {
    404: NOT_FOUND,
    500: failure(500, 'Internal Server Error'),
    503: failure(503, 'Service unavailable'),
  },
  'git/get-ref': { 404: NOT_FOUND, 409: CONFLICT },
  'git/create-ref': { 409: CONFLICT, 422: failure(422, 'Reference update failed') },
  'git/update-ref': { 409: CONFLICT, 422: failure(422, 'Update is not a fast forward') },
  'git/delete-ref': { 409: CONFLICT, 422: failure(422, 'Reference does not exist') },
  'git/get-commit': { 404: NOT_FOUND, 409: CONFLICT },
  'git/create-blob': { 403: FORBIDDEN, 404: NOT_FOUND, 409: CONFLICT, 422: INVALID },
  'git/create-commit': { 404: NOT_FOUND, 409: CONFLICT, 422: INVALID },
  'git/create-tree': { 403: FORBIDDEN, 404: NOT_FOUND, 409: CONFLICT, 422: INVALID },
  'pulls/list': { 422: INVALID },
  'pulls/list-reviews': {},
  'pulls/create': {
    403: failure(403, 'GitHub Actions is not permitted to create or approve pull requests.'),
    422: INVALID,
  },
  'pulls/update': { 403: FORBIDDEN, 422: INVALID },
  'pulls/request-reviewers': {
    403: FORBIDDEN,
    422: failure(422, 'Reviews may only be requested from collaborators.'),
  },
  'issues/create-comment': { 403: FORBIDDEN, 404: NOT_FOUND, 410: GONE, 422: INVALID },
  'issues/get-label': { 404: NOT_FOUND },
  'issues/list-labels-on-issue': { 404: NOT_FOUND, 410: GONE },
  'issues/add-labels': { 404: NOT_FOUND, 410: GONE, 422: INVALID },
  'issues/set-labels': { 404: NOT_FOUND, 410: GONE, 422: INVALID },
} satisfies { readonly [Name in RestOperation]: Readonly<Record<DocumentedStatus<Name>, FaultyAnswer>> }

/** What GitHub documents for every request: bad tokens, missing permissions, rate limits, time-outs. */
const OF_EVERY_REQUEST: readonly FaultyAnswer[] = [
  failure(401, 'Bad credentials'),
  FORBIDDEN,
  NOT_FOUND,
  secondaryRateLimit(403, 1),
  secondaryRateLimit(429, 1),
  failure(502, 'Server Error'),
]

/** The errors that every request of GraphQL is answered with, some of them under the status 200. */
const OF_GRAPHQL: readonly Fault[] = [
  ...OF_EVERY_REQUEST,
  { kind: 'graphql-errors', errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] },
  { kind: 'graphql-errors', errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository.' }] },
  { kind: 'graphql-errors', errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
]

const OF_MUTATIONS: readonly Fault[] = [
  ...OF_GRAPHQL,
  { kind: 'graphql-errors', errors: [{ type: 'UNPROCESSABLE', message: 'Reference update failed' }] },
]

/** Each error that GitHub documents for an operation, before any effect. Waits are of one second. */
export const DOCUMENTED_FAULTS: ReadonlyMap<RequestName, readonly Fault[]> = new Map<RequestName, readonly Fault[]>([
  ...(Object.keys(OF_OPERATIONS) as RestOperation[]).map((name) => [name, faultsOf(name)] as const),
  ['graphql', OF_GRAPHQL],
  ['graphql query', OF_GRAPHQL],
  ['graphql convertPullRequestToDraft', OF_MUTATIONS],
  ['graphql markPullRequestReadyForReview', OF_MUTATIONS],
  ['graphql updateRefs', OF_MUTATIONS],
])

function faultsOf(name: RestOperation): readonly FaultyAnswer[] {
  const own: readonly FaultyAnswer[] = Object.values(OF_OPERATIONS[name])
  const faults = [...own, ...OF_EVERY_REQUEST]
  return [...new Map(faults.map((fault) => [`${fault.status} ${fault.message}`, fault])).values()]
}
