import { spawnSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'

import type { Run, Texts } from '../action/job.ts'
import { deployment, injected, refusedDeployment } from '../action/manifests.ts'
import { GIT_ENVIRONMENT } from '../git-environment.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { DEFAULTS } from '../github/state.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, type CheckoutOptions } from '../github/workflow-checkout.ts'
import { BRANCH, NEWER, propose, PULL_REQUEST, pushFrom, stateOf, WEB, withProposal } from './scene.ts'

const DONE = { 'k8s/web.yaml': injected(deployment()) }
const OWNER = { login: 'hubot', name: 'Hubot', email: 'hubot@example.com' }

/** That a run touches no branch and no pull request. Gives what it says. */
async function expectKept(
  github: LoopbackGithub,
  exitCode: number,
  inputs: Texts = {},
  options: CheckoutOptions = {},
): Promise<Run> {
  const before = stateOf(github)
  const run = await propose(github, inputs, options)
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode, log: expect.any(String) })
  expect(stateOf(github)).toEqual(before)
  return run
}

describe('the branch that is checked out is never the one to come from', () => {
  test.each([
    ['with something to do', WEB, 1],
    ['with nothing to do', DONE, 0],
  ])('%s', async (_, files, exitCode) => {
    await expectKept(await temporaryGithub(files), exitCode, { branch: 'main' })
  })

  test('also when it is the branch of our own pull request', async () => {
    const { github } = await withProposal(WEB, { branch: 'migrations' })

    await expectKept(github, 0, { branch: 'migrations' }, { branch: 'migrations' })
    await expectKept(github, 1, { branch: 'migrations', ...NEWER }, { branch: 'migrations' })
  })

  test('and the branch of a pull request of ours is no base, unless it is given', async () => {
    const github = await temporaryGithub(WEB)
    github.repository.branch(BRANCH, github.repository.head('main'))

    const run = await expectKept(github, 1, {}, { branch: BRANCH })

    expect(run.log).toContain('is the branch that the pull request comes from')
  })
})

describe('a branch of another name that is there already', () => {
  async function withProduction(files = {}): Promise<LoopbackGithub> {
    const github = await temporaryGithub(WEB)
    github.repository.branch('production', github.repository.head('main'))
    github.repository.commit('main', { 'README.md': 'Shop\n', ...files })
    return github
  }

  test('is not moved, though the base has all of its commits', async () => {
    const run = await expectKept(await withProduction(), 1, { branch: 'production' })

    expect(run.log).toContain('Branch `production` exists, and this action did not create it')
  })

  test('is not deleted when there is nothing to do', async () => {
    await expectKept(await withProduction(DONE), 0, { branch: 'production' })
  })
})

describe('a branch that a person has updated from its base', () => {
  /** What the button "Update branch" does: a merge of the base into the branch. */
  async function updated(extra: Texts = {}): Promise<LoopbackGithub> {
    const { github } = await withProposal()
    github.repository.commit('main', { 'README.md': 'A shop\n' })
    const checkout = await checkoutOf(github, { branch: BRANCH, depth: 0 })
    checkout.git('merge', '--quiet', '--no-edit', '--no-commit', 'origin/main')
    checkout.write(extra)
    pushFrom(checkout, github, BRANCH)
    return github
  }

  test('is left alone when it has what is wanted', async () => {
    await expectKept(await updated(), 0)
  })

  test('is made anew when something is to change', async () => {
    const github = await updated()

    expect(await propose(github, NEWER)).toMatchObject({ exitCode: 0 })
    expect(github.repository.log(BRANCH)[0]?.parents).toEqual([github.repository.head('main')])
  })

  test('is deleted when it is needed no more', async () => {
    const github = await updated()
    github.repository.commit('main', DONE)

    expect(await propose(github)).toMatchObject({ exitCode: 0 })
    expect(github.pulls).toMatchObject([{ state: 'closed' }])
  })

  test.each([
    ['a new file', { 'by-hand.txt': 'x\n' }],
    ['another text', { 'k8s/web.yaml': `${injected(deployment())}# by hand\n` }],
  ])('is not overwritten when the merge has %s besides', async (_, files) => {
    await expectKept(await updated(files), 1, NEWER)
  })
})

describe('commits of others on the branch are kept', () => {
  test('with the pull request, and it says whose they are', async () => {
    const { github } = await withProposal()
    github.repository.commit(BRANCH, { 'README.md': 'By hand\n' })

    const newer = await expectKept(github, 1, NEWER)
    github.repository.commit('main', DONE)
    const needless = await expectKept(github, 1)

    for (const { log } of [newer, needless]) expect(log).toContain(`Branch \`${BRANCH}\` has commits by @octocat`)
    expect(newer.outputs).toMatchObject({ changed: 'false', 'commit-sha': '', 'pull-request-number': '' })
  })

  test.each([
    ['for a newer image', NEWER, 1, 'has commits by @octocat'],
    ['for nothing', { workloads: 'web' }, 0, 'Someone has just pushed to'],
  ])('when they come at the last moment, %s', async (_, inputs, exitCode, message) => {
    const { github } = await withProposal()
    if (exitCode === 0) github.repository.commit('main', DONE)
    github.faultOn('graphql updateRefs', 0, { kind: 'move-head', branch: BRANCH, files: { 'README.md': 'By hand\n' } })

    const run = await propose(github, inputs)

    expect(run.exitCode).toBe(exitCode)
    expect(run.log).toContain(message)
    expect(github.repository.files(BRANCH)['README.md']?.text).toBe('By hand\n')
    expect(github.pulls).toMatchObject([{ state: 'open', comments: [] }])
  })

  test('when they are of another workflow with the same token', async () => {
    const github = await temporaryGithub(WEB)
    github.repository.branch('release-please', github.repository.head('main'))
    github.repository.commit('release-please', { 'CHANGELOG.md': 'v2\n' }, DEFAULTS.actor)

    const run = await expectKept(github, 1, { branch: 'release-please' })

    expect(run.log).toContain('has commits by @github-actions[bot]')
  })

  test('when they are ours, amended, with our message', async () => {
    const { github } = await withProposal()
    const checkout = await checkoutOf(github, { branch: BRANCH })
    checkout.write({ 'by-hand.txt': 'x\n' })
    pushFrom(checkout, github, BRANCH, '--amend', '--no-edit')

    await expectKept(github, 1, NEWER)
  })

  test('when they are amended by the owner of a personal token, who has the same name', async () => {
    const { github } = await withProposal(WEB, {}, { signs: false, actor: OWNER })
    const [own] = github.repository.log(BRANCH)
    const checkout = await checkoutOf(github, { branch: BRANCH })
    checkout.write({ 'by-hand.txt': 'x\n' })
    checkout.git('add', '--all')
    const env = { GIT_COMMITTER_NAME: OWNER.name, GIT_COMMITTER_EMAIL: OWNER.email }
    // Later than the commit that it takes the place of.
    const late = { GIT_COMMITTER_DATE: new Date(Date.now() + 60_000).toISOString() }
    spawnSync('git', ['commit', '--quiet', '--amend', '--no-edit'], {
      cwd: checkout.workspace,
      env: { ...GIT_ENVIRONMENT, ...env, ...late },
    })
    checkout.git('push', '--quiet', '--force', github.repository.folder, `HEAD:${BRANCH}`)
    const [amended] = github.repository.log(BRANCH)
    expect(amended).toMatchObject({ author: own?.author, committer: { email: OWNER.email } })
    expect(amended?.sha).not.toBe(own?.sha)

    await expectKept(github, 1, NEWER)
  })

  test('when they have no history together with the base', async () => {
    const github = await temporaryGithub(WEB)
    github.repository.branch(BRANCH, github.repository.commitOnto(undefined, { 'other.txt': 'x\n' }))

    const run = await expectKept(github, 1)

    expect(run.log).toContain('shares no history with its base')
  })

  test('but those of a personal token are ours when nobody changed them', async () => {
    const { github } = await withProposal(WEB, {}, { signs: false, actor: OWNER })

    expect(await propose(github, NEWER)).toMatchObject({ exitCode: 0 })
  })
})

describe('a pull request is not closed', () => {
  test('by a run after edits of a manifest that has what is asked for', async () => {
    const { github } = await withProposal(DONE, NEWER)
    const before = stateOf(github)

    await propose(github, {}, {}, (checkout) => {
      checkout.write({ 'k8s/web.yaml': injected(deployment()).replace('app:1', 'app:2') })
    })

    expect(stateOf(github)).toEqual(before)
  })

  test('by a run that refuses what it is about', async () => {
    const { github } = await withProposal({ ...WEB, 'done.yaml': injected(deployment('done')) })
    github.repository.commit('main', { 'k8s/web.yaml': refusedDeployment('web') })

    const run = await expectKept(github, 0, { 'on-refused': 'warn' })

    expect(run.log).toContain('changes files that this run did not examine')
  })

  test.each([
    ['for other workloads', { workloads: 'api' }],
    ['that found nothing to judge by', { manifests: 'other/*.yaml', 'on-no-match': 'ignore' }],
  ])('by a run %s', async (_, inputs) => {
    const { github } = await withProposal({ ...WEB, 'api.yaml': injected(deployment('api')) })

    await expectKept(github, 0, inputs)
  })

  test('when a person has pointed it at another base', async () => {
    const { github } = await withProposal()
    github.repository.branch('release', github.repository.head('main'))
    Object.assign(github.pulls[0] ?? {}, { base: 'release' })
    github.repository.commit('main', DONE)

    const run = await expectKept(github, 0)

    expect(run.log).toContain('has a pull request into a branch other than')
  })

  test.each([
    ['needs something', WEB, 'also changes other files'],
    ['needs nothing', DONE, '`main` is not at the checked-out commit.'],
  ])('by an older checkout that %s', async (_, files, message) => {
    const github = await temporaryGithub(files)
    const old = await checkoutOf(github)
    github.repository.commit('main', { 'k8s/api.yaml': deployment('api') })
    await propose(github)
    const before = stateOf(github)

    const run = await old.run(PULL_REQUEST)

    expect(run.exitCode).toBe(0)
    expect(stateOf(github)).toEqual(before)
    expect(run.log).toContain(message)
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '' })
  })
})
