import type { Api, Connection } from './connection.ts'
import { GithubFailure, lookAfter } from './failure.ts'

/** How often it is tried to open a pull request. */
const TRIES = 3

/** The two branches of a pull request. */
export interface Branches {
  readonly base: string
  readonly branch: string
}

/** What a pull request has to be. */
export interface WantedPullRequest extends Branches {
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  /** Logins, and teams as `ORGANIZATION/TEAM`. */
  readonly reviewers: readonly string[]
  readonly isDraft: boolean
}

/** A pull request as it is. */
export interface PullRequest {
  readonly number: number
  readonly url: string
}

/** An open pull request, as far as it can be changed. */
export interface OpenPullRequest extends PullRequest {
  /** Whether this run opened it. */
  readonly isNew: boolean
  /** Its name for GraphQL. */
  readonly id: string
  /** The branch that it is for. */
  readonly base: string
  readonly title: string
  readonly body: string
  readonly isDraft: boolean
  readonly labels: readonly string[]
  /** Who is asked for a review: logins, and slugs of teams. */
  readonly reviewers: readonly string[]
  readonly teams: readonly string[]
}

/** Thrown when the pull request could not be opened, though its branch is there. */
export class NotOpened extends GithubFailure {
  /** Whether it may be open all the same: it could not be looked for afterwards. */
  readonly mayBeDone: boolean

  constructor(failure: GithubFailure, mayBeDone: boolean) {
    super(failure.request, failure.cause)
    this.mayBeDone = mayBeDone
  }
}

/**
 * The open pull requests that come from a branch, whatever they are for.
 *
 * @throws GithubFailure
 */
export async function openPullRequests(connection: Connection, branch: string): Promise<OpenPullRequest[]> {
  const pulls = await connection.repeat({ code: 'find-pull-request' }, ({ rest, at }) =>
    rest.pulls.list({ ...at, state: 'open', head: `${at.owner}:${branch}`, per_page: 100 }),
  )
  // A fork may have the same owner, and the same branch.
  return pulls
    .filter(({ head, base }) => (head.repo as { readonly id: number } | null)?.id === base.repo.id)
    .map((pull) => ({ ...openPullRequestOf(pull), isNew: false }))
}

/**
 * The open pull request of a branch; opens it when there is none.
 *
 * @throws NotOpened when GitHub does not let the token open it.
 * @throws GithubFailure
 */
export async function openPullRequest(connection: Connection, wanted: WantedPullRequest): Promise<OpenPullRequest> {
  return (await find(connection, wanted)) ?? (await open(connection, wanted))
}

/**
 * Says something on a pull request.
 *
 * @throws GithubFailure
 */
export async function comment(connection: Connection, { number }: PullRequest, text: string): Promise<void> {
  await connection.once({ code: 'comment', number }, ({ rest, at }) =>
    rest.issues.createComment({ ...at, issue_number: number, body: text }),
  )
}

/**
 * Closes a pull request.
 *
 * @throws GithubFailure
 */
export async function close(connection: Connection, { number }: PullRequest): Promise<void> {
  await connection.repeat({ code: 'close-pull-request', number }, ({ rest, at }) =>
    rest.pulls.update({ ...at, pull_number: number, state: 'closed' }),
  )
}

async function find(connection: Connection, { base, branch }: Branches): Promise<OpenPullRequest | undefined> {
  return (await openPullRequests(connection, branch)).find((pull) => pull.base === base)
}

async function open(connection: Connection, wanted: WantedPullRequest): Promise<OpenPullRequest> {
  const { base, branch, title, body, isDraft } = wanted
  for (let tries = 1; ; tries++) {
    try {
      const pull = await connection.once({ code: 'open-pull-request' }, ({ rest, at }) =>
        rest.pulls.create({ ...at, base, head: branch, title, body, draft: isDraft }),
      )
      return { ...openPullRequestOf(pull), isNew: true }
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error
      // Another run may have been faster, or the answer alone was lost.
      const found = await lookAfter(
        () => find(connection, wanted),
        () => new NotOpened(error, true),
      )
      if (found) return found
      // A branch of this moment may not have come to all of GitHub's servers yet, which is answered with 422.
      const mayPass = error.isUnclear || error.status === 422
      if (!mayPass || tries === TRIES) throw new NotOpened(error, false)
      await connection.pause(tries)
    }
  }
}

type Pulls = Api['rest']['pulls']

/** A pull request as REST answers it, in a list or alone. */
type PullRequestAnswer =
  Awaited<ReturnType<Pulls['list']>>['data'][number] | Awaited<ReturnType<Pulls['create']>>['data']

function openPullRequestOf(pull: PullRequestAnswer): Omit<OpenPullRequest, 'isNew'> {
  return {
    number: pull.number,
    url: pull.html_url,
    id: pull.node_id,
    base: pull.base.ref,
    title: pull.title,
    body: pull.body ?? '',
    isDraft: pull.draft === true,
    labels: pull.labels.map(({ name }) => name),
    reviewers: (pull.requested_reviewers ?? []).map(({ login }) => login),
    teams: (pull.requested_teams ?? []).map(({ slug }) => slug),
  }
}
