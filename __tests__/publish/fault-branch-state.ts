import { isDeepStrictEqual } from 'node:util'

import { injected } from '../action/manifests.ts'
import { SOMEBODY } from '../github/bare-repository.ts'
import type { Commit, Person } from '../github/git-commits.ts'
import { readObjects } from '../github/git-objects.ts'
import { gitLine } from '../github/git.ts'
import { BASE, MANIFESTS, type Scenario } from './fault-scenarios.ts'
import type { Snapshot } from './fault-state.ts'

export interface BranchState {
  readonly word: string
  /** The run's commit that the branch has, on top but for what others pushed; undefined when it has none. */
  readonly commit: string | undefined
  readonly complaints: readonly string[]
}

/** A scenario's branch, before and after, and where it is. */
export interface BranchHistory {
  readonly folder: string
  /** Whose token the run has. */
  readonly actor: Person
  readonly scenario: Scenario
  readonly before: Snapshot
  readonly now: Snapshot
}

/** Says what has become of the branch: it stands where it stood, or has the whole commit, but for what others pushed. */
export async function branchState(history: BranchHistory): Promise<BranchState> {
  const { folder, scenario, before, now } = history
  const log = now.logs[scenario.branch]
  const old = before.logs[scenario.branch]
  if (log === undefined) return { word: old ? 'deleted' : 'absent', commit: undefined, complaints: [] }

  const known = shasOf(before)
  const isTheirs = ({ sha, author }: Commit): boolean => !known.has(sha) && author.email === SOMEBODY.email
  const pushed = log.findIndex((commit) => !isTheirs(commit))
  const [head, parent, ...older] = pushed === -1 ? [] : log.slice(pushed)
  if (head === undefined) return { word: 'a push alone', commit: undefined, complaints: [] }

  const suffix = pushed === 0 ? '' : ', a push on top'
  const isWhole = parent !== undefined && (await isWholeCommit(folder, head, parent))
  const commit = isWhole ? head.sha : undefined
  if (known.has(head.sha)) {
    const complaints = head.sha === old?.[0]?.sha ? [] : ['The branch stands at an older commit.']
    return { word: `as before${suffix}`, commit, complaints }
  }
  const below = [parent, ...older].filter((one) => one !== undefined)
  const onPush = below.some(isTheirs) ? ' on a push' : ''
  return { word: `whole commit${onPush}${suffix}`, commit, complaints: commitComplaints(history, head, below, isWhole) }
}

/** The commits of some branches, or of one. */
export function shasOf({ logs }: Snapshot, branch?: string): Set<string> {
  const wanted = branch === undefined ? Object.values(logs).flat() : (logs[branch] ?? [])
  return new Set(wanted.map(({ sha }) => sha))
}

function commitComplaints(
  { actor, scenario, before, now }: BranchHistory,
  head: Commit,
  below: readonly Commit[],
  isWhole: boolean,
): string[] {
  const onBase = shasOf(scenario.branch === BASE ? before : now, BASE)
  const others = below.filter(({ sha, author }) => !onBase.has(sha) && author.email !== SOMEBODY.email)
  return [
    ...(head.author.email === actor.email ? [] : [`The branch has a commit of ${head.author.name}.`]),
    ...(isWhole ? [] : ['The branch has a part of the commit.']),
    ...(others.length === 0 ? [] : ['The branch has more than one commit of runs.']),
  ]
}

/** Whether a commit differs from its parent by the init container in each manifest, and by nothing else. */
async function isWholeCommit(folder: string, commit: Commit, parent: Commit): Promise<boolean> {
  const raw = await gitLine(folder, ['diff-tree', '-r', parent.sha, commit.sha])
  const changed = raw.split('\n').map((line) => {
    const [oldMode = '', newMode = '', , , status = ''] = line.slice(1).split(/[ \t]/)
    return { path: line.slice(line.indexOf('\t') + 1), isEdit: status === 'M' && oldMode === newMode }
  })
  const edits = MANIFESTS.map((path) => ({ path, isEdit: true }))
  if (!isDeepStrictEqual(changed, edits)) return false
  const oldNames = MANIFESTS.map((path) => `${parent.sha}:${path}`)
  const newNames = MANIFESTS.map((path) => `${commit.sha}:${path}`)
  const texts = (await readObjects(folder, [...oldNames, ...newNames])).map((object) => String(object?.content))
  return MANIFESTS.every((_, index) => injected(texts[index] ?? '') === texts[MANIFESTS.length + index])
}
