import { branchState, shasOf } from './fault-branch-state.ts'
import { pullState } from './fault-pull-state.ts'
import { BASE, type Scenario } from './fault-scenarios.ts'
import type { Commit } from '../github/git-commits.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { PullRequest } from '../github/state.ts'

/** All that a GitHub keeps. */
export interface Snapshot {
  /** The commits of each branch, newest first. */
  readonly logs: Readonly<Record<string, readonly Commit[]>>
  readonly pulls: readonly Readonly<PullRequest>[]
}

/** What has become of a GitHub, in words. */
export interface EndState {
  readonly branch: string
  readonly pull: string
  /** The run's commit that the branch has, on top but for what others pushed; undefined when it has none. */
  readonly commit: string | undefined
  /** Whether all is as the scenario wants it. */
  readonly isFinished: boolean
  /** What must never be. */
  readonly complaints: readonly string[]
  readonly snapshot: Snapshot
}

export async function snapshotOf({ repository, pulls }: LoopbackGithub): Promise<Snapshot> {
  const branches = Object.keys(await repository.branches())
  const logs = await Promise.all(branches.map(async (branch) => [branch, await repository.log(branch)] as const))
  return { logs: Object.fromEntries(logs), pulls: structuredClone(pulls) }
}

/** The same for two states that differ in times alone, and so in the names of commits. */
export function keyOf({ logs, pulls }: Snapshot): string {
  const branches = Object.entries(logs).map(([branch, commits]) => [
    branch,
    commits.map(({ tree, author, message }) => [tree, author.email, message]),
  ])
  return JSON.stringify([branches, pulls.map((pull) => ({ ...pull, headSha: '', reviews: pull.reviews.length }))])
}

/** Says what has become of what was there before. */
export async function endStateOf(github: LoopbackGithub, scenario: Scenario, before: Snapshot): Promise<EndState> {
  const now = await snapshotOf(github)
  const { settings, repository } = github
  const branch = await branchState({ folder: repository.folder, actor: settings.actor, scenario, before, now })
  const pull = pullState(scenario, before, now)
  const strays = Object.keys(now.logs).filter((name) => name !== BASE && name !== scenario.branch)
  const fsck = await repository.fsck()
  const isBranchFinished = scenario.isKept ? branch.commit !== undefined : now.logs[scenario.branch] === undefined
  return {
    branch: branch.word,
    pull: pull.word,
    commit: branch.commit,
    isFinished: pull.isFinished && isBranchFinished,
    complaints: [
      ...branch.complaints,
      ...pull.complaints,
      ...baseComplaints(settings.actor.email, scenario, before, now),
      ...strays.map((name) => `There is a branch ${name}.`),
      ...(fsck === '' ? [] : [`git fsck: ${fsck}`]),
    ],
    snapshot: now,
  }
}

/** The base loses nothing, and the base of a pull request gets nothing but what others pushed. */
function baseComplaints(actor: string, { branch }: Scenario, before: Snapshot, now: Snapshot): string[] {
  const log = now.logs[BASE] ?? []
  const known = shasOf(before)
  const kept = new Set(log.map(({ sha }) => sha))
  const lost = (before.logs[BASE] ?? []).filter(({ sha }) => !kept.has(sha))
  const ours = branch === BASE ? [] : log.filter(({ sha, author }) => !known.has(sha) && author.email === actor)
  return [
    ...(lost.length > 0 ? [`${BASE} has lost commits.`] : []),
    ...(ours.length > 0 ? [`${BASE} has a commit of the run.`] : []),
  ]
}
