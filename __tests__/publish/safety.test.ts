import { spawnSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'

import { deployment, injected, refusedDeployment } from '../action/manifests.ts'
import type { Run } from '../action/job.ts'
import { GIT_ENVIRONMENT } from '../git-environment.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, type CheckoutOptions, type WorkflowCheckout } from '../github/workflow-checkout.ts'
import { WITHOUT_WAITING } from './without-waiting.ts'

/** Whose the commits of the tests' token are. */
const BOT = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' }
const BRANCH = 'atlas-init-container/main'
const NEWER = { image: 'ghcr.io/repo/migrations:v0.2.0' }

async function propose(
  github: LoopbackGithub,
  inputs: Readonly<Record<string, string>> = {},
  options: CheckoutOptions = {},
): Promise<Run> {
  return (await checkoutOf(github, options)).run({ mode: 'pull-request', ...inputs }, WITHOUT_WAITING)
}

/** Amends the commit that is checked out, as a person of the same name. Dates are in whole seconds. */
function amendAs({ workspace }: WorkflowCheckout, { name, email }: { name: string; email: string }): void {
  const env = { ...GIT_ENVIRONMENT, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email }
  const { status } = spawnSync('git', ['commit', '--quiet', '--amend', '--no-edit'], { cwd: workspace, env })
  expect(status).toBe(0)
}

/** What a run must not touch: every branch and pull request. */
async function stateOf(github: LoopbackGithub) {
  return {
    branches: await github.repository.branches(),
    pulls: github.pulls.map(({ number, state, title, comments }) => ({
      number,
      state,
      title,
      comments: [...comments],
    })),
  }
}

describe('the branch that is checked out is never the one to come from', () => {
  test.each([
    ['with something to do', deployment(), 1],
    ['with nothing to do', injected(deployment()), 0],
  ])('%s', async (_, text, exitCode) => {
    const github = await temporaryGithub({ 'web.yaml': text })
    const before = await stateOf(github)

    const run = await propose(github, { branch: 'main' })

    expect(run.exitCode).toBe(exitCode)
    expect(await stateOf(github)).toEqual(before)
  })

  test('also when it is the branch of our own pull request, pushed by an app', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await propose(github, { branch: 'migrations' })
    const before = await stateOf(github)

    const idle = await propose(github, { branch: 'migrations' }, { branch: 'migrations' })
    const newer = await propose(github, { branch: 'migrations', ...NEWER }, { branch: 'migrations' })

    expect(idle.exitCode).toBe(0)
    expect(newer.exitCode).toBe(1)
    expect(await stateOf(github)).toEqual(before)
  })
})

describe('a branch of another name that is there already', () => {
  async function withProduction(files = {}) {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await github.repository.branch('production', (await github.repository.head('main')) ?? '')
    await github.repository.commit('main', { 'README.md': 'Shop\n', ...files })
    return { github, before: await stateOf(github) }
  }

  test('is not moved, though the base has all of its commits', async () => {
    const { github, before } = await withProduction()

    const run = await propose(github, { branch: 'production' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('The branch `production` is there already, and not made by this action')
    expect(await stateOf(github)).toEqual(before)
  })

  test('is not deleted when there is nothing to do', async () => {
    const { github, before } = await withProduction({ 'web.yaml': injected(deployment()) })

    const run = await propose(github, { branch: 'production' })

    expect(run.exitCode).toBe(0)
    expect(await stateOf(github)).toEqual(before)
  })

  test('is ours again after its pull request was merged', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    const first = await propose(github, { branch: 'migrations' })
    await github.repository.branch('main', first.outputs['commit-sha'] ?? '')
    Object.assign(github.pulls[0] ?? {}, { state: 'closed' })

    const run = await propose(github, { branch: 'migrations', ...NEWER })

    expect(run.exitCode).toBe(0)
    expect(github.pulls.map(({ state }) => state)).toEqual(['closed', 'open'])
  })
})

describe('commits that are not ours', () => {
  test('of another workflow with the same token are kept', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await github.repository.branch('release-please', (await github.repository.head('main')) ?? '')
    await github.repository.commit('release-please', { 'CHANGELOG.md': 'v2\n' }, BOT)
    const before = await stateOf(github)

    const run = await propose(github, { branch: 'release-please' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('has commits of @github-actions[bot]')
    expect(await stateOf(github)).toEqual(before)
  })

  test('amended ones, with our message, are kept', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await propose(github)
    const checkout = await checkoutOf(github, { branch: BRANCH })
    checkout.write({ 'by-hand.txt': 'x\n' })
    checkout.git('add', '--all')
    checkout.git('commit', '--quiet', '--amend', '--no-edit')
    checkout.git('push', '--quiet', '--force', github.repository.folder, `HEAD:${BRANCH}`)
    const before = await stateOf(github)

    const run = await propose(github, NEWER)

    expect(run.exitCode).toBe(1)
    expect(await stateOf(github)).toEqual(before)
  })

  test('amended ones of the owner of a personal token are kept', async () => {
    const owner = { login: 'hubot', name: 'Hubot', email: 'hubot@example.com' }
    const github = await temporaryGithub({ 'web.yaml': deployment() }, { signs: false, actor: owner })
    await propose(github)
    const [own] = await github.repository.log(BRANCH)
    const checkout = await checkoutOf(github, { branch: BRANCH })
    checkout.write({ 'by-hand.txt': 'x\n' })
    checkout.git('add', '--all')
    await setTimeout(1000 - (Date.now() % 1000))
    amendAs(checkout, owner)
    checkout.git('push', '--quiet', '--force', github.repository.folder, `HEAD:${BRANCH}`)
    const before = await stateOf(github)

    const run = await propose(github, NEWER)

    const [amended] = await github.repository.log(BRANCH)
    expect(amended).toMatchObject({ author: own?.author, committer: { email: owner.email } })
    expect(run.exitCode).toBe(1)
    expect(await stateOf(github)).toEqual(before)
  })

  test('of a personal token are ours when nobody changed them', async () => {
    const actor = { login: 'hubot', name: 'Hubot', email: 'hubot@example.com' }
    const github = await temporaryGithub({ 'web.yaml': deployment() }, { signs: false, actor })
    await propose(github)

    const run = await propose(github, NEWER)

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([{ state: 'open' }])
  })

  test('without a history together are kept', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    const orphan = await github.repository.commitOnto(undefined, { 'other.txt': 'x\n' })
    await github.repository.branch(BRANCH, orphan)

    const run = await propose(github)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('has no history together with its base')
    expect(await github.repository.head(BRANCH)).toBe(orphan)
  })
})

describe('a pull request is not closed', () => {
  test('by a run after a step that only wrote the work tree', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await propose(github)
    const before = await stateOf(github)
    const checkout = await checkoutOf(github)

    await checkout.run({ mode: 'output' })
    const run = await checkout.run({ mode: 'pull-request' })

    expect(run.exitCode).toBe(0)
    expect(await stateOf(github)).toEqual(before)
    expect(run.outputs['pull-request-number']).toBe('1')
  })

  test('by a run after edits of a manifest that has what is asked for', async () => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })
    await propose(github, NEWER)
    const before = await stateOf(github)
    const checkout = await checkoutOf(github)
    checkout.write({ 'web.yaml': injected(deployment()).replace('app:1', 'app:2') })

    const run = await checkout.run({ mode: 'pull-request' })

    expect(run.exitCode).toBe(0)
    expect(await stateOf(github)).toEqual(before)
  })

  test('by a run that refuses what it is about', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment(), 'done.yaml': injected(deployment('done')) })
    await propose(github)
    await github.repository.commit('main', { 'web.yaml': refusedDeployment('web') })
    const before = await stateOf(github)

    const run = await propose(github, { 'on-refused': 'warn' })

    expect(run.exitCode).toBe(0)
    expect(await stateOf(github)).toEqual(before)
    expect(run.log).toContain('it changes files that this run has nothing to say about')
  })

  test('by a run for other workloads', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment(), 'api.yaml': injected(deployment('api')) })
    await propose(github)
    const before = await stateOf(github)

    await propose(github, { workloads: 'api' })

    expect(await stateOf(github)).toEqual(before)
  })

  test('when a person has pointed it at another base', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await github.repository.branch('release', (await github.repository.head('main')) ?? '')
    await propose(github)
    Object.assign(github.pulls[0] ?? {}, { base: 'release' })
    await github.repository.commit('main', { 'web.yaml': injected(deployment()) })
    const before = await stateOf(github)

    const run = await propose(github)

    expect(await stateOf(github)).toEqual(before)
    expect(run.log).toContain('a pull request from it is for another branch')
  })

  test('when its branch has just been made anew by another run', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    await propose(github)
    await github.repository.commit('main', { 'web.yaml': injected(deployment()) })
    github.forget()
    github.faultOn('graphql updateRefs', 0, { kind: 'move-head', branch: BRANCH, files: { 'a.txt': 'a\n' } })

    const run = await propose(github)

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([{ state: 'open', comments: [] }])
    expect(run.log).toContain('somebody has just pushed to it')
  })
})

describe('runs of different ages', () => {
  test('a newer pull request keeps what only it has', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    const old = await checkoutOf(github)
    await github.repository.commit('main', { 'api.yaml': deployment('api') })
    await propose(github)
    const before = await stateOf(github)

    const run = await old.run({ mode: 'pull-request' })

    expect(run.exitCode).toBe(0)
    expect(await stateOf(github)).toEqual(before)
    expect(run.log).toContain('it changes other files as well')
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '' })
  })

  test('a tree that GitHub does not have yet is waited for, and not taken for an empty one', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    const checkout = await checkoutOf(github)
    await github.repository.commit('main', { 'README.md': 'Shop\n' })
    github.faultOn('graphql query', 0, { kind: 'text-before', text: '{"data":{"repository":{"o0":null}}}' })

    const run = await checkout.run({ mode: 'commit' }, WITHOUT_WAITING)

    expect(run.exitCode).toBe(0)
    expect(Object.keys(await github.repository.files('main'))).toEqual(['README.md', 'web.yaml'])
  })
})

describe('answers that are cut off', () => {
  test.each([
    'git/get-ref',
    'git/create-tree',
    'git/create-commit',
    'git/update-ref',
    'pulls/list',
    'pulls/create',
  ] as const)('of %s are asked for again', async (name) => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    github.faultOn(name, 0, { kind: 'text-after', text: '{"sha": "' })
    const isCommit = name.startsWith('git/')

    const run = await (await checkoutOf(github)).run({ mode: isCommit ? 'commit' : 'pull-request' }, WITHOUT_WAITING)

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toHaveLength(isCommit ? 0 : 1)
    const branch = isCommit ? 'main' : BRANCH
    expect((await github.repository.files(branch))['web.yaml']?.text).toBe(injected(deployment()))
    expect(await github.repository.log(branch)).toHaveLength(2)
  })
})

describe('what an earlier step put in', () => {
  test('is committed, too, and the outputs say so', async () => {
    const github = await temporaryGithub({ 'web.yaml': deployment() })
    const checkout = await checkoutOf(github)
    await checkout.run({ mode: 'output' })

    const run = await checkout.run({ mode: 'commit' })

    expect(run.exitCode).toBe(0)
    expect((await github.repository.files('main'))['web.yaml']?.text).toBe(injected(deployment()))
    expect(run.outputs).toMatchObject({ changed: 'true', 'changed-files': 'web.yaml', branch: 'main' })
    expect(run.report().findings).toMatchObject([{ rule: 'earlier-edits', file: 'web.yaml' }])
    expect((await github.repository.log('main'))[0]?.message).toContain('injected into Deployment web (web.yaml:2)')
  })

  test('elsewhere in a manifest that has what is asked for is nobody to publish', async () => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })
    const checkout = await checkoutOf(github)
    checkout.write({ 'web.yaml': injected(deployment()).replace('app:1', 'app:2') })

    const run = await checkout.run({ mode: 'commit' })

    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '' })
    expect(github.requests).toEqual([])
  })
})

describe('nothing to do is no error', () => {
  const DONE = { 'web.yaml': injected(deployment()) }

  test.each<[string, CheckoutOptions]>([
    ['the pull request of a fork', { event: { name: 'pull_request', head: 'change', fork: 'hubber/shop' } }],
    ['a release', { event: { name: 'release', tag: 'v1' } }],
    ['a branch of our own', { branch: BRANCH }],
  ])('on %s', async (_, options) => {
    const github = await temporaryGithub(DONE)
    if (options.branch) await github.repository.branch(BRANCH, (await github.repository.head('main')) ?? '')

    for (const mode of ['commit', 'pull-request']) {
      const run = await (await checkoutOf(github, options)).run({ mode })
      expect({ mode, exitCode: run.exitCode }).toEqual({ mode, exitCode: 0 })
    }
  })
})

test("names with line breaks and files of other checkouts are in nobody's way", async () => {
  const github = await temporaryGithub({ 'web.yaml': deployment() })
  const checkout = await checkoutOf(github)
  checkout.write({ 'a\nb.yaml': injected(deployment('odd')), 'other/api.yaml': injected(deployment('api')) })
  checkout.git('-C', 'other', 'init', '--quiet')

  const run = await checkout.run({ mode: 'commit' })

  expect(run.exitCode).toBe(0)
  expect(Object.keys(await github.repository.files('main'))).toEqual(['web.yaml'])
})

describe('what git stores in another form', () => {
  test('and committed as it is, is no edit', async () => {
    const text = deployment().replaceAll('\n', '\r\n')
    const github = await temporaryGithub({ 'web.yaml': text, '.gitattributes': '* text=auto\n' })

    const run = await (await checkoutOf(github)).run({ mode: 'commit' })

    expect(run.exitCode).toBe(0)
    expect((await github.repository.files('main'))['web.yaml']?.text).toBe(
      injected(deployment()).replaceAll('\n', '\r\n'),
    )
    expect(run.report().findings).toMatchObject([{ rule: 'rolling-compatibility' }])
  })

  test('by a filter that hides the manifest, is an error', async () => {
    const github = await temporaryGithub({ 'web.yaml': 'version 1\n', '.gitattributes': '*.yaml filter=store\n' })
    const checkout = await checkoutOf(github)
    checkout.git('config', 'filter.store.clean', 'echo version 1')
    checkout.write({ 'web.yaml': deployment() })

    const run = await checkout.run({ mode: 'commit' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('is stored by git in another form')
    expect(github.requests).toEqual([])
  })
})

test('a branch that a tag has the name of is known', async () => {
  const github = await temporaryGithub({ 'web.yaml': deployment() })
  const checkout = await checkoutOf(github)
  checkout.git('tag', 'main')

  const run = await checkout.run({ mode: 'commit' })

  expect(run.exitCode).toBe(0)
  expect(run.outputs.branch).toBe('main')
})

test('what the branch made of a file is told', async () => {
  const github = await temporaryGithub({ 'web.yaml': deployment(), 'api.yaml': deployment('api') })
  const checkout = await checkoutOf(github)
  await github.repository.commit('main', { 'web.yaml': refusedDeployment('web') })

  const run = await checkout.run({ mode: 'commit', 'on-refused': 'warn' })

  expect(run.exitCode).toBe(0)
  expect(run.log).toContain('made of its text there: Deployment web refused.')
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ title: 'Refused', file: 'web.yaml', level: 'warning' }),
  )
  expect((await github.repository.files('main'))['api.yaml']?.text).toBe(injected(deployment('api')))
})

test('another repository is not helped by permissions of the workflow', async () => {
  const github = await temporaryGithub({ 'web.yaml': deployment() }, { canPush: false })

  const run = await (
    await checkoutOf(github)
  ).run({ mode: 'commit' }, { GITHUB_REPOSITORY: 'octo/other', GITHUB_REPOSITORY_ID: '2' })

  expect(run.log).toContain("The workflow's own token can write to its own repository alone")
  expect(run.log).not.toContain('permissions:\n')
})
