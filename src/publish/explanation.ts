import { branchObstacles } from '../github/branch-obstacles.ts'
import type { Connection } from '../github/connection.ts'
import { GithubFailure, LargeRequest, MissingBranch } from '../github/failure.ts'
import { RefusedMove } from '../github/move-branch.ts'
import { NotOpened } from '../github/pull-request.ts'
import type { PublishMode, RequestReason, UnmovedBranch } from '../outcome/github.ts'
import type { RequestProblem } from '../outcome/publish-failure.ts'
import { PublishError } from './publish-error.ts'
import type { FailedRequest } from '../failures/github.ts'

/** A failure of GitHub's as a PublishError that says why; any other error as it is. */
export async function explained(connection: Connection, error: unknown, mode: PublishMode): Promise<unknown> {
  if (!(error instanceof GithubFailure)) return error
  const problem = await problemOf(connection, error, mode)
  if (!(error instanceof NotOpened)) return new PublishError([{ code: 'request-failed', ...problem }], { cause: error })
  // The setting and the permission are refused with the same status.
  const mayBeForbidden = error.status === 403 && error.retryAfter === undefined && error.signOn === undefined
  return new PublishError([{ code: 'pull-request-not-opened', mayBeForbidden, ...problem }], { cause: error })
}

/** Does something that GitHub may fail: a failure is thrown as a PublishError that says why. */
export async function explaining<T>(connection: Connection, mode: PublishMode, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw await explained(connection, error, mode)
  }
}

/** A request that failed, and why: it may take other requests to find out. */
export async function problemOf(
  connection: Connection,
  failure: GithubFailure,
  mode: PublishMode,
): Promise<RequestProblem> {
  return { failure: failedRequest(failure), reason: await reasonOf(connection, failure, mode) }
}

/** What of a failure is told. */
export function failedRequest({ request, status, words, documentation }: GithubFailure): FailedRequest {
  return { request, status, words, documentation }
}

async function reasonOf(connection: Connection, failure: GithubFailure, mode: PublishMode): Promise<RequestReason> {
  const { status, retryAfter, signOn } = failure
  // GitHub documents no limit for most requests, and answers one that is too large with 413, 422 or 502.
  if (failure instanceof LargeRequest)
    return { code: 'too-large', size: { files: failure.count, bytes: failure.bytes } }
  if (status === 413) return { code: 'too-large', size: undefined }
  if (failure.isUnclear) return { code: 'unclear', mayBeDone: mayBeDone(failure) }
  if (retryAfter !== undefined) return { code: 'rate-limit', seconds: retryAfter }
  if (status === 401) return { code: 'invalid-token' }
  if (signOn) return { code: 'single-sign-on', url: signOn.url }
  if (failure instanceof RefusedMove) return unmovedBranch(connection, failure, mode)
  if (status === 403 || status === 404) return accessReason(connection, failure, mode)
  return { code: status === 409 ? 'not-ready' : 'unknown' }
}

function mayBeDone(failure: GithubFailure): boolean {
  return (failure instanceof RefusedMove || failure instanceof NotOpened) && failure.mayBeDone
}

/** Trees and commits could be made, so the token may write: it is about the branch, or the files. */
async function unmovedBranch(
  connection: Connection,
  { status, move }: RefusedMove,
  mode: PublishMode,
): Promise<UnmovedBranch> {
  return {
    code: 'unmoved-branch',
    mode,
    obstacles: status === 409 ? undefined : await branchObstacles(connection, move),
    isUnsigned: move.to?.isSigned === false,
  }
}

/** GitHub answers 404 where it means 403, so as not to tell that something is there. */
async function accessReason(connection: Connection, failure: GithubFailure, mode: PublishMode): Promise<RequestReason> {
  const { repository } = connection
  const seen = await repositorySeen(connection)
  if (seen === undefined) return { code: 'invisible-repository', repository }
  if (seen.isArchived) return { code: 'archived-repository', repository }
  if (failure instanceof MissingBranch) return { code: 'missing-branch', repository, branch: failure.branch }
  if (!connection.isOfWorkflow) return { code: 'token-of-another-repository', repository, mode }
  return { code: 'missing-permission', mode }
}

/** What the token sees of the repository; undefined when it sees nothing. */
async function repositorySeen(connection: Connection): Promise<{ readonly isArchived: boolean } | undefined> {
  try {
    const { archived } = await connection.repeat({ code: 'read-repository' }, ({ rest, at }) => rest.repos.get(at))
    return { isArchived: archived }
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error
    return error.status === 403 || error.status === 404 ? undefined : { isArchived: false }
  }
}
