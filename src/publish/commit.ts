import { branchHead } from '../github/branch-head.ts'
import { movedTooOften, treeOf, TRIES, type Change } from './change.ts'
import type { Connection } from '../github/connection.ts'
import { contentsOn } from './contents.ts'
import { explaining } from './explanation.ts'
import { moveBranch } from '../github/move-branch.ts'
import { makeCommit, type NewCommit } from '../github/new-commit.ts'
import { makeTree } from '../github/new-tree.ts'
import type { Contents } from './wanted.ts'

/**
 * Commits what is wanted to a branch, on top of whatever is there. Gives undefined as the commit when the branch has it
 * already.
 *
 * @throws PublishError
 */
export async function commitTo(
  connection: Connection,
  branch: string,
  change: Change,
): Promise<Contents & { readonly commit: string | undefined }> {
  return explaining(connection, 'commit', async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await connection.pause(tries)
      const head = await branchHead(connection, branch)
      const tree = await treeOf(connection, head, change)
      const contents = await contentsOn(tree, change.files, change.rewrite)
      if (contents.files.length === 0) return { ...contents, commit: undefined }

      const newTree = await makeTree(connection, tree.name, contents.files)
      const commit = await makeCommit(connection, newTree, head, change.message(contents))
      if (await moveForward(connection, branch, head, commit)) return { ...contents, commit: commit.sha }
    }
    throw movedTooOften(branch)
  })
}

/**
 * Moves a branch from its head to a commit on top of it. False when the branch stands elsewhere by now.
 *
 * @throws RefusedMove when GitHub does not let it move.
 */
async function moveForward(connection: Connection, branch: string, head: string, commit: NewCommit): Promise<boolean> {
  const now = await moveBranch(connection, { branch, kind: 'advance', from: head, to: commit }, () =>
    connection.repeat({ code: 'move-branch', branch }, ({ rest, at }) =>
      rest.git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit.sha, force: false }),
    ),
  )
  return now === commit.sha || (now !== undefined && (await holds(connection, now, commit.sha)))
}

/** Whether a commit is in the history of another one: ours may have landed before others built upon it. */
async function holds(connection: Connection, head: string, commit: string): Promise<boolean> {
  const { status } = await connection.repeat({ code: 'find-commit' }, ({ rest, at }) =>
    rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${commit}...${head}` }),
  )
  return status === 'ahead' || status === 'identical'
}
