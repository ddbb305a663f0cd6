import { expect } from '@jest/globals'

import { redactorOf } from '../../src/secrets/redactor.ts'
import type { Run } from '../action/job.ts'
import { injected } from '../action/manifests.ts'
import { SOMEBODY } from '../github/bare-repository.ts'
import { commitOf, type Commit } from '../github/git-commits.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { PullRequest } from '../github/state.ts'
import { TOKEN } from '../github/temporary-github.ts'
import { BASE, MANIFESTS, type Scenario } from './fault-scenarios.ts'
import { changesOf } from './history.ts'
import { leaksIn, tracesOf } from './traces.ts'

const TOKEN_FORMS = redactorOf({ databaseUrl: '', config: '', token: TOKEN, env: '' }).masks

/** All that a GitHub keeps. */
export interface Snapshot {
  /** The commits of each branch, newest first. */
  readonly logs: Readonly<Record<string, readonly Commit[]>>
  readonly pulls: readonly Readonly<PullRequest>[]
}

export function snapshotOf({ repository, pulls }: LoopbackGithub): Snapshot {
  const logs = Object.keys(repository.branches()).map((branch) => [branch, repository.log(branch)] as const)
  return { logs: Object.fromEntries(logs), pulls: structuredClone(pulls) }
}

/** The same for two states that differ in times alone, and so in the names of commits. */
export function keyOf({ logs, pulls }: Snapshot): string {
  const branches = Object.entries(logs).map(([branch, commits]) => [
    branch,
    commits.map(({ tree, author, message }) => [tree, author.email, message]),
  ])
  return JSON.stringify([branches, pulls])
}

/** What has become of a branch and its pull request, in words. The branch has got commits in this order. */
export function stateOf({ branch }: Scenario, before: Snapshot, now: Snapshot): string {
  const log = now.logs[branch]
  const words = newCommits(before.logs, log).map((commit) => (isOurs(commit) ? 'commit' : 'push'))
  const isSame = log?.[0]?.sha === before.logs[branch]?.[0]?.sha
  const unmoved = isSame ? 'branch as before' : 'branch at an older commit'
  return [log ? words.reverse().join(' + ') || unmoved : 'no branch', ...now.pulls.map(pullWord)].join('; ')
}

function pullWord({ number, state, title, draft, labels, reviewers, teams, comments }: Readonly<PullRequest>): string {
  const asked = [...reviewers, ...teams].join(' ')
  const details = [draft && 'draft', labels.join(' '), asked && `asks ${asked}`, ...comments.map(() => 'a comment')]
  return `#${number} ${state}: ${[title, ...details.filter(Boolean)].join(', ')}`
}

function newCommits(before: Snapshot['logs'], log: readonly Commit[] = []): readonly Commit[] {
  const known = new Set(Object.values(before).flatMap((commits) => commits.map(({ sha }) => sha)))
  return log.filter(({ sha }) => !known.has(sha))
}

function isOurs({ author }: Commit): boolean {
  return author.email !== SOMEBODY.email
}

/** The first error that a run tells of, without its title, and without what is another one each time. */
export function messageOf({ annotations }: Run): string {
  const message = annotations.find(({ level }) => level === 'error')?.message ?? ''
  return message
    .replace(/^[^:]+: /, '')
    .replace(/\b[0-9a-f]{40}\b/g, 'SHA')
    .replace(/sent no valid answer \("[^"]*"\)/, 'sent no valid answer')
}

/** What holds of a run and of what it leaves, whatever fault it met. */
export async function expectSound(
  run: Run,
  github: LoopbackGithub,
  { branch, inputs }: Scenario,
  { logs: before }: Snapshot,
  { logs }: Snapshot,
): Promise<void> {
  const { exitCode, outputs } = run
  const { repository, pulls } = github

  expect(exitCode).toBe(messageOf(run) === '' ? 0 : 1)
  expect(github.unexpected).toEqual([])
  expect(leaksIn(tracesOf(run, github), TOKEN_FORMS)).toEqual([])

  // No commit of anybody else is lost, and nobody else's branch is moved.
  expect((await lostCommits(github)).filter((commit) => !isOurs(commit))).toEqual([])
  expect(Object.keys(logs).filter((name) => name !== BASE && name !== branch)).toEqual([])
  if (branch !== BASE) expect(newCommits(before, logs[BASE]).filter(isOurs)).toEqual([])

  // What is done is done once and as a whole.
  const commits = newCommits(before, logs[branch]).filter(isOurs)
  expect(commits.length).toBeLessThanOrEqual(1)
  for (const { sha } of commits) {
    const changes = changesOf(repository, sha)
    expect(changes.map(({ path }) => path)).toEqual(MANIFESTS)
    for (const change of changes) expect(change.after).toBe(injected(change.before))
  }
  expect(pulls.length).toBeLessThanOrEqual(1)
  expect(pulls[0]?.comments.length ?? 0).toBeLessThanOrEqual(1)

  // The outputs tell of what is there, and the work tree has only what is committed to its branch.
  const sha = outputs['commit-sha'] ?? ''
  const files = sha === '' ? '' : MANIFESTS.join('\n')
  expect(outputs).toMatchObject({ changed: String(sha !== ''), branch: sha && branch, 'changed-files': files })
  expect(['', ...(logs[branch] ?? []).map((commit) => commit.sha)]).toContain(sha)
  if (outputs['pull-request-number'] !== '') expect(pulls).toMatchObject([{ number: 1, state: 'open' }])
  const isWritten = inputs.mode === 'commit' && exitCode === 0 && sha !== ''
  expect(run.gitStatus).toEqual(isWritten ? MANIFESTS.map((path) => ` M ${path}`) : [])
}

/** The commits that no branch leads to any more. Throws when git finds anything wrong. */
async function lostCommits({ repository }: LoopbackGithub): Promise<readonly Commit[]> {
  const found = await repository.fsck('--unreachable', '--no-reflogs')
  const names = [...found.matchAll(/^unreachable commit (\w+)$/gm)].map(([, sha = '']) => sha)
  expect(found.replace(/^unreachable .*\n?/gm, '')).toBe('')
  return names.flatMap((sha) => commitOf(repository.folder, sha) ?? [])
}
