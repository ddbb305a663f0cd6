import { branchHeadIfAny } from './branch-head.ts'
import type { Connection } from './connection.ts'
import { explained } from './explanation.ts'
import { GithubFailure } from './failure.ts'
import type { NewCommit } from './new-commit.ts'

/** A move of a branch, from one commit to another; undefined is a branch that is not there. */
export interface Move {
  readonly branch: string
  readonly from: string | undefined
  readonly to: NewCommit | undefined
  /** The permissions that it needs, as lines below `permissions:` in a workflow. */
  readonly permissions: readonly string[]
}

/**
 * Moves a branch, and gives the commit that it stands at then: not the words of the answer tell what happened, but the
 * branch itself. It stands elsewhere when somebody else moved it.
 *
 * @param request asks for the move; may be sent again.
 * @throws PublishError when GitHub does not let the branch move.
 */
export async function moveBranch(
  connection: Connection,
  { branch, from, to, permissions }: Move,
  request: () => Promise<unknown>,
): Promise<string | undefined> {
  for (let tries = 0; ; tries++) {
    try {
      await request()
      return to?.sha
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error
      const now = await branchHeadIfAny(connection, branch)
      if (now !== from) return now
      if (error.isUnclear || tries > 0)
        throw await explained(connection, error, { permissions, ...(to && { refused: { branch, commit: to } }) })
      // A commit of this moment may not have come to all of GitHub's servers yet.
      await connection.pause(tries)
    }
  }
}
