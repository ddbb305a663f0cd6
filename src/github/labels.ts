import type { Connection } from './connection.ts'
import type { GithubFailure } from './failure.ts'
import { listed, missing } from './names.ts'
import { LABEL_PERMISSIONS } from './permissions.ts'
import type { OpenPullRequest } from './pull-request.ts'
import { refusalOf, shortcomingOf, type Shortcoming } from './shortcoming.ts'

/**
 * Adds the labels that a pull request lacks. GitHub makes those that the repository does not have, if the token may, and
 * else adds none of them: then the others are added alone.
 *
 * @throws GithubFailure when GitHub does not say whether it was done.
 */
export async function addLabels(
  connection: Connection,
  pull: OpenPullRequest,
  wanted: readonly string[],
): Promise<readonly Shortcoming[]> {
  const labels = missing(wanted, pull.labels)
  const refusal = await add(connection, pull, labels)
  if (refusal === undefined) return []

  const unknown = await unknownAmong(connection, labels)
  const known = missing(labels, unknown)
  if (unknown.length === 0) return [await notAdded(connection, refusal, pull, known)]
  const again = await add(connection, pull, known)
  return [
    await notMade(connection, refusal, pull, unknown),
    ...(again ? [await notAdded(connection, again, pull, known)] : []),
  ]
}

async function add(
  connection: Connection,
  { number }: OpenPullRequest,
  labels: readonly string[],
): Promise<GithubFailure | undefined> {
  if (labels.length === 0) return undefined
  return refusalOf(() =>
    connection.repeat(`labelling the pull request #${number}`, ({ rest, at }) =>
      rest.issues.addLabels({ ...at, issue_number: number, labels: [...labels] }),
    ),
  )
}

/** Those that the repository does not have. */
async function unknownAmong(connection: Connection, labels: readonly string[]): Promise<readonly string[]> {
  const unknown: string[] = []
  for (const name of labels) {
    const refusal = await refusalOf(() =>
      connection.repeat(`looking for the label \`${name}\``, ({ rest, at }) => rest.issues.getLabel({ ...at, name })),
    )
    if (refusal?.status === 404) unknown.push(name)
  }
  return unknown
}

async function notMade(
  connection: Connection,
  failure: GithubFailure,
  { number }: OpenPullRequest,
  labels: readonly string[],
): Promise<Shortcoming> {
  const [noun, none, them] =
    labels.length === 1 ? ['label', 'no such label', 'it'] : ['labels', 'no such labels', 'them']
  const what = `without the ${noun} ${listed(labels)}`
  if (failure.status !== 403 && failure.status !== 404)
    return shortcomingOf(connection, failure, { number, severity: 'warning', title: 'Labels', what })
  return {
    severity: 'warning',
    title: 'Labels',
    message: `Pull request #${number} is open, ${what}: ${connection.repository} has ${none}, and the token may not create ${them}. Create ${them} once (Issues → Labels), or let the token do it with \`issues: write\`: for the workflow's own token, add these lines to the job. ${failure.message}`,
    snippet: ['permissions:', ...LABEL_PERMISSIONS.map((permission) => `  ${permission}`)],
  }
}

async function notAdded(
  connection: Connection,
  failure: GithubFailure,
  { number }: OpenPullRequest,
  labels: readonly string[],
): Promise<Shortcoming> {
  const what = `without the label${labels.length === 1 ? '' : 's'} ${listed(labels)}`
  return shortcomingOf(connection, failure, { number, severity: 'warning', title: 'Labels', what })
}
