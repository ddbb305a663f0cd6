import type { Connection } from './connection.ts'
import { GithubFailure } from './failure.ts'
import { addLabels } from './labels.ts'
import type { OpenPullRequest, WantedPullRequest } from './pull-request.ts'
import { askForReviews } from './reviewers.ts'
import { refusalOf, shortcomingOf, type Shortcoming } from './shortcoming.ts'

/**
 * Makes an open pull request what it has to be: only what differs is changed, and labels and reviewers that a person
 * added stay. What GitHub refuses of it keeps the rest from nothing. Gives what is missing in the end.
 */
export async function updatePullRequest(
  connection: Connection,
  pull: OpenPullRequest,
  wanted: WantedPullRequest,
): Promise<readonly Shortcoming[]> {
  const parts = [
    () => whole(connection, pull, () => updateTexts(connection, pull, wanted)),
    () => whole(connection, pull, () => updateDraft(connection, pull, wanted)),
    () => addLabels(connection, pull, wanted.labels),
    () => askForReviews(connection, pull, wanted.reviewers),
  ]
  const shortcomings: Shortcoming[] = []
  try {
    for (const part of parts) shortcomings.push(...(await part()))
    return shortcomings
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error
    return [...shortcomings, await unfinished(connection, error, pull)]
  }
}

/** A part that GitHub takes or refuses as a whole. */
async function whole(
  connection: Connection,
  pull: OpenPullRequest,
  part: () => Promise<void>,
): Promise<readonly Shortcoming[]> {
  const refusal = await refusalOf(part)
  return refusal === undefined ? [] : [await unfinished(connection, refusal, pull)]
}

async function unfinished(
  connection: Connection,
  failure: GithubFailure,
  { number }: OpenPullRequest,
): Promise<Shortcoming> {
  const what = 'but not up to date'
  return shortcomingOf(connection, failure, { number, severity: 'error', title: 'Pull request', what })
}

async function updateTexts(
  connection: Connection,
  { number, ...is }: OpenPullRequest,
  { title, body }: WantedPullRequest,
): Promise<void> {
  const changes = { ...(title !== is.title && { title }), ...(comparable(body) !== comparable(is.body) && { body }) }
  if (Object.keys(changes).length === 0) return
  await connection.repeat(`updating the pull request #${number}`, ({ rest, at }) =>
    rest.pulls.update({ ...at, pull_number: number, ...changes }),
  )
}

/** A body that was edited on GitHub's site has other line ends. */
function comparable(body: string): string {
  return body.replaceAll('\r\n', '\n').trim()
}

/** https://docs.github.com/en/graphql/reference/mutations#convertpullrequesttodraft: REST cannot do it. */
async function updateDraft(
  connection: Connection,
  { id, number, isDraft }: OpenPullRequest,
  wanted: WantedPullRequest,
): Promise<void> {
  if (isDraft === wanted.isDraft) return
  const mutation = wanted.isDraft ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview'
  const doing = wanted.isDraft ? 'making it a draft' : 'marking it as ready for review'
  await connection.repeat(`updating the pull request #${number}: ${doing}`, async ({ graphql }) => ({
    data: await graphql<unknown>(
      `mutation ($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { clientMutationId } }`,
      { id },
    ),
  }))
}
