import type { Connection } from '../github/connection.ts'
import type { GithubFailure } from '../github/failure.ts'
import { addLabels, isUnknownLabel } from '../github/pull-request-edit.ts'
import type { OpenPullRequest } from '../github/pull-request.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import { failedRequest } from './explanation.ts'
import { absent, refusalOf, shortcoming, shortcomingOf } from './shortcoming.ts'

/**
 * Adds the labels that a pull request lacks. GitHub creates those that the repository does not have, if the token may, and
 * else adds none of them: then the others are added alone.
 *
 * @throws GithubFailure when GitHub does not say whether it was done.
 */
export async function labelPullRequest(
  connection: Connection,
  pull: OpenPullRequest,
  wanted: readonly string[],
): Promise<readonly Diagnostic[]> {
  const labels = absent(wanted, pull.labels)
  const refusal = await add(connection, pull, labels)
  if (refusal === undefined) return []

  const unknown: string[] = []
  for (const label of labels) if (await isUnknownLabel(connection, label)) unknown.push(label)
  const known = absent(labels, unknown)
  if (unknown.length === 0) return [await notAdded(connection, refusal, pull, known)]
  const again = await add(connection, pull, known)
  return [
    await notCreated(connection, refusal, pull, unknown),
    ...(again ? [await notAdded(connection, again, pull, known)] : []),
  ]
}

async function add(
  connection: Connection,
  pull: OpenPullRequest,
  labels: readonly string[],
): Promise<GithubFailure | undefined> {
  return labels.length === 0 ? undefined : refusalOf(() => addLabels(connection, pull, labels))
}

async function notCreated(
  connection: Connection,
  refusal: GithubFailure,
  pull: OpenPullRequest,
  names: readonly string[],
): Promise<Diagnostic> {
  if (refusal.status !== 403 && refusal.status !== 404) return notAdded(connection, refusal, pull, names)
  const reason = { code: 'unknown-labels', repository: connection.repository } as const
  return shortcoming({ failure: failedRequest(refusal), reason }, pull, { part: 'labels', names })
}

async function notAdded(
  connection: Connection,
  refusal: GithubFailure,
  pull: OpenPullRequest,
  names: readonly string[],
): Promise<Diagnostic> {
  return shortcomingOf(connection, refusal, pull, { part: 'labels', names })
}
