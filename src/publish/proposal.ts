import { branchHead, branchHeadIfAny } from '../github/branch-head.ts'
import { movedTooOften, treeOf, TRIES, type Change } from './change.ts'
import type { Connection } from '../github/connection.ts'
import { contentsOn } from './contents.ts'
import { explaining } from './explanation.ts'
import { makeCommit } from '../github/new-commit.ts'
import { makeTree } from '../github/new-tree.ts'
import { compare, headTree, markedMessage, placeBranch, refuseForeign, type Comparison } from './proposal-branch.ts'
import type { Content, Contents, WantedFile } from './wanted.ts'
import type { Branches } from '../github/pull-request.ts'

/** What became of the branch of a pull request. */
export type Proposal =
  /** The base has all that is wanted: there is nothing to propose. */
  | { readonly state: 'needless' }
  /** The branch has changes of other files, from a base that is newer than the checkout: it is left as it is. */
  | { readonly state: 'overtaken' }
  /** The branch holds what is wanted: it was `made` by this run, made `anew`, or `kept` as it was. */
  | (Contents & {
      readonly state: 'made' | 'anew' | 'kept'
      /** The branch's head. */
      readonly commit: string
    })

/**
 * Makes a branch hold the base's head and one commit with what is wanted; leaves it alone when it holds that already.
 *
 * @throws PublishError also when the branch is not ours.
 */
export async function propose(connection: Connection, branches: Branches, change: Change): Promise<Proposal> {
  return explaining(connection, 'pull-request', async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await connection.pause(tries)
      const proposal = await tryToPropose(connection, branches, change)
      if (proposal !== undefined) return proposal
    }
    throw movedTooOften(branches.branch)
  })
}

/** Undefined when the branch moved meanwhile. */
async function tryToPropose(connection: Connection, branches: Branches, change: Change): Promise<Proposal | undefined> {
  const { base, branch } = branches
  const start = await branchHead(connection, base)
  const tree = await treeOf(connection, start, change)
  const contents = await contentsOn(tree, change.files, change.rewrite)
  if (contents.files.length === 0) return { state: 'needless' }

  const head = await branchHeadIfAny(connection, branch)
  const comparison = head === undefined ? undefined : await compare(connection, branch, start, head)
  if (comparison && (await isWanted(connection, comparison, contents.files)))
    return { ...contents, state: 'kept', commit: comparison.head }

  const newTree = await makeTree(connection, tree.name, contents.files)
  const commit = await makeCommit(connection, newTree, start, markedMessage(change.message(contents), base))
  if (comparison) {
    await refuseForeign(connection, branches, comparison, commit)
    if (start !== change.checkout.commit && hasOthers(comparison, change.files)) return { state: 'overtaken' }
  }
  const isPlaced = await placeBranch(connection, branch, head, commit)
  return isPlaced ? { ...contents, state: head === undefined ? 'made' : 'anew', commit: commit.sha } : undefined
}

/** Whether a branch is its base with just the files that are wanted. */
async function isWanted(connection: Connection, comparison: Comparison, files: readonly Content[]): Promise<boolean> {
  const tree = headTree(comparison)
  return tree !== undefined && (await makeTree(connection, comparison.baseTree, files)) === tree
}

/** Whether a branch changes files that this run does not: with an outdated checkout it cannot tell what they need. */
function hasOthers({ paths }: Comparison, files: readonly WantedFile[]): boolean {
  const wanted = new Set(files.map(({ path }) => path))
  return paths === undefined || paths.some((path) => !wanted.has(path))
}
