import type { Checkout } from '../git/checkout.ts'
import { branchHead } from './branch-head.ts'
import type { Connection } from './connection.ts'
import { contentsOn } from './contents.ts'
import { explained } from './explanation.ts'
import { moveBranch } from './move-branch.ts'
import { makeCommit, makeTree, type NewCommit } from './new-commit.ts'
import { PublishError } from './publish-error.ts'
import { treeAt, type KnownTree } from './tree-at.ts'
import type { Contents, Rewriter, WantedFile } from './wanted.ts'

/** How often a commit is made anew because its branch has moved. */
export const TRIES = 25

const PERMISSIONS = ['contents: write']

/** What a run wants on a branch. */
export interface Change<Result> {
  readonly checkout: Checkout
  readonly files: readonly WantedFile<Result>[]
  readonly rewrite: Rewriter<Result>
  /** The commit's message. */
  readonly message: (contents: Contents<Result>) => string
}

/**
 * Commits what is wanted to a branch, on top of whatever is there. Gives undefined as the commit when the branch has it
 * already.
 *
 * @throws PublishError
 */
export async function commitTo<Result>(
  connection: Connection,
  branch: string,
  change: Change<Result>,
): Promise<Contents<Result> & { readonly commit: string | undefined }> {
  try {
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
  } catch (error) {
    throw await explained(connection, error, { permissions: PERMISSIONS })
  }
  throw movedTooOften(branch)
}

/** That a branch is never still. */
export function movedTooOften(branch: string): PublishError {
  const message = `The branch \`${branch}\` moved each of the ${TRIES} times that a commit was made for it. Nothing was published. Run the job again when fewer others push to it.`
  return new PublishError([{ message }])
}

/** A commit's tree: from the checkout where that is the commit, else from GitHub. */
export async function treeOf<Result>(
  connection: Connection,
  commit: string,
  { checkout, files }: Pick<Change<Result>, 'checkout' | 'files'>,
): Promise<KnownTree> {
  const paths = files.map(({ path }) => path)
  if (commit !== checkout.commit) return treeAt(connection, commit, paths)
  const entries = new Map(files.map(({ path, committed }) => [path, committed]))
  return { name: checkout.tree, entryAt: (path) => entries.get(path), texts: () => Promise.resolve(new Map()) }
}

/**
 * Moves a branch from its head to a commit on top of it. False when the branch stands elsewhere by now.
 *
 * @throws PublishError when GitHub does not let it move.
 */
async function moveForward(connection: Connection, branch: string, head: string, commit: NewCommit): Promise<boolean> {
  const move = { branch, from: head, to: commit, permissions: PERMISSIONS }
  const now = await moveBranch(connection, move, () =>
    connection.repeat(`moving the branch \`${branch}\` to the new commit`, ({ rest, at }) =>
      rest.git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit.sha, force: false }),
    ),
  )
  return now === commit.sha || (now !== undefined && (await holds(connection, now, commit.sha)))
}

/** Whether a commit is in the history of another one: ours may have landed before others built upon it. */
async function holds(connection: Connection, head: string, commit: string): Promise<boolean> {
  const { status } = await connection.repeat('looking for the new commit on the branch', ({ rest, at }) =>
    rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${commit}...${head}` }),
  )
  return status === 'ahead' || status === 'identical'
}
