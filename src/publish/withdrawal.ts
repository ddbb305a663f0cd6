import { branchHead, branchHeadIfAny } from '../github/branch-head.ts'
import type { Connection } from '../github/connection.ts'
import { problemsOf } from './diagnostics.ts'
import { explaining, failedRequest } from './explanation.ts'
import { GithubFailure } from '../github/failure.ts'
import { makeCommit, type Parent } from '../github/new-commit.ts'
import { compare, deleteBranch, refuseForeign, type Comparison } from './proposal-branch.ts'
import type { DiagnosticData } from '../outcome/diagnostic.ts'
import { close, comment, openPullRequests, type Branches, type PullRequest } from '../github/pull-request.ts'

/** What was taken back, or why it was left. */
export type Withdrawal = Extract<DiagnosticData, { readonly code: 'branch-left' | 'withdrawn' }>

/** What has to be so for a pull request to be needless. */
export interface Settlement {
  /** The commit that was looked at. */
  readonly commit: Parent
  /** The paths of the files that have all that is asked for, as they are committed there. */
  readonly paths: ReadonlySet<string>
  /** What is said on the pull request. */
  readonly comment: string
}

/**
 * Takes back what a base that has everything needs no more: deletes the branch of the pull request, and closes that with
 * a comment. Gives what was done; undefined when there was nothing.
 *
 * It is left alone when the base is not what was looked at, or when the branch changes a file
 * that was not.
 *
 * @throws PublishError also when the branch of an open pull request is not ours.
 */
export async function withdrawProposal(
  connection: Connection,
  branches: Branches,
  settlement: Settlement,
): Promise<Withdrawal | undefined> {
  return explaining(connection, 'pull-request', () => withdraw(connection, branches, settlement))
}

async function withdraw(
  connection: Connection,
  branches: Branches,
  settlement: Settlement,
): Promise<Withdrawal | undefined> {
  const { base, branch } = branches
  const { commit, paths } = settlement
  const head = await branchHeadIfAny(connection, branch)
  if (head === undefined) return undefined
  const pulls = await openPullRequests(connection, branch)
  const left = (cause: Extract<Withdrawal, { code: 'branch-left' }>['cause']): Withdrawal => ({
    code: 'branch-left',
    branch,
    base,
    cause,
  })
  if (pulls.some((pull) => pull.base !== base)) return left('other-base')
  if ((await branchHead(connection, base)) !== commit.commit) return left('base-moved')
  const comparison = await compare(connection, branch, commit.commit, head)
  if (!(await isOurs(connection, branches, comparison, commit, pulls))) return undefined
  if (!isSettled(comparison, paths)) return left('unknown-files')

  if (!(await deleteBranch(connection, branch, head))) return left('pushed')
  return { code: 'withdrawn', branch, base, pulls: await closed(connection, pulls, settlement.comment) }
}

type ClosedPull = Extract<Withdrawal, { code: 'withdrawn' }>['pulls'][number]

/** GitHub closes a pull request whose branch is deleted. So it is no error when the rest of it fails, but it is told. */
async function closed(
  connection: Connection,
  pulls: readonly PullRequest[],
  text: string,
): Promise<readonly ClosedPull[]> {
  const told: ClosedPull[] = []
  for (const pull of pulls) {
    const { number } = pull
    try {
      await comment(connection, pull, text)
      await close(connection, pull)
      told.push({ number })
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error
      told.push({ number, failure: failedRequest(error) })
    }
  }
  return told
}

function isSettled(comparison: Comparison, settled: ReadonlySet<string>): boolean {
  return comparison.paths?.every((path) => settled.has(path)) ?? false
}

/** Whether the branch is ours. One that is not is an error only where there is a pull request to be closed. */
async function isOurs(
  connection: Connection,
  branches: Branches,
  comparison: Comparison,
  { commit, tree }: Parent,
  pulls: readonly PullRequest[],
): Promise<boolean> {
  // A commit for no branch: it tells whose commits this token makes.
  const own = await makeCommit(connection, tree, commit, `Delete ${branches.branch}`)
  try {
    await refuseForeign(connection, branches, comparison, own)
    return true
  } catch (error) {
    if (problemsOf(error) && pulls.length === 0) return false
    throw error
  }
}
