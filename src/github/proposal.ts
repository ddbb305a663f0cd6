import { branchHead, branchHeadIfAny } from './branch-head.ts'
import { movedTooOften, treeOf, TRIES, type Change } from './commit.ts'
import type { Connection } from './connection.ts'
import { contentsOn } from './contents.ts'
import { explained } from './explanation.ts'
import { moveBranch } from './move-branch.ts'
import { makeCommit, makeTree, type NewCommit } from './new-commit.ts'
import { PublishError } from './publish-error.ts'
import type { Content, Contents } from './wanted.ts'

/** How GitHub writes the commit of a branch that is not there. */
const NOTHING = '0'.repeat(40)

export const PROPOSAL_PERMISSIONS = ['contents: write', 'pull-requests: write']

/** The two branches of a pull request. */
export interface Branches {
  readonly base: string
  readonly branch: string
}

/** What the branch of a pull request has beside its base. */
interface Comparison {
  /** The tree of the commit that the branch starts from. */
  readonly baseTree: string
  /** The commits that the base does not have, the first ones of them, oldest first. */
  readonly commits: readonly { readonly tree: string; readonly author: string; readonly name: string }[]
  readonly count: number
}

/** What became of the branch. */
export interface Proposal<Result> extends Contents<Result> {
  /** The branch's head. */
  readonly commit: string
  /** Whether the branch had all of it before. */
  readonly isKept: boolean
}

/**
 * Makes a branch hold the base's head and one commit with what is wanted; leaves it alone when it holds that already.
 * Gives undefined when the base itself has all that is wanted.
 *
 * @throws PublishError also when somebody else has pushed to the branch.
 */
export async function propose<Result>(
  connection: Connection,
  branches: Branches,
  change: Change<Result>,
): Promise<Proposal<Result> | undefined> {
  const { base, branch } = branches
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await connection.pause(tries)
      const start = await branchHead(connection, base)
      const tree = await treeOf(connection, start, change)
      const contents = await contentsOn(tree, change.files, change.rewrite)
      if (contents.files.length === 0) return undefined

      const head = await branchHeadIfAny(connection, branch)
      const comparison = head === undefined ? undefined : await compare(connection, start, head)
      if (head !== undefined && comparison && (await isWanted(connection, comparison, contents.files)))
        return { ...contents, commit: head, isKept: true }

      const newTree = await makeTree(connection, tree.name, contents.files)
      const commit = await makeCommit(connection, newTree, start, change.message(contents))
      if (comparison) refuseForeign(branch, comparison, commit)
      if (await swap(connection, branch, head, commit)) return { ...contents, commit: commit.sha, isKept: false }
    }
  } catch (error) {
    throw await explained(connection, error, { permissions: PROPOSAL_PERMISSIONS })
  }
  throw movedTooOften(branch)
}

/**
 * The head of the branch of a pull request; undefined when there is no branch.
 *
 * @param base the base's head.
 * @throws PublishError when somebody else has pushed to the branch.
 */
export async function ownHead(
  connection: Connection,
  { branch }: Branches,
  base: { readonly commit: string; readonly tree: string },
): Promise<string | undefined> {
  const head = await branchHeadIfAny(connection, branch)
  if (head === undefined) return undefined
  const comparison = await compare(connection, base.commit, head)
  // A commit for no branch: it tells whose commits this token makes.
  if (comparison.count > 0)
    refuseForeign(branch, comparison, await makeCommit(connection, base.tree, base.commit, `Delete ${branch}`))
  return head
}

/**
 * Deletes the branch of a pull request, if it still stands where it is said to.
 *
 * @throws PublishError
 */
export async function deleteBranch(connection: Connection, { branch }: Branches, head: string): Promise<void> {
  if (await swap(connection, branch, head, undefined)) return
  const message = `Somebody pushed to the branch \`${branch}\` while it was to be deleted, so it stays. Run the job again.`
  throw new PublishError([{ message }])
}

async function compare(connection: Connection, base: string, head: string): Promise<Comparison> {
  const comparison = await connection.repeat('comparing the branch of the pull request with its base', ({ rest, at }) =>
    rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}` }),
  )
  return {
    baseTree: comparison.merge_base_commit.commit.tree.sha,
    count: comparison.ahead_by,
    commits: comparison.commits.map(({ commit, author }) => ({
      tree: commit.tree.sha,
      author: commit.author?.email ?? '',
      name: author && 'login' in author ? `@${author.login}` : (commit.author?.name ?? 'somebody'),
    })),
  }
}

/** Whether a branch is one commit with just the files that are wanted. */
async function isWanted(
  connection: Connection,
  { baseTree, commits, count }: Comparison,
  files: readonly Content<unknown>[],
): Promise<boolean> {
  return count === 1 && (await makeTree(connection, baseTree, files)) === commits[0]?.tree
}

/** @throws PublishError when a branch has more than one commit, or one that this token has not made. */
function refuseForeign(branch: string, { commits, count }: Comparison, own: NewCommit): void {
  const foreign = commits.filter(({ author }) => author !== own.author)
  if (foreign.length === 0 && count <= 1) return
  const names = [...new Set((foreign.length > 0 ? foreign : commits).map(({ name }) => name))].join(', ')
  throw new PublishError([
    {
      message: `The branch \`${branch}\` has commits of ${names}, where this action makes a single one of its own; nothing was overwritten. Merge the pull request, or delete the branch, or move the commits elsewhere; then run the job again. To work beside each other, give another \`branch\`.`,
    },
  ])
}

/**
 * Moves a branch in one step: from one commit, or from nothing, to a commit of ours, or to nothing. False when it stood
 * elsewhere, and stands there still. https://docs.github.com/en/graphql/reference/mutations#updaterefs
 *
 * @throws PublishError when GitHub does not let it move.
 */
async function swap(
  connection: Connection,
  branch: string,
  from: string | undefined,
  commit: NewCommit | undefined,
): Promise<boolean> {
  const { node_id: repositoryId } = await connection.repeat('looking at the repository', ({ rest, at }) =>
    rest.repos.get(at),
  )
  const name = `refs/heads/${branch}`
  const update = { name, beforeOid: from ?? NOTHING, afterOid: commit?.sha ?? NOTHING, force: true }
  const move = { branch, from, to: commit, permissions: PROPOSAL_PERMISSIONS }
  const now = await moveBranch(connection, move, () =>
    connection.repeat(`moving the branch \`${branch}\``, async ({ graphql }) => ({
      data: await graphql<unknown>(
        'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }',
        { input: { repositoryId, refUpdates: [update] } },
      ),
    })),
  )
  return now === commit?.sha
}
