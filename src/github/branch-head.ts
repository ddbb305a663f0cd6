import type { Connection } from './connection.ts'
import { GithubFailure, MissingBranch } from './failure.ts'

/**
 * The commit that a branch stands at, 40 hex digits.
 *
 * @throws MissingBranch
 * @throws GithubFailure
 */
export async function branchHead(connection: Connection, branch: string): Promise<string> {
  try {
    const { object } = await connection.repeat({ code: 'read-branch', branch }, ({ rest, at }) =>
      rest.git.getRef({ ...at, ref: `heads/${branch}` }),
    )
    return object.sha
  } catch (error) {
    throw error instanceof GithubFailure && error.status === 404 ? new MissingBranch(error, branch) : error
  }
}

/** The same; undefined when there is no such branch. */
export async function branchHeadIfAny(connection: Connection, branch: string): Promise<string | undefined> {
  try {
    return await branchHead(connection, branch)
  } catch (error) {
    if (error instanceof MissingBranch) return undefined
    throw error
  }
}
