import { describe, expect, test } from '@jest/globals'

import { deployment } from '../action/manifests.ts'
import type { Run, Texts } from '../action/job.ts'
import { failure } from '../github/faults.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'

const WEB = { 'k8s/web.yaml': deployment() }
const HAS_DATABASE = { labels: ['Database'] }

async function runOn(github: LoopbackGithub, inputs: Texts): Promise<Run> {
  return (await checkoutOf(github)).run({ mode: 'pull-request', ...inputs })
}

/** The titles and messages of a run that opened the pull request, or left it open. */
function toldOf(run: Run, exitCode: number): readonly string[] {
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode, log: expect.any(String) })
  expect(run.log).toMatch(/[Pp]ull request #1\. The branch/)
  expect(run.outputs).toMatchObject({
    'pull-request-number': '1',
    'pull-request-url': 'https://github.com/octo/shop/pull/1',
  })
  return run.annotations.map(({ level, message }) => `${level}: ${message}`)
}

describe('a label that the repository does not have', () => {
  test.each([
    ['alone', 'migrations', [], 'without the label `migrations`: octo/shop has no such label'],
    ['beside one that it has', 'database\nmigrations', ['Database'], 'without the label `migrations`: octo/shop'],
    [
      'and another one',
      'migrations\nk8s',
      [],
      'without the labels `migrations` and `k8s`: octo/shop has no such labels',
    ],
  ])('%s is a warning with two ways out, and reviewers are asked', async (_, labels, added, sentence) => {
    const github = await temporaryGithub(WEB, HAS_DATABASE)
    const inputs = { labels, reviewers: 'octocat\nocto/backend' }

    for (let round = 0; round < 2; round++) {
      const told = toldOf(await runOn(github, inputs), 0)

      expect(told).toEqual([expect.stringContaining(`warning: Labels: Pull request #1 is open, ${sentence}`)])
      expect(told[0]).toContain('once (Issues → Labels), or let the token do it with `issues: write`')
      expect(told[0]).toContain('GitHub answered 403')
      expect(told[0]).toMatch(/\npermissions:\n {2}contents: write\n {2}pull-requests: write\n {2}issues: write$/)
      expect(github.pulls).toMatchObject([{ labels: added, reviewers: ['octocat'], teams: ['backend'] }])
    }
  })

  test('is made with `issues: write`', async () => {
    const github = await temporaryGithub(WEB, { ...HAS_DATABASE, mayCreateLabels: true })

    expect(toldOf(await runOn(github, { labels: 'database\nmigrations' }), 0)).toEqual([])
    expect(github.pulls).toMatchObject([{ labels: ['Database', 'migrations'] }])
  })

  test('is added by the next run when somebody has made it', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github, { labels: 'migrations' })
    github.createLabel('migrations')

    expect(toldOf(await runOn(github, { labels: 'migrations' }), 0)).toEqual([])
    expect(github.pulls).toMatchObject([{ labels: ['migrations'] }])
  })
})

test.each([
  [403, 'The token lacks a permission.'],
  [404, 'The token lacks a permission.'],
  [422, 'Correct what GitHub names'],
])('labels that there are, refused with %d: a warning, and reviewers are asked', async (status, advice) => {
  const github = await temporaryGithub(WEB, HAS_DATABASE)
  github.faultOn('issues/add-labels', 0, failure(status, 'No'))

  const told = toldOf(await runOn(github, { labels: 'database', reviewers: 'octocat' }), 0)

  expect(told).toEqual([
    expect.stringContaining('warning: Labels: Pull request #1 is open, without the label `database`: GitHub answered'),
  ])
  expect(told[0]).toContain(advice)
  expect(told[0]).not.toContain('issues: write')
  expect(github.pulls).toMatchObject([{ labels: [], reviewers: ['octocat'] }])
})

test.each([
  ['alone', 'hubot', [], [], '`hubot` was not asked'],
  ['beside others', 'hubot\noctocat\nocto/backend', ['octocat'], ['backend'], '`hubot` was not asked'],
  ['twice', 'hubot\noctocat\nmona', ['octocat'], [], '`hubot` and `mona` were not asked'],
])('a reviewer without access, %s: a warning, and the others are asked', async (_, names, users, teams, sentence) => {
  const github = await temporaryGithub(WEB, { ...HAS_DATABASE, collaborators: ['octocat'] })

  for (let round = 0; round < 2; round++) {
    const told = toldOf(await runOn(github, { labels: 'database', reviewers: names }), 0)

    expect(told).toEqual([
      expect.stringContaining(`warning: Reviewers: Pull request #1 is open, and ${sentence} for a review: GitHub`),
    ])
    expect(told[0]).toContain('Correct the input `reviewers`')
    expect(github.pulls).toMatchObject([{ labels: ['Database'], reviewers: users, teams }])
  }
})

test('a label and a reviewer that GitHub takes neither of: two warnings', async () => {
  const github = await temporaryGithub(WEB, { collaborators: [] })

  const told = toldOf(await runOn(github, { labels: 'migrations', reviewers: 'hubot' }), 0)

  expect(told.map((line) => line.slice(0, 'warning: Labels'.length))).toEqual(['warning: Labels', 'warning: Review'])
})

test.each<[string, number]>([
  ['pulls/update', 0],
  ['graphql convertPullRequestToDraft', 0],
])('%s refused: an error about the open pull request, and the rest is done', async (name, at) => {
  const github = await temporaryGithub(WEB, HAS_DATABASE)
  await runOn(github, {})
  github.faultOn(name as 'pulls/update', at, failure(422, 'No'))

  const told = toldOf(
    await runOn(github, { labels: 'database', reviewers: 'octocat', draft: 'true', 'pull-request-title': 'New' }),
    1,
  )

  expect(told).toEqual([
    expect.stringMatching(/^error: Pull request: Pull request #1 is open, but not up to date: GitHub answered 422/),
  ])
  expect(github.pulls).toMatchObject([{ labels: ['Database'], reviewers: ['octocat'] }])
})
