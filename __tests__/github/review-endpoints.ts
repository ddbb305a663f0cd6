import type { components } from '@octokit/openapi-types'

import type { Call, Endpoint } from './endpoint.ts'
import { textsIn } from './fields.ts'
import { existingPull } from './pull-request-endpoints.ts'
import { pullRequest } from './pull-request-reply.ts'
import { Refusal, type Reply } from './reply.ts'
import type { Review, State } from './state.ts'

type Schemas = components['schemas']

/** Who is asked for a review of a pull request, and who gave one. */
export const REVIEW_ENDPOINTS: readonly Endpoint[] = [
  { operation: 'pulls/list-reviews', method: 'GET', path: /^\/pulls\/(\d+)\/reviews$/, serve: listReviews },
  {
    operation: 'pulls/request-reviewers',
    method: 'POST',
    path: /^\/pulls\/(\d+)\/requested_reviewers$/,
    serve: requestReviewers,
  },
]

/** Reviews a pull request in somebody's name, who from then on is not asked for it any more. */
export function reviewAs(state: State, number: number, login: string, verdict: Review['state']): void {
  const pull = existingPull(state, String(number))
  const submitted = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  pull.reviews.push({ id: pull.reviews.length + 1, login, state: verdict, submitted })
  pull.reviewers = pull.reviewers.filter((reviewer) => !isSame(reviewer, login))
}

function listReviews({ state, names: [number] }: Call): Reply {
  const { reviews } = existingPull(state, number)
  return { status: 200, body: reviews.map(reviewReply) }
}

async function requestReviewers({ state, names: [number], body }: Call): Promise<Reply> {
  const pull = existingPull(state, number)
  const reviewers = textsIn(body, 'reviewers')
  const teams = textsIn(body, 'team_reviewers')
  demandReviewers(state, reviewers)
  pull.reviewers = [...new Set([...pull.reviewers, ...reviewers])]
  pull.teams = [...new Set([...pull.teams, ...teams])]
  return { status: 201, body: await pullRequest(state, pull) }
}

function demandReviewers({ owner, name, actor, collaborators }: State, reviewers: readonly string[]): void {
  if (reviewers.some((login) => isSame(login, actor.login))) {
    throw new Refusal(422, 'Review cannot be requested from pull request author.')
  }
  if (collaborators === undefined) return
  if (reviewers.every((login) => collaborators.some((collaborator) => isSame(collaborator, login)))) return
  throw new Refusal(
    422,
    'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a ' +
      `collaborator of the ${owner}/${name} repository.`,
  )
}

/** GitHub does not tell upper and lower case apart in logins. */
function isSame(login: string, other: string): boolean {
  return login.toLowerCase() === other.toLowerCase()
}

function reviewReply({ id, login, state, submitted }: Review) {
  return { id, user: { login }, state, submitted_at: submitted } satisfies Pick<
    Schemas['pull-request-review'],
    'id' | 'state' | 'submitted_at'
  > & { user: Pick<Schemas['simple-user'], 'login'> }
}
