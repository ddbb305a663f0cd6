import { beforeAll, describe, expect, test } from '@jest/globals'

import { redactorOf } from '../../src/secrets/redactor.ts'
import type { Run, Texts } from '../action/job.ts'
import { deployment, injected } from '../action/manifests.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RecordedRequest } from '../github/loopback-github.ts'
import { temporaryGithub, TOKEN } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { describeRequests } from './request-shapes.ts'
import { COMMIT, play, PULL_REQUEST, textAt } from './scene.ts'
import { textsOfRequest } from './traces.ts'

const DATABASE_URL = 'postgres://app:p%40ss-w0rd$x@db.example.com:5432/shop?sslmode=disable'
const FILES = { 'k8s/web.yaml': deployment(), 'k8s/api.yaml': deployment('api') }
const ALL_OF_A_PULL_REQUEST = {
  ...PULL_REQUEST,
  draft: 'true',
  labels: 'migrations\ndatabase',
  reviewers: 'octocat\nocto/backend',
  'pull-request-title': 'Migrate',
  'pull-request-body': 'As agreed.',
}

const recorded: RecordedRequest[] = []

/** Runs in a new checkout, with a database URL, and keeps the requests for the snapshot. */
async function publish(github: LoopbackGithub, inputs: Texts, beforehand?: () => unknown): Promise<Run> {
  const checkout = await checkoutOf(github)
  beforehand?.()
  const first = github.requests.length
  const run = await checkout.run({ 'database-url': DATABASE_URL, ...inputs })
  expect(run.log).not.toContain('error: ')
  expect(run.secretManifest).not.toBe('')
  recorded.push(...github.requests.slice(first))
  return run
}

async function recordCommits(): Promise<void> {
  const github = await temporaryGithub(FILES)
  await publish(github, { ...COMMIT, workloads: 'api' })
  await publish(github, { ...COMMIT, 'commit-message': 'Migrate' }, () =>
    github.repository.commit('main', { 'k8s/web.yaml': deployment().replace('app:1', 'app:2'), 'k8s/n.txt': '' }),
  )
  github.faultOn('git/update-ref', 2, { kind: 'move-head', branch: 'main', files: { 'n.txt': '' } })
  await publish(github, { ...COMMIT, image: 'ghcr.io/repo/migrations:v0.1.3' })

  expect(github.repository.log('main')).toHaveLength(6)
}

/** One that is opened, changed, made anew for a moved base, kept, kept beside a moved base, and withdrawn. */
async function recordPullRequest(): Promise<void> {
  const github = await temporaryGithub(FILES, { labels: ['migrations', 'database', 'urgent'] })
  await publish(github, ALL_OF_A_PULL_REQUEST)
  github.repository.commit('main', { 'README.md': 'Shop\n', 'k8s/web.yaml': `# ours\n${deployment()}` })
  await publish(github, { ...PULL_REQUEST, labels: 'urgent', reviewers: 'hubot' })
  github.review(1, 'hubot')
  await publish(github, ALL_OF_A_PULL_REQUEST)
  await publish(github, ALL_OF_A_PULL_REQUEST)
  await publish(github, ALL_OF_A_PULL_REQUEST, () => github.repository.commit('main', { 'n.txt': '' }))
  github.repository.commit('main', {
    'k8s/web.yaml': injected(deployment()),
    'k8s/api.yaml': injected(deployment('api')),
  })
  await publish(github, PULL_REQUEST)

  expect(github.pulls).toMatchObject([
    { number: 1, state: 'closed', labels: ['migrations', 'database', 'urgent'], teams: ['backend'] },
  ])
}

/** A label that there is not, beside one that there is. */
async function recordUnknownLabel(): Promise<void> {
  const github = await temporaryGithub(FILES, { labels: ['database'] })
  await publish(github, { ...PULL_REQUEST, labels: 'database\nmigrations' })

  expect(github.pulls).toMatchObject([{ labels: ['database'] }])
}

/** A branch of another name than ours that was merged, whose last commit tells that it is ours. */
async function recordMergedBranch(): Promise<void> {
  const github = await temporaryGithub(FILES)
  const { outputs } = await publish(github, { ...PULL_REQUEST, branch: 'migrations' })
  github.repository.branch('main', outputs['commit-sha'] ?? '')
  await publish(github, { ...PULL_REQUEST, branch: 'migrations', image: 'ghcr.io/repo/migrations:v0.1.3' })

  expect(github.requests.map(({ name }) => name)).toContain('git/get-commit')
}

async function recordRefusal(): Promise<void> {
  const settings = { protectedBranches: ['main'] }
  const { run, github } = await play({ files: FILES, settings, inputs: { 'database-url': DATABASE_URL } })

  expect(run.exitCode).toBe(1)
  recorded.push(...github.requests)
}

describe('what is asked of GitHub', () => {
  beforeAll(async () => {
    await recordCommits()
    await recordPullRequest()
    await recordUnknownLabel()
    await recordMergedBranch()
    await recordRefusal()
  })

  // Named by hand: a new kind of request is a decision, not an update of the snapshot.
  test('is one of a short list', () => {
    expect([...new Set(recorded.map(({ name }) => name))].sort()).toEqual([
      'git/create-commit',
      'git/create-tree',
      'git/get-commit',
      'git/get-ref',
      'git/update-ref',
      'graphql convertPullRequestToDraft',
      'graphql markPullRequestReadyForReview',
      'graphql query',
      'graphql updateRefs',
      'issues/add-labels',
      'issues/create-comment',
      'issues/get-label',
      'pulls/create',
      'pulls/list',
      'pulls/list-reviews',
      'pulls/request-reviewers',
      'pulls/update',
      'repos/compare-commits-with-basehead',
      'repos/get',
      'repos/get-branch',
      'repos/get-branch-rules',
    ])
    expect(describeRequests(recorded)).toMatchSnapshot()
  })

  test('holds the token in one header alone, and nothing of the database URL', () => {
    const redactor = redactorOf({ databaseUrl: DATABASE_URL, config: '', token: TOKEN, env: 'k8s' })
    expect(redactor.masks.length).toBeGreaterThan(20)

    for (const request of recorded) {
      expect(request.headers.authorization).toBe('***')
      const texts = textsOfRequest(request)
      expect(redactor.masks.filter((mask) => texts.some((text) => text.includes(mask)))).toEqual([])
      expect(texts.filter((text) => redactor.indexIn(text) !== -1)).toEqual([])
    }
  })
})

describe('how much is asked', () => {
  /** Files of 8 KiB in folders of their own, at a depth of two. */
  function files(count: number, image: string): Readonly<Record<string, string>> {
    const text = `${deployment().replace('app:1', image)}${'# eight\n'.repeat(1024)}`
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k8s/${index}/web.yaml`, text]))
  }

  /** How many requests of each name a run over so many files makes, all of which changed on the branch if it moved. */
  async function requestsOver(count: number, inputs: Texts, moved: boolean): Promise<Readonly<Record<string, number>>> {
    const [made, theirs] = [files(count, 'app:1'), files(count, 'app:2')]

    const { run, github } = await play({ files: made, inputs, ...(moved && { theirs }) })

    expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 0, log: expect.any(String) })
    for (const [path, text] of Object.entries(moved ? theirs : made))
      expect(textAt(github, path, run.outputs.branch)).toBe(injected(text))
    const named = Map.groupBy(github.requests, ({ name }) => name)
    return Object.fromEntries([...named].map(([name, all]) => [name, all.length]))
  }

  const FOUR = { 'git/get-ref': 1, 'git/create-tree': 1, 'git/create-commit': 1, 'git/update-ref': 1 }

  test.each([
    ['a commit', COMMIT, false, 4],
    ['a commit on a moved head', COMMIT, true, 6],
    ['a pull request', PULL_REQUEST, false, 8],
    ['a pull request for a moved base', PULL_REQUEST, true, 10],
  ])('for %s does not depend on the number of files', async (_, inputs, moved, requests) => {
    const one = await requestsOver(1, inputs, moved)

    expect(Object.values(one).reduce((sum, count) => sum + count)).toBe(requests)
    if (requests === 4) expect(one).toEqual(FOUR)
    expect(await requestsOver(40, inputs, moved)).toEqual(one)
  })

  test.each([
    [100, 1],
    [101, 2],
    [300, 3],
  ])('for a commit of %d files is %d trees: one more for each further hundred', async (count, trees) => {
    expect(await requestsOver(count, COMMIT, false)).toEqual({ ...FOUR, 'git/create-tree': trees })
  })

  test('for 300 files that all changed on the branch, in folders of their own, is one more for each further batch', async () => {
    const counts = await requestsOver(300, COMMIT, true)

    expect(counts).toEqual({ ...FOUR, 'graphql query': 5 + 4, 'git/create-tree': 3 })
  })
})
