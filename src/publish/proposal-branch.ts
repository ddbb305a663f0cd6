import type { Branches } from '../github/pull-request.ts'
import type { Connection } from '../github/connection.ts'
import { GithubFailure } from '../github/failure.ts'
import { moveBranch } from '../github/move-branch.ts'
import { readSignature, signatureOf, type NewCommit, type Signature } from '../github/new-commit.ts'
import { makeTreeOfStored } from '../github/new-tree.ts'
import { treeAt } from '../github/tree-at.ts'
import { failedRequest } from './explanation.ts'
import { PublishError } from './publish-error.ts'

/** Where the branches of our pull requests are, by the names of their bases. */
const OWN_BRANCHES = 'atlas-init-container/'

/** The trailer by which a commit of ours is known. https://git-scm.com/docs/git-interpret-trailers */
const MARK = 'Atlas-Init-Container'

/** How GitHub writes the commit of a branch that is not there. */
const NOTHING = '0'.repeat(40)

/** How many files a comparison names at most: https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MOST_FILES = 300

/** A commit of a branch. */
export interface BranchCommit extends Signature {
  /** Itself and its tree, 40 hex digits each. */
  readonly sha: string
  readonly tree: string
  /** Who made it, for people. */
  readonly name: string
}

/** What a branch has that its base does not have. */
export interface Comparison {
  /** The branch's head, 40 hex digits. */
  readonly head: string
  /** The tree of the commit that the branch starts from. */
  readonly baseTree: string
  /** How many commits, and the first ones of them, oldest first. */
  readonly count: number
  readonly commits: readonly BranchCommit[]
  /** The paths that differ; undefined when they are too many to be told. */
  readonly paths: readonly string[] | undefined
}

/** The branch that a pull request into a base comes from, unless another one is given. */
export function defaultBranch(base: string): string {
  return OWN_BRANCHES + base
}

/** Whether a branch is one that pull requests of ours come from, by its name. */
export function isDefaultBranch(name: string): boolean {
  return name.startsWith(OWN_BRANCHES)
}

/** A commit's message with the trailer by which the commit is known again. */
export function markedMessage(message: string, base: string): string {
  const text = message.trimEnd()
  const lastParagraph = text.slice(text.lastIndexOf('\n\n') + 2)
  const endsInTrailers = text.includes('\n\n') && /^(?:[\w-]+: .*(?:\n|$))+$/.test(lastParagraph)
  return `${text}${endsInTrailers ? '\n' : '\n\n'}${MARK}: ${base}`
}

/**
 * Compares a branch with its base, both as commits.
 *
 * @throws PublishError when they have no history together.
 */
export async function compare(connection: Connection, branch: string, base: string, head: string): Promise<Comparison> {
  try {
    const comparison = await connection.repeat({ code: 'compare-branch', branch }, ({ rest, at }) =>
      rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}` }),
    )
    const files = comparison.files ?? []
    return {
      head,
      baseTree: comparison.merge_base_commit.commit.tree.sha,
      count: comparison.ahead_by,
      commits: comparison.commits.map(({ sha, commit, author }) => ({
        ...signatureOf(commit),
        sha,
        tree: commit.tree.sha,
        name: author && 'login' in author ? `@${author.login}` : (commit.author?.name ?? 'somebody'),
      })),
      paths:
        files.length >= MOST_FILES
          ? undefined
          : files.flatMap(({ filename, previous_filename: before }) => [
              filename,
              ...(before === undefined ? [] : [before]),
            ]),
    }
  } catch (error) {
    if (!(error instanceof GithubFailure) || error.status !== 404) throw error
    throw new PublishError([{ code: 'unrelated-branch', branch, failure: failedRequest(error) }], { cause: error })
  }
}

/** The tree of a branch's head; undefined when the branch has too many commits to be told, or none. */
export function headTree({ commits, count }: Comparison): string | undefined {
  return commits.length === count ? commits.at(-1)?.tree : undefined
}

/**
 * Refuses to touch a branch that is not ours: one with more than a single commit, unless the others only merge the base
 * into it; one with a commit that this token has not made, or that somebody has changed since; and one without any that
 * has another name than ours.
 *
 * @param own a commit that was just made, which tells whose commits this token makes.
 * @throws PublishError
 */
export async function refuseForeign(
  connection: Connection,
  { base, branch }: Branches,
  comparison: Comparison,
  own: NewCommit,
): Promise<void> {
  const { head, commits, count } = comparison
  if (count === 0) {
    if (branch === defaultBranch(base) || isOwn(await readSignature(connection, head), own)) return
    throw new PublishError([{ code: 'foreign-branch', branch }])
  }
  const foreign = commits.filter((commit) => !isOwn(commit, own))
  if ((foreign.length === 0 && count === 1) || (await isOnlyUpdated(connection, comparison, own))) return
  const authors = [...new Set((foreign.length > 0 ? foreign : commits).map(({ name }) => name))]
  throw new PublishError([{ code: 'foreign-commits', branch, authors }])
}

/** Whether a branch is our commit on a newer base, as the button "Update branch" makes it of a pull request. */
async function isOnlyUpdated(connection: Connection, comparison: Comparison, own: NewCommit): Promise<boolean> {
  const { commits, baseTree, paths = [] } = comparison
  const [first] = commits
  if (!first || !isOwn(first, own) || headTree(comparison) === undefined) return false
  const tree = await treeAt(connection, first.sha, paths)
  const files = paths.flatMap((path) => {
    const entry = tree.entryAt(path)
    return entry ? [{ ...entry, path }] : []
  })
  if (files.length === 0 || files.length < paths.length) return false
  return (await makeTreeOfStored(connection, baseTree, files)) === headTree(comparison)
}

/** A commit that GitHub makes has one date; of one that was amended, they differ. */
function isOwn(commit: Signature, own: NewCommit): boolean {
  const isMarked = commit.message.split('\n').some((line) => line.startsWith(`${MARK}: `))
  const isOfSame = commit.author === own.author && commit.committer === own.committer
  return isMarked && isOfSame && commit.authored === commit.committed
}

/**
 * Moves a branch, wherever it stands, to a commit of ours; makes it where it is not there. False when it stood elsewhere
 * than it is said to, and is left there.
 *
 * @param from the branch's head; undefined when it is not there.
 * @throws RefusedMove when GitHub does not let it move.
 */
export async function placeBranch(
  connection: Connection,
  branch: string,
  from: string | undefined,
  to: NewCommit,
): Promise<boolean> {
  return swap(connection, branch, from, to)
}

/**
 * Deletes a branch. False when it stood elsewhere than it is said to, and is left there.
 *
 * @throws RefusedMove when GitHub does not let it be deleted.
 */
export async function deleteBranch(connection: Connection, branch: string, from: string): Promise<boolean> {
  return swap(connection, branch, from, undefined)
}

const REQUESTS = { make: 'create-branch', replace: 'move-branch', delete: 'delete-branch' } as const

/** https://docs.github.com/en/graphql/reference/mutations#updaterefs: REST can force a branch, whatever is there. */
async function swap(
  connection: Connection,
  branch: string,
  from: string | undefined,
  to: NewCommit | undefined,
): Promise<boolean> {
  const { node_id: repositoryId } = await connection.repeat({ code: 'read-repository' }, ({ rest, at }) =>
    rest.repos.get(at),
  )
  const name = `refs/heads/${branch}`
  const update = { name, beforeOid: from ?? NOTHING, afterOid: to?.sha ?? NOTHING, force: true }
  const kind = from === undefined ? 'make' : to === undefined ? 'delete' : 'replace'
  const now = await moveBranch(connection, { branch, kind, from, to }, () =>
    connection.repeat({ code: REQUESTS[kind], branch }, async ({ graphql }) => ({
      data: await graphql<unknown>(
        'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }',
        { input: { repositoryId, refUpdates: [update] } },
      ),
    })),
  )
  return now === to?.sha
}
