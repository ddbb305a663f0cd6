import { branchHeadIfAny } from './branch-head.ts'
import type { Connection } from './connection.ts'
import { explained, lookAfter } from './explanation.ts'
import { GithubFailure } from './failure.ts'
import type { NewCommit } from './new-commit.ts'
import type { MoveKind } from './refused-move.ts'

/** What GitHub may answer while a commit of this moment has not come to all of its servers. */
const MAY_PASS: ReadonlySet<number | undefined> = new Set([404, 409, 422])

/** A move of a branch, from one commit to another; undefined is a branch that is not there. */
export interface Move {
  readonly branch: string
  readonly kind: MoveKind
  readonly from: string | undefined
  readonly to: NewCommit | undefined
  /** The permissions that it needs, as lines below `permissions:` in a workflow. */
  readonly permissions: readonly string[]
  /** What to do when the branch may not be moved, as the start of a sentence. */
  readonly instead: string
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
  { branch, kind, from, to, permissions, instead }: Move,
  request: () => Promise<unknown>,
): Promise<string | undefined> {
  const circumstances = { permissions, refused: { branch, kind, commit: to, instead } }
  for (let tries = 0; ; tries++) {
    try {
      await request()
      return to?.sha
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error
      const now = await lookAfter(
        () => branchHeadIfAny(connection, branch),
        () => explained(connection, error, { ...circumstances, mayBeDone: true }),
      )
      if (now !== from) return now
      if (tries > 0 || !MAY_PASS.has(error.status)) throw await explained(connection, error, circumstances)
      await connection.pause(tries)
    }
  }
}
