import type { Connection } from '../github/connection.ts'
import type { GithubFailure } from '../github/failure.ts'
import { requestReviews, reviewersOf } from '../github/pull-request-edit.ts'
import type { OpenPullRequest } from '../github/pull-request.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import { failedRequest } from './explanation.ts'
import { absent, refusalOf, shortcoming, shortcomingOf, type Missing } from './shortcoming.ts'

/**
 * Requests the reviews that nobody is asked for yet. Who has reviewed is not asked again, and no team is when there is a
 * review: GitHub does not tell for which team it was. GitHub asks nobody when it refuses one of them: then each is asked
 * alone.
 *
 * @param wanted logins, and teams as `ORGANIZATION/TEAM`.
 * @throws GithubFailure when GitHub does not say whether it was done.
 */
export async function askForReviews(
  connection: Connection,
  pull: OpenPullRequest,
  wanted: readonly string[],
): Promise<readonly Diagnostic[]> {
  const users = absent(
    wanted.filter((name) => !isTeam(name)),
    pull.reviewers,
  )
  const asked = new Set(pull.teams.map((slug) => slug.toLowerCase()))
  const teams = wanted.filter((name) => isTeam(name) && !asked.has(slugOf(name).toLowerCase()))
  if (users.length + teams.length === 0) return []

  const reviewed = await reviewersOf(connection, pull)
  const unasked = [...absent(users, reviewed), ...(reviewed.length > 0 ? [] : teams)]
  const refused = Map.groupBy(await ask(connection, pull, unasked), ({ failure }) => failure.message)
  return Promise.all(
    [...refused.values()].flatMap(([first, ...others]) =>
      first ? [notAsked(connection, pull, [first, ...others], first.failure)] : [],
    ),
  )
}

/** Who could not be asked, and why. */
interface Refused {
  readonly name: string
  readonly failure: GithubFailure
}

async function ask(
  connection: Connection,
  pull: OpenPullRequest,
  names: readonly string[],
): Promise<readonly Refused[]> {
  if (names.length === 0) return []
  const users = names.filter((name) => !isTeam(name))
  const failure = await refusalOf(() => requestReviews(connection, pull, users, names.filter(isTeam).map(slugOf)))
  if (failure === undefined) return []
  if (names.length === 1) return names.map((name) => ({ name, failure }))

  const refused: Refused[] = []
  for (const name of names) refused.push(...(await ask(connection, pull, [name])))
  return refused
}

async function notAsked(
  connection: Connection,
  pull: OpenPullRequest,
  refused: readonly Refused[],
  failure: GithubFailure,
): Promise<Diagnostic> {
  const missing: Missing = { part: 'reviewers', names: refused.map(({ name }) => name) }
  return failure.status === 422
    ? shortcoming({ failure: failedRequest(failure), reason: { code: 'invalid-reviewers' } }, pull, missing)
    : shortcomingOf(connection, failure, pull, missing)
}

function isTeam(name: string): boolean {
  return name.includes('/')
}

function slugOf(team: string): string {
  return team.slice(team.indexOf('/') + 1)
}
