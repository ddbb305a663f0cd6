import { beforeAll, describe, expect, test } from '@jest/globals'

import { secretForms } from '../../src/secrets/forms.ts'
import type { Run, Texts } from '../action/job.ts'
import { deployment, injected } from '../action/manifests.ts'
import type { NewFiles } from '../github/bare-repository.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RecordedRequest } from '../github/loopback-github.ts'
import { temporaryGithub, TOKEN } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { describeRequests } from './request-shapes.ts'
import { textsOfRequest } from './traces.ts'

const DATABASE_URL = 'postgres://app:p%40ss-w0rd$x@db.example.com:5432/shop?sslmode=disable'
const FILES = { 'k8s/web.yaml': deployment(), 'k8s/api.yaml': deployment('api') }
const COMMIT = { mode: 'commit' }
const PULL_REQUEST = { mode: 'pull-request' }
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
  const github = await temporaryGithub(FILES, { protectedBranches: ['main'] })
  const checkout = await checkoutOf(github)

  const run = await checkout.run({ ...COMMIT, 'database-url': DATABASE_URL })

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
    const secrets = { databaseUrl: DATABASE_URL, config: '', token: TOKEN, env: 'k8s' }
    const forms = secretForms(secrets)
    expect(forms.masks.length).toBeGreaterThan(20)

    for (const request of recorded) {
      expect(request.headers.authorization).toBe('***')
      const texts = textsOfRequest(request)
      expect(forms.masks.filter((mask) => texts.some((text) => text.includes(mask)))).toEqual([])
      expect(texts.filter((text) => forms.firstIn(text) !== -1)).toEqual([])
    }
  })
})

describe('how much is asked', () => {
  /** Files of 8 KiB in folders of their own, at a depth of two. */
  const files = (count: number, image = 'app:1'): NewFiles =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `k8s/${index}/web.yaml`,
        `${deployment().replace('app:1', image)}${'# eight\n'.repeat(1024)}`,
      ]),
    )

  /** The names of the requests of a run over so many files, all of which changed on the branch if it moved. */
  async function requestsOver(count: number, inputs: Texts, moved: boolean): Promise<readonly string[]> {
    const github = await temporaryGithub(files(count))
    const checkout = await checkoutOf(github)
    if (moved) github.repository.commit('main', files(count, 'app:2'))

    const run = await checkout.run(inputs)

    expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 0, log: expect.any(String) })
    const stored = github.repository.files(run.outputs.branch ?? '')
    for (const text of Object.values(files(count, moved ? 'app:2' : 'app:1')))
      expect(Object.values(stored).map((file) => file.text)).toContain(injected(text as string))
    return github.requests.map(({ name }) => name)
  }

  test.each([
    ['a commit', COMMIT, false, 4],
    ['a commit on a moved head', COMMIT, true, 6],
    ['a pull request', PULL_REQUEST, false, 8],
    ['a pull request for a moved base', PULL_REQUEST, true, 10],
  ])('for %s does not depend on the number of files', async (_, inputs, moved, requests) => {
    const one = await requestsOver(1, inputs, moved)

    expect(one).toHaveLength(requests)
    expect(await requestsOver(40, inputs, moved)).toEqual(one)
  })

  test.each([
    [100, 4],
    [101, 5],
    [300, 6],
  ])('for a commit of %d files is %d requests: one more for each further hundred', async (count, requests) => {
    const names = await requestsOver(count, COMMIT, false)

    expect(names).toHaveLength(requests)
    expect(names.filter((name) => name === 'git/create-tree')).toHaveLength(requests - 3)
  })

  test('for 300 files that all changed on the branch, in folders of their own, is one more for each further batch', async () => {
    const names = await requestsOver(300, COMMIT, true)

    expect([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length])).toEqual([
      ['git/get-ref', 1],
      ['graphql query', 5 + 4],
      ['git/create-tree', 3],
      ['git/create-commit', 1],
      ['git/update-ref', 1],
    ])
  })
})
