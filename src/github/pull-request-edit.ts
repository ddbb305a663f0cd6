import type { Connection } from './connection.ts'
import { GithubFailure } from './failure.ts'
import type { OpenPullRequest } from './pull-request.ts'
import type { GithubRequest } from '../failures/github.ts'

/** Gives an open pull request another title or body. */
export async function updateTexts(
  connection: Connection,
  { number }: OpenPullRequest,
  texts: { readonly title?: string; readonly body?: string },
): Promise<void> {
  await connection.repeat({ code: 'update-pull-request', number }, ({ rest, at }) =>
    rest.pulls.update({ ...at, pull_number: number, ...texts }),
  )
}

/** Converts an open pull request to a draft. https://docs.github.com/en/graphql/reference/mutations#convertpullrequesttodraft */
export async function convertToDraft(connection: Connection, { id, number }: OpenPullRequest): Promise<void> {
  await mutate(connection, { code: 'convert-to-draft', number }, 'convertPullRequestToDraft', id)
}

/** Marks a draft as ready for review. REST cannot do it, either. */
export async function markAsReady(connection: Connection, { id, number }: OpenPullRequest): Promise<void> {
  await mutate(connection, { code: 'mark-as-ready', number }, 'markPullRequestReadyForReview', id)
}

async function mutate(connection: Connection, request: GithubRequest, mutation: string, id: string): Promise<void> {
  await connection.repeat(request, async ({ graphql }) => ({
    data: await graphql<unknown>(
      `mutation ($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { clientMutationId } }`,
      { id },
    ),
  }))
}

/** Adds labels; GitHub adds all of them or none. */
export async function addLabels(
  connection: Connection,
  { number }: OpenPullRequest,
  labels: readonly string[],
): Promise<void> {
  await connection.repeat({ code: 'add-labels', number }, ({ rest, at }) =>
    rest.issues.addLabels({ ...at, issue_number: number, labels: [...labels] }),
  )
}

/** Whether GitHub says that the repository does not have a label. */
export async function isUnknownLabel(connection: Connection, name: string): Promise<boolean> {
  try {
    await connection.repeat({ code: 'find-label', label: name }, ({ rest, at }) =>
      rest.issues.getLabel({ ...at, name }),
    )
    return false
  } catch (error) {
    if (error instanceof GithubFailure && error.isRefusal) return error.status === 404
    throw error
  }
}

/** Who has given a review; empty for one whose account is gone. */
export async function reviewersOf(connection: Connection, { number }: OpenPullRequest): Promise<readonly string[]> {
  const reviews = await connection.repeat({ code: 'read-reviews', number }, ({ rest, at }) =>
    rest.pulls.listReviews({ ...at, pull_number: number, per_page: 100 }),
  )
  return reviews.map(({ user }) => user?.login ?? '')
}

/**
 * Requests reviews; GitHub takes all of them or none.
 *
 * @param teams their slugs.
 */
export async function requestReviews(
  connection: Connection,
  { number }: OpenPullRequest,
  users: readonly string[],
  teams: readonly string[],
): Promise<void> {
  await connection.repeat({ code: 'request-reviews', number }, ({ rest, at }) =>
    rest.pulls.requestReviewers({
      ...at,
      pull_number: number,
      reviewers: [...users],
      team_reviewers: [...teams],
    }),
  )
}
