import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { temporaryGithub } from './temporary-github.ts'
import { checkoutOf, type CheckoutOptions, type WorkflowCheckout } from './workflow-checkout.ts'

const FILES = { 'web.yaml': deployment(), 'README.md': 'Shop\n' }

/** Each kind of checkout: where it stands, and what the runner says of the event. */
const CHECKOUTS: readonly {
  readonly options: CheckoutOptions
  /** The branch that HEAD is attached to; undefined when it is detached. */
  readonly attached?: string
  readonly environment: Readonly<Record<string, string>>
  readonly payload: object
}[] = [
  {
    options: {},
    attached: 'main',
    environment: { GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' },
    payload: { ref: 'refs/heads/main', repository: { full_name: 'octo/shop', default_branch: 'main' } },
  },
  {
    options: { branch: 'release/1', event: { name: 'workflow_dispatch' } },
    attached: 'release/1',
    environment: { GITHUB_REF: 'refs/heads/release/1', GITHUB_REF_NAME: 'release/1' },
    payload: { ref: 'refs/heads/release/1', inputs: null },
  },
  {
    options: { branch: 'release/1', event: { name: 'schedule' }, depth: 0 },
    attached: 'main',
    environment: { GITHUB_REF: 'refs/heads/main' },
    payload: { schedule: '30 5 * * 1' },
  },
  {
    options: { event: { name: 'push', tag: 'v1.0.0' } },
    environment: { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_REF_NAME: 'v1.0.0', GITHUB_REF_TYPE: 'tag' },
    payload: { ref: 'refs/tags/v1.0.0' },
  },
  {
    options: { event: { name: 'release', tag: 'v1.0.0' } },
    environment: { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_REF_TYPE: 'tag' },
    payload: { action: 'published', release: { tag_name: 'v1.0.0', target_commitish: 'main' } },
  },
  {
    options: { event: { name: 'pull_request', head: 'change' } },
    environment: {
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REF_NAME: '7/merge',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_HEAD_REF: 'change',
      GITHUB_BASE_REF: 'main',
    },
    payload: { number: 7, pull_request: { head: { label: 'octo:change', repo: { fork: false } } } },
  },
  {
    options: { event: { name: 'pull_request', head: 'change', number: 3 }, depth: 0 },
    environment: { GITHUB_REF: 'refs/pull/3/merge' },
    payload: { number: 3, pull_request: { number: 3, base: { ref: 'main' } } },
  },
  {
    options: { event: { name: 'pull_request', head: 'change', fork: 'hubber/shop' } },
    environment: { GITHUB_REF: 'refs/pull/7/merge', GITHUB_HEAD_REF: 'change' },
    payload: { pull_request: { head: { label: 'hubber:change', repo: { full_name: 'hubber/shop', fork: true } } } },
  },
  {
    options: { event: { name: 'pull_request', head: 'change' }, ref: 'change' },
    attached: 'change',
    environment: { GITHUB_REF: 'refs/pull/7/merge' },
    payload: { number: 7 },
  },
  {
    options: { event: { name: 'pull_request_target', head: 'change', fork: 'hubber/shop' } },
    attached: 'main',
    environment: { GITHUB_REF: 'refs/heads/main', GITHUB_HEAD_REF: 'change', GITHUB_BASE_REF: 'main' },
    payload: { pull_request: { head: { repo: { fork: true } } } },
  },
]

test.each(CHECKOUTS)('$options', async ({ options, attached, environment, payload }) => {
  const github = await githubOfTwoBranches()
  const checkout = await checkoutOf(github, options)
  const told = checkout.environment()
  const status = checkout.git('status', '--porcelain')

  const run = await checkout.run()

  expect(run.exitCode).toBe(0)
  expect(run.files['web.yaml']).toBe(injected(deployment()))
  expect(status).toBe('')
  expect(run.gitStatus).toEqual([' M web.yaml'])
  expect(branchOf(checkout)).toBe(attached)
  expect(checkout.git('config', 'remote.origin.url')).toBe('https://github.com/octo/shop\n')
  expect(told).toMatchObject({ GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: checkout.occurrence.sha, ...environment })
  expect(JSON.parse(readFileSync(told.GITHUB_EVENT_PATH ?? '', 'utf8'))).toMatchObject(payload)
  expect(github.unexpected).toEqual([])
})

test('a branch has its upstream, and nothing behind its last commit', async () => {
  const github = await githubOfTwoBranches()
  await github.repository.commit('main', { 'README.md': 'The shop\n' })

  const checkout = await checkoutOf(github)

  expect(checkout.git('rev-parse', '--abbrev-ref', 'main@{upstream}')).toBe('origin/main\n')
  expect(checkout.git('rev-list', '--count', 'HEAD')).toBe('1\n')
  expect(checkout.git('rev-parse', 'HEAD').trim()).toBe(await github.repository.head('main'))
})

test('a whole history has the other branches, too', async () => {
  const github = await githubOfTwoBranches()
  await github.repository.commit('main', { 'README.md': 'The shop\n' })

  const checkout = await checkoutOf(github, { depth: 0 })

  expect(checkout.git('rev-list', '--count', 'HEAD')).toBe('2\n')
  expect(checkout.git('for-each-ref', '--format=%(refname)', 'refs/remotes')).toBe(
    'refs/remotes/origin/main\nrefs/remotes/origin/release/1\n',
  )
})

test('a commit is checked out without a branch', async () => {
  const github = await githubOfTwoBranches()
  const ref = (await github.repository.head('main')) ?? ''

  const checkout = await checkoutOf(github, { ref })

  expect(branchOf(checkout)).toBeUndefined()
  expect(checkout.git('rev-parse', 'HEAD').trim()).toBe(ref)
})

test('a pull request is checked out as its merge', async () => {
  const github = await githubOfTwoBranches()
  const base = await github.repository.head('main')

  const checkout = await checkoutOf(github, { event: { name: 'pull_request', head: 'change', fork: 'hubber/shop' } })

  const [, ...parents] = checkout.git('cat-file', '-p', 'HEAD').matchAll(/^(?:tree|parent) (.+)$/gm)
  expect(parents.map(([, sha]) => sha)).toEqual([base, expect.any(String)])
  expect(checkout.git('rev-parse', 'refs/remotes/pull/7/merge').trim()).toBe(checkout.occurrence.sha)
  expect(checkout.files()).toMatchObject({ 'README.md': 'Shop\n', 'CHANGES.md': '- A change\n' })
  expect(Object.keys(await github.repository.branches())).toEqual(['main', 'release/1'])
})

test('what is there of a pull request stays', async () => {
  const github = await githubOfTwoBranches()
  await github.repository.branch('change', (await github.repository.head('main')) ?? '')
  const head = await github.repository.commit('change', { 'README.md': 'Our shop\n' })

  const checkout = await checkoutOf(github, { event: { name: 'pull_request', head: 'change' } })

  expect(await github.repository.head('change')).toBe(head)
  expect(checkout.files()['README.md']).toBe('Our shop\n')
})

test('a run has the inputs that are given to it', async () => {
  const github = await githubOfTwoBranches()
  const checkout = await checkoutOf(github)

  const run = await checkout.run({ mode: 'check' })

  expect(run.exitCode).toBe(1)
  expect(run.report()).toMatchObject({ mode: 'check', changed: true })
  expect(run.gitStatus).toEqual([])
})

async function githubOfTwoBranches(): Promise<LoopbackGithub> {
  const github = await temporaryGithub(FILES)
  await github.repository.branch('release/1', (await github.repository.head('main')) ?? '')
  return github
}

/** The branch that HEAD is attached to; undefined when it is detached. */
function branchOf(checkout: WorkflowCheckout): string | undefined {
  const name = checkout.git('rev-parse', '--symbolic-full-name', 'HEAD').trim()
  return name === 'HEAD' ? undefined : name.replace('refs/heads/', '')
}
