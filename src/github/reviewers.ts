import type { Connection } from './connection.ts'
import type { GithubFailure } from './failure.ts'
import { listed, missing } from './names.ts'
import type { OpenPullRequest } from './pull-request.ts'
import { refusalOf, shortcomingOf, type Shortcoming } from './shortcoming.ts'

/**
 * Asks for the reviews that nobody is asked for yet. Who has reviewed is not asked again, and no team is when there is a
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
): Promise<readonly Shortcoming[]> {
  const users = missing(
    wanted.filter((name) => !isTeam(name)),
    pull.reviewers,
  )
  const asked = new Set(pull.teams.map((slug) => slug.toLowerCase()))
  const teams = wanted.filter((name) => isTeam(name) && !asked.has(slugOf(name).toLowerCase()))
  if (users.length + teams.length === 0) return []

  const reviewed = await reviewersOf(connection, pull)
  const unasked = [...missing(users, reviewed), ...(reviewed.length > 0 ? [] : teams)]
  const refused = Map.groupBy(await ask(connection, pull, unasked), ({ failure }) => failure.message)
  return Promise.all(
    [...refused.values()].flatMap(([first, ...others]) =>
      first ? [notAsked(connection, pull, [first, ...others], first.failure)] : [],
    ),
  )
}

/** Who has given a review; empty for one whose account is gone. */
async function reviewersOf(connection: Connection, { number }: OpenPullRequest): Promise<readonly string[]> {
  const reviews = await connection.repeat(`reading the reviews of the pull request #${number}`, ({ rest, at }) =>
    rest.pulls.listReviews({ ...at, pull_number: number, per_page: 100 }),
  )
  return reviews.map(({ user }) => user?.login ?? '')
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
  const failure = names.length === 0 ? undefined : await request(connection, pull, names)
  if (failure === undefined) return []
  if (names.length === 1) return names.map((name) => ({ name, failure }))

  const refused: Refused[] = []
  for (const name of names) refused.push(...(await ask(connection, pull, [name])))
  return refused
}

async function request(
  connection: Connection,
  { number }: OpenPullRequest,
  names: readonly string[],
): Promise<GithubFailure | undefined> {
  return refusalOf(() =>
    connection.repeat(`asking for reviews of the pull request #${number}`, ({ rest, at }) =>
      rest.pulls.requestReviewers({
        ...at,
        pull_number: number,
        reviewers: names.filter((name) => !isTeam(name)),
        team_reviewers: names.filter(isTeam).map(slugOf),
      }),
    ),
  )
}

async function notAsked(
  connection: Connection,
  { number }: OpenPullRequest,
  refused: readonly Refused[],
  failure: GithubFailure,
): Promise<Shortcoming> {
  const names = refused.map(({ name }) => name)
  const what = `and ${listed(names)} ${names.length === 1 ? 'was' : 'were'} not asked for a review`
  const about = { number, severity: 'warning', title: 'Reviewers', what } as const
  if (failure.status !== 422) return shortcomingOf(connection, failure, about)
  const advice =
    "Correct the input `reviewers`: it takes who has access to the repository and is not the pull request's author, and teams only with a token that may read the organisation's teams (of an app with `members: read`)."
  return {
    severity: 'warning',
    title: 'Reviewers',
    message: `Pull request #${number} is open, ${what}: ${failure.message} ${advice}`,
  }
}

function isTeam(name: string): boolean {
  return name.includes('/')
}

function slugOf(team: string): string {
  return team.slice(team.indexOf('/') + 1)
}
