import { describe, expect, test } from '@jest/globals'

import type { Run, Texts } from '../action/job.ts'
import { deployment, injected } from '../action/manifests.ts'
import { Checkout } from '../action/run-action.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { changesOf } from './history.ts'
import { BRANCH, COMMIT, PULL_REQUEST, textAt, WEB } from './scene.ts'

const TWO = { ...WEB, 'k8s/api.yaml': deployment('api') }

const NAMES = Array.from({ length: 20 }, (_, index) => `app-${String(index + 1).padStart(2, '0')}`)

/** Each workload in a file of its own, and once more beside all the others: what a run reads, others have changed. */
const FILES_OF_ALL = {
  ...Object.fromEntries(NAMES.map((name) => [`k8s/${name}.yaml`, deployment(name)])),
  'k8s/all.yaml': NAMES.map((name) => deployment(name)).join('---\n'),
}

/** Runs that start at the same time, each in a checkout of its own of the same commit. */
async function runsAtOnce(github: LoopbackGithub, inputs: readonly Texts[]): Promise<readonly Run[]> {
  const checkouts = await Promise.all(inputs.map(() => checkoutOf(github)))
  return Promise.all(checkouts.map((checkout, index) => checkout.run(inputs[index])))
}

function expectDone(runs: readonly Run[]): void {
  expect(runs.map(({ exitCode, log }) => (exitCode === 0 ? 0 : log))).toEqual(runs.map(() => 0))
}

/** That a branch has both workloads' init containers, in one commit on the start. */
function expectBoth(github: LoopbackGithub, branch: string, start: string | undefined): void {
  expect(github.repository.log(branch)).toMatchObject([{ parents: [start] }, { sha: start }])
  expect(textAt(github, 'k8s/web.yaml', branch)).toBe(injected(deployment()))
  expect(textAt(github, 'k8s/api.yaml', branch)).toBe(injected(deployment('api')))
}

/** The names of the workloads in a text's documents that differ from those of another text. */
function changedWorkloads(before: string, after: string): string[] {
  const old = before.split('---\n')
  const documents = after.split('---\n')
  expect(documents).toHaveLength(old.length)
  return documents
    .filter((document, index) => document !== old[index])
    .map((document) => /^ {2}name: (.*)$/m.exec(document)?.[1] ?? '')
}

test('twenty runs at once with different workloads: every change lands, each once', async () => {
  const github = await temporaryGithub(FILES_OF_ALL)
  const start = github.repository.head('main')

  const runs = await runsAtOnce(
    github,
    NAMES.map((name) => ({ ...COMMIT, workloads: name })),
  )

  expectDone(runs)
  const log = github.repository.log('main')
  const commits = log.slice(0, -1)
  expect(commits).toHaveLength(NAMES.length)
  expect(log.at(-1)?.sha).toBe(start)
  // In one line, so that each diff below is the work of one run.
  expect(commits.map(({ parents }) => parents)).toEqual(log.slice(1).map(({ sha }) => [sha]))

  const nameOf = new Map(runs.map(({ outputs }, index) => [outputs['commit-sha'], NAMES[index] ?? '']))
  expect(new Set(nameOf.keys())).toEqual(new Set(commits.map(({ sha }) => sha)))
  for (const { sha, message } of commits) {
    const name = nameOf.get(sha) ?? ''
    const changes = changesOf(github.repository, sha)
    expect(changes.map(({ path }) => path)).toEqual(['k8s/all.yaml', `k8s/${name}.yaml`])
    expect(changes.flatMap(({ before, after }) => changedWorkloads(before, after))).toEqual([name, name])
    expect(message).toContain(`injected into Deployment ${name} (k8s/${name}.yaml:2)`)
  }

  const texts = Object.entries(github.repository.files('main')).map(([path, { text }]) => [path, text])
  expect(Object.fromEntries(texts)).toEqual(new Checkout(FILES_OF_ALL).run().files)
  expect(await github.repository.fsck()).toBe('')
  expect(github.unexpected).toEqual([])
})

describe('runs with the same inputs at once', () => {
  test.each<[number, RequestName]>([
    [2, 'git/get-ref'],
    [5, 'git/create-commit'],
  ])('that commit make one commit: %d that meet at %s', async (count, place) => {
    const github = await temporaryGithub(TWO)
    const start = github.repository.head('main')
    github.meetAt(place, count)

    expectDone(await runsAtOnce(github, Array<Texts>(count).fill(COMMIT)))

    expectBoth(github, 'main', start)
    expect(await github.repository.fsck()).toBe('')
  })

  test.each<[number, RequestName]>([
    [2, 'git/get-ref'],
    [2, 'graphql updateRefs'],
    [2, 'pulls/create'],
    [5, 'pulls/list'],
  ])('that want a pull request open one: %d that meet at %s', async (count, place) => {
    const github = await temporaryGithub(TWO, { labels: ['migrations'] })
    const start = github.repository.head('main')
    github.meetAt(place, count)

    const inputs = { ...PULL_REQUEST, labels: 'migrations', reviewers: 'octocat' }
    const runs = await runsAtOnce(github, Array<Texts>(count).fill(inputs))

    expectDone(runs)
    expect(github.repository.branches()).toEqual({ [BRANCH]: expect.any(String), main: start })
    expectBoth(github, BRANCH, start)
    const people = { labels: ['migrations'], reviewers: ['octocat'] }
    expect(github.pulls).toMatchObject([{ state: 'open', head: BRANCH, ...people }])
    const sha = github.repository.head(BRANCH)
    for (const { outputs } of runs) expect(outputs).toMatchObject({ 'commit-sha': sha, 'pull-request-number': '1' })
    expect(await github.repository.fsck()).toBe('')
  })
})

test('pull requests from different branches at once are one each', async () => {
  const github = await temporaryGithub(TWO)
  github.meetAt('git/get-ref', 2)

  const runs = await runsAtOnce(github, [
    { ...PULL_REQUEST, branch: 'migrations/web', workloads: 'web' },
    { ...PULL_REQUEST, branch: 'migrations/api', workloads: 'api' },
  ])

  expectDone(runs)
  expect(Object.keys(github.repository.branches())).toEqual(['main', 'migrations/api', 'migrations/web'])
  expect(new Set(github.pulls.map(({ head, base, state }) => `${head} ${base} ${state}`))).toEqual(
    new Set(['migrations/web main open', 'migrations/api main open']),
  )
  for (const name of ['web', 'api']) {
    const log = github.repository.log(`migrations/${name}`)
    expect(log).toHaveLength(2)
    expect(changesOf(github.repository, log[0]?.sha ?? '').map(({ path }) => path)).toEqual([`k8s/${name}.yaml`])
  }
})
