import type { Checkout } from '../git/checkout.ts'
import type { Connection } from '../github/connection.ts'
import { treeAt, type KnownTree } from '../github/tree-at.ts'
import { PublishError } from './publish-error.ts'
import type { Contents, Rewriter, WantedFile } from './wanted.ts'

/** How often a commit is made anew because its branch has moved. */
export const TRIES = 25

/** What a run wants on a branch. */
export interface Change {
  readonly checkout: Checkout
  readonly files: readonly WantedFile[]
  readonly rewrite: Rewriter
  /** The commit's message. */
  readonly message: (contents: Contents) => string
}

/** A commit's tree, as far as a change needs it: from the checkout where that is the commit, else from GitHub. */
export async function treeOf(connection: Connection, commit: string, { checkout, files }: Change): Promise<KnownTree> {
  const paths = files.map(({ path }) => path)
  if (commit !== checkout.commit) return treeAt(connection, commit, paths)
  const entries = new Map(files.map(({ path, committed }) => [path, committed]))
  return { name: checkout.tree, entryAt: (path) => entries.get(path), texts: () => Promise.resolve(new Map()) }
}

/** That a branch is never still. */
export function movedTooOften(branch: string): PublishError {
  return new PublishError([{ code: 'busy-branch', branch, tries: TRIES }])
}
