import { branchHeadIfAny } from './branch-head.ts'
import type { Connection } from './connection.ts'
import { GithubFailure, lookAfter } from './failure.ts'
import type { NewCommit } from './new-commit.ts'

/** What GitHub may answer while a commit of this moment has not come to all of its servers. */
const MAY_PASS: ReadonlySet<number | undefined> = new Set([404, 409, 422])

/** A move of a branch, from one commit to another; undefined is a branch that is not there. */
export interface Move {
  readonly branch: string
  readonly kind: 'make' | 'advance' | 'replace' | 'delete'
  readonly from: string | undefined
  readonly to: NewCommit | undefined
}

/** Thrown when GitHub does not let a branch move. */
export class RefusedMove extends GithubFailure {
  readonly move: Move
  /** Whether the branch may have moved all the same: its head could not be read afterwards. */
  readonly mayBeDone: boolean

  constructor(failure: GithubFailure, move: Move, mayBeDone: boolean) {
    super(failure.request, failure.cause)
    this.move = move
    this.mayBeDone = mayBeDone
  }
}

/**
 * Moves a branch, and gives the commit that it stands at then: not the words of the answer tell what happened, but the
 * branch itself. It stands elsewhere when somebody else moved it.
 *
 * @param request asks for the move; may be sent again.
 * @throws RefusedMove
 */
export async function moveBranch(
  connection: Connection,
  move: Move,
  request: () => Promise<unknown>,
): Promise<string | undefined> {
  for (let tries = 0; ; tries++) {
    try {
      await request()
      return move.to?.sha
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error
      const now = await lookAfter(
        () => branchHeadIfAny(connection, move.branch),
        () => new RefusedMove(error, move, true),
      )
      if (now !== move.from) return now
      if (tries > 0 || !MAY_PASS.has(error.status)) throw new RefusedMove(error, move, false)
      await connection.pause(tries)
    }
  }
}
