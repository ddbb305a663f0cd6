import { describe, expect, test } from '@jest/globals'

import type { Run, Texts } from '../action/job.ts'
import { failure } from '../github/faults.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { propose, WEB } from './scene.ts'

const HAS_DATABASE = { labels: ['Database'] }

/** The levels and messages of a run that opened the pull request, or left it open. */
async function toldBy(github: LoopbackGithub, inputs: Texts, exitCode = 0): Promise<readonly string[]> {
  const run: Run = await propose(github, inputs)
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode, log: expect.any(String) })
  expect(run.log).toMatch(/\b[Pp]ull request #1\./)
  const url = 'https://github.com/octo/shop/pull/1'
  expect(run.outputs).toMatchObject({ 'pull-request-number': '1', 'pull-request-url': url })
  return run.annotations.map(({ level, message }) => `${level}: ${message}`)
}

describe('a label that the repository does not have', () => {
  test.each([
    ['alone', 'migrations', [], 'without the label `migrations`.'],
    ['beside one that it has', 'database\nmigrations', ['Database'], 'without the label `migrations`.'],
    ['and another one', 'migrations\nk8s', [], 'without the labels `migrations` and `k8s`.'],
  ])('%s is a warning with two ways out, and reviewers are asked', async (_, labels, added, sentence) => {
    const github = await temporaryGithub(WEB, HAS_DATABASE)

    for (let round = 0; round < 2; round++) {
      const told = await toldBy(github, { labels, reviewers: 'octocat\nocto/backend' })

      expect(told).toEqual([expect.stringContaining(`warning: Labels: Pull request #1 is open, ${sentence}`)])
      expect(told[0]).toContain('Create it under Issues → Labels, or let the token create it')
      expect(told[0]).toContain('GitHub answered 403')
      expect(told[0]).toMatch(/\npermissions:\n {2}contents: write\n {2}pull-requests: write\n {2}issues: write$/)
      expect(github.pulls).toMatchObject([{ labels: added, reviewers: ['octocat'], teams: ['backend'] }])
    }
  })

  test('is made with `issues: write`', async () => {
    const github = await temporaryGithub(WEB, { ...HAS_DATABASE, mayCreateLabels: true })

    expect(await toldBy(github, { labels: 'database\nmigrations' })).toEqual([])
    expect(github.pulls).toMatchObject([{ labels: ['Database', 'migrations'] }])
  })

  test('is added by the next run when somebody has made it', async () => {
    const github = await temporaryGithub(WEB)
    await toldBy(github, { labels: 'migrations' })
    github.createLabel('migrations')

    expect(await toldBy(github, { labels: 'migrations' })).toEqual([])
    expect(github.pulls).toMatchObject([{ labels: ['migrations'] }])
  })
})

test.each([
  [403, 'The token lacks a permission.'],
  [404, 'The token lacks a permission.'],
  [422, 'Correct what GitHub reports'],
])('labels that there are, refused with %d: a warning, and reviewers are asked', async (status, advice) => {
  const github = await temporaryGithub(WEB, HAS_DATABASE)
  github.faultOn('issues/add-labels', 0, failure(status, 'No'))

  const told = await toldBy(github, { labels: 'database', reviewers: 'octocat' })

  const warning = 'warning: Labels: Pull request #1 is open, without the label `database`. Could not add labels to'
  expect(told).toEqual([expect.stringContaining(warning)])
  expect(told[0]).toContain(advice)
  expect(told[0]).not.toContain('issues: write')
  expect(github.pulls).toMatchObject([{ labels: [], reviewers: ['octocat'] }])
})

test.each([
  ['alone', 'hubot', [], [], '`hubot`'],
  ['beside others', 'hubot\noctocat\nocto/backend', ['octocat'], ['backend'], '`hubot`'],
  ['twice', 'hubot\noctocat\nmona', ['octocat'], [], '`hubot` and `mona`'],
])(
  'a reviewer without access, %s: a warning, and the others are asked',
  async (_, reviewers, users, teams, refused) => {
    const github = await temporaryGithub(WEB, { ...HAS_DATABASE, collaborators: ['octocat'] })

    for (let round = 0; round < 2; round++) {
      const told = await toldBy(github, { labels: 'database', reviewers })

      const warning = `warning: Reviewers: Pull request #1 is open, but no review by ${refused} was requested.`
      expect(told).toEqual([expect.stringContaining(warning)])
      expect(told[0]).toContain('Correct the input `reviewers`')
      expect(github.pulls).toMatchObject([{ labels: ['Database'], reviewers: users, teams }])
    }
  },
)

test('a label and a reviewer that GitHub takes neither of: two warnings', async () => {
  const github = await temporaryGithub(WEB, { collaborators: [] })

  const told = await toldBy(github, { labels: 'migrations', reviewers: 'hubot' })

  expect(told).toMatchObject([/^warning: Labels/, /^warning: Review/].map((title) => expect.stringMatching(title)))
})

test.each<RequestName>(['pulls/update', 'graphql convertPullRequestToDraft'])(
  '%s refused: an error about the open pull request, and the rest is done',
  async (name) => {
    const github = await temporaryGithub(WEB, HAS_DATABASE)
    await toldBy(github, {})
    github.faultOn(name, 0, failure(422, 'No'))

    const wanted = { labels: 'database', reviewers: 'octocat', draft: 'true', 'pull-request-title': 'New' }
    const told = await toldBy(github, wanted, 1)

    const error = /^error: Pull request: Pull request #1 is open, but not up to date\. .*: GitHub answered 422/
    expect(told).toEqual([expect.stringMatching(error)])
    expect(github.pulls).toMatchObject([{ labels: ['Database'], reviewers: ['octocat'] }])
  },
)
