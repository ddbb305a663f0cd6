import type { Connection } from '../github/connection.ts'
import { GithubFailure } from '../github/failure.ts'
import { convertToDraft, markAsReady, updateTexts } from '../github/pull-request-edit.ts'
import type { OpenPullRequest, WantedPullRequest } from '../github/pull-request.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import { labelPullRequest } from './labels.ts'
import { askForReviews } from './reviewers.ts'
import { refusalOf, shortcomingOf, type Missing } from './shortcoming.ts'

const CONTENT: Missing = { part: 'content', names: [] }

/**
 * Makes an open pull request what it has to be: only what differs is changed, and labels and reviewers that a person
 * added stay. What GitHub refuses of it keeps the rest from nothing. Gives what is missing in the end.
 */
export async function updatePullRequest(
  connection: Connection,
  pull: OpenPullRequest,
  wanted: WantedPullRequest,
): Promise<readonly Diagnostic[]> {
  const parts = [
    () => whole(connection, pull, () => matchTexts(connection, pull, wanted)),
    () => whole(connection, pull, () => matchDraft(connection, pull, wanted)),
    () => labelPullRequest(connection, pull, wanted.labels),
    () => askForReviews(connection, pull, wanted.reviewers),
  ]
  const shortcomings: Diagnostic[] = []
  try {
    for (const part of parts) shortcomings.push(...(await part()))
    return shortcomings
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error
    return [...shortcomings, await shortcomingOf(connection, error, pull, CONTENT)]
  }
}

/** A part that GitHub takes or refuses as a whole. */
async function whole(
  connection: Connection,
  pull: OpenPullRequest,
  part: () => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const refusal = await refusalOf(part)
  return refusal === undefined ? [] : [await shortcomingOf(connection, refusal, pull, CONTENT)]
}

async function matchTexts(
  connection: Connection,
  pull: OpenPullRequest,
  { title, body }: WantedPullRequest,
): Promise<void> {
  const texts = {
    ...(title !== pull.title && { title }),
    ...(comparable(body) !== comparable(pull.body) && { body }),
  }
  if (Object.keys(texts).length > 0) await updateTexts(connection, pull, texts)
}

/** A body that was edited on GitHub's site has other line ends. */
function comparable(body: string): string {
  return body.replaceAll('\r\n', '\n').trim()
}

async function matchDraft(connection: Connection, pull: OpenPullRequest, wanted: WantedPullRequest): Promise<void> {
  if (pull.isDraft === wanted.isDraft) return
  await (wanted.isDraft ? convertToDraft(connection, pull) : markAsReady(connection, pull))
}
