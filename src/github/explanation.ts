import type { Connection } from './connection.ts'
import { GithubFailure, LargeRequest, MissingBranch, type SignOn } from './failure.ts'
import { PublishError, type Reason } from './publish-error.ts'
import { adviceOnRefusal, type RefusedMove } from './refused-move.ts'

/** What a request was part of. */
export interface Circumstances {
  /** The permissions that are needed for it, as lines below `permissions:` in a workflow. */
  readonly permissions: readonly string[]
  /** The branch that did not move, and what to do then; undefined when it is about something else. */
  readonly refused?: RefusedMove
  /** Whether the request had to change something, and may have done so though it failed. */
  readonly mayBeDone?: boolean
}

/** A failure of GitHub's with what to do about it; any other error as it is. */
export async function explained(
  connection: Connection,
  error: unknown,
  circumstances: Circumstances,
): Promise<unknown> {
  if (!(error instanceof GithubFailure)) return error
  const { message, ...rest } = await adviceOn(connection, error, circumstances)
  return new PublishError([{ message: `${error.message} ${message}`, ...rest }], { cause: error })
}

/** Does something that GitHub may fail: the failure is thrown with what to do about it. */
export async function explaining<T>(
  connection: Connection,
  circumstances: Circumstances,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw await explained(connection, error, circumstances)
  }
}

/** Looks at what became of a request that failed. When the look fails, too, the earlier error is thrown. */
export async function lookAfter<T>(look: () => Promise<T>, earlier: () => Promise<unknown>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    throw error instanceof GithubFailure ? await earlier() : error
  }
}

async function adviceOn(connection: Connection, failure: GithubFailure, circumstances: Circumstances): Promise<Reason> {
  const { status, retryAfter } = failure
  if (status === 413 || failure instanceof LargeRequest) return { message: adviceOnSize(failure) }
  if (failure.isUnclear)
    return {
      message: `${circumstances.mayBeDone ? 'It may have been done nevertheless. ' : ''}Run the job again: it finishes what is missing, and does nothing twice. If it stays so, look at the network and the proxy of the runner, and at https://www.githubstatus.com.`,
    }
  if (retryAfter !== undefined)
    return { message: `A rate limit is reached. Run the job again in ${Math.ceil(retryAfter / 60)} min.` }
  if (status === 401)
    return {
      message:
        "The input `token` is not valid: it is expired, revoked, or for another server. Leave it out to take the workflow's own, or make a new one in the same job.",
    }
  if (failure.signOn) return { message: adviceOnSignOn(failure.signOn) }
  if (circumstances.refused) return { message: await adviceOnRefusal(connection, status, circumstances.refused) }
  if (status === 403 || status === 404) return adviceOnAccess(connection, failure, circumstances)
  if (status === 409)
    return {
      message: 'The repository is not ready for it. If it is empty, push a first commit; else run the job again.',
    }
  return {
    message:
      'Correct what GitHub names, and run the job again. If that is nothing of yours, please report it at https://github.com/OWNER/atlas-init-container/issues.',
  }
}

/** GitHub has no documented bound for most requests, and answers one that is too large with 413, 422 or 502. */
function adviceOnSize(failure: GithubFailure): string {
  const size =
    failure instanceof LargeRequest
      ? `The request had ${failure.count === 1 ? 'one file' : `${failure.count} files`} in ${(failure.bytes / 1e6).toFixed(1)} MB, which may be more than GitHub takes.`
      : 'That is more than GitHub takes in one request.'
  return `${size} Run the job again. If it stays so, publish fewer or smaller manifests at a time: narrow \`manifests\` or \`workloads\`, in a step for each part.`
}

/** The token of a workflow or of an app is authorised by being installed. */
function adviceOnSignOn({ url }: SignOn): string {
  const where =
    url === undefined
      ? 'under Settings → Developer settings → Personal access tokens → Configure SSO'
      : `at ${url} within the hour, or under Settings → Developer settings → Personal access tokens → Configure SSO`
  return `The organisation enforces SAML single sign-on, and the personal token in \`token\` is not authorised for it. Its owner can authorise it ${where}; then run the job again. The token of the workflow or of an app needs no such authorisation.`
}

/** GitHub answers 404 where it means 403, so as not to tell that something is there. */
async function adviceOnAccess(
  connection: Connection,
  failure: GithubFailure,
  { permissions }: Circumstances,
): Promise<Reason> {
  const { repository } = connection
  const seen = await repositorySeen(connection)
  if (seen === undefined)
    return {
      message: `The token cannot see the repository ${repository}, or there is none of that name. The workflow's own token reaches its own repository alone: give \`token\` of an app that is installed on ${repository}, or correct \`repository\`.`,
    }
  if (seen.isArchived)
    return { message: `${repository} is archived, and so nobody can write to it. Unarchive it, or take this step out.` }
  if (failure instanceof MissingBranch)
    return {
      message: `${repository} has no branch \`${failure.branch}\`. Push it first, or correct the input \`branch\` or \`base\`.`,
    }
  if (!connection.isOfWorkflow)
    return {
      message: `The token may not do that in ${repository}. The workflow's own token can write to its own repository alone: give \`token\` of an app that is installed on ${repository} with these permissions: ${permissions.join(', ')}.`,
    }
  return {
    message:
      "The token lacks a permission. For the workflow's own token, add these lines to the job; an app or a fine-grained token needs the same ones.",
    snippet: ['permissions:', ...permissions.map((permission) => `  ${permission}`)],
  }
}

/** What the token sees of the repository; undefined when it sees nothing. */
async function repositorySeen(connection: Connection): Promise<{ readonly isArchived: boolean } | undefined> {
  try {
    const { archived } = await connection.repeat('looking at the repository', ({ rest, at }) => rest.repos.get(at))
    return { isArchived: archived }
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error
    return error.status === 403 || error.status === 404 ? undefined : { isArchived: false }
  }
}
