import { SOMEBODY, type BareRepository } from './bare-repository.ts'
import type { PullRequestEvent } from './events.ts'
import { GITHUB, writeCommit } from './git-commits.ts'
import { git, gitLine } from './git.ts'

/** The commits of a pull request, by their names. */
export interface PullRequestCommits {
  readonly base: string
  readonly head: string
  /** The one that GitHub makes to try the merge. */
  readonly merge: string
}

const CHANGE = { 'CHANGES.md': '- A change\n' }

/** Makes the commits of a pull request that are not there, and `refs/pull/N/head` and `refs/pull/N/merge` of them. */
export async function makePullRequestCommits(
  repository: BareRepository,
  baseBranch: string,
  { number, head: headBranch, fork, files = CHANGE }: PullRequestEvent,
): Promise<PullRequestCommits> {
  const { folder } = repository
  const base = await gitLine(folder, ['rev-parse', '--verify', `refs/heads/${baseBranch}`])
  const there = fork === undefined ? await repository.head(headBranch) : undefined
  const head = there ?? (await repository.commitOnto(base, files))
  if (fork === undefined) await repository.branch(headBranch, head)
  const merge = await mergeCommit(folder, base, head)
  await git(folder, ['update-ref', `refs/pull/${number}/head`, head])
  await git(folder, ['update-ref', `refs/pull/${number}/merge`, merge])
  return { base, head, merge }
}

async function mergeCommit(folder: string, base: string, head: string): Promise<string> {
  return writeCommit(folder, {
    tree: await gitLine(folder, ['merge-tree', '--write-tree', base, head]),
    parents: [base, head],
    message: `Merge ${head} into ${base}`,
    author: SOMEBODY,
    committer: GITHUB,
  })
}
