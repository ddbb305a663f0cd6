import { spawnSync } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { deployment } from '../action/manifests.ts'
import type { Run } from '../action/job.ts'
import { GIT_ENVIRONMENT } from '../git-environment.ts'
import { failure, secondaryRateLimit } from '../github/faults.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, type CheckoutOptions } from '../github/workflow-checkout.ts'

const WEB = { 'k8s/web.yaml': deployment() }
const COMMIT = { mode: 'commit' }

/** A run that fails, having left everything as it was. */
async function failedRun(
  github: LoopbackGithub,
  inputs: Readonly<Record<string, string>> = {},
  options: CheckoutOptions = {},
): Promise<Run> {
  const checkout = await checkoutOf(github, options)
  const before = await github.repository.branches()
  const run = await checkout.run({ ...COMMIT, ...inputs })
  expect(run.exitCode).toBe(1)
  expect(await github.repository.branches()).toEqual(before)
  expect(run.gitStatus).toEqual([])
  expect(run.outputs).toMatchObject({ changed: 'false', 'changed-files': '', 'commit-sha': '', branch: '' })
  expect(run.log).toContain('Nothing was written.')
  return run
}

describe('the token', () => {
  test('without a permission: the lines to add', async () => {
    const run = await failedRun(await temporaryGithub(WEB, { canPush: false }))

    expect(run.annotations).toMatchObject([
      {
        title: 'Not published',
        message: expect.stringMatching(
          /^Not published: GitHub answered 403 \("Resource not accessible by integration"\), see https:\/\/docs\.github\.com\S* when making a tree\. The token lacks a permission\. .*\npermissions:\n {2}contents: write$/,
        ) as unknown,
      },
    ])
    expect(run.summary).toContain('\n  ```yaml\n  permissions:\n    contents: write\n  ```\n')
  })

  test('of another repository: a 404 that means 403', async () => {
    const github = await temporaryGithub(WEB)

    const run = await failedRun(github, { repository: 'octo/other', branch: 'main' })

    expect(run.log).toContain('The token cannot see the repository octo/other')
  })

  test('that is not valid', async () => {
    const run = await failedRun(await temporaryGithub(WEB), { token: 'ghs_expired-0123' })

    expect(run.log).toContain('GitHub answered 401 ("Bad credentials")')
    expect(run.log).toContain('it is expired, revoked, or for another server')
  })

  test('that is empty', async () => {
    const run = await (await checkoutOf(await temporaryGithub(WEB))).run({ ...COMMIT, token: '' })

    expect(run.log).toContain('expected a token for `mode: commit`, found nothing')
  })
})

describe('the repository and its branches', () => {
  test('archived', async () => {
    const run = await failedRun(await temporaryGithub(WEB, { archived: true }))

    expect(run.log).toContain('octo/shop is archived')
  })

  test('without the branch', async () => {
    const run = await failedRun(await temporaryGithub(WEB), { branch: 'gone' })

    expect(run.log).toContain('octo/shop has no branch `gone`. Push it first, or correct the input')
  })

  test('protected: the other mode, and GitHub in its own words', async () => {
    const run = await failedRun(await temporaryGithub(WEB, { protectedBranches: ['main'] }))

    expect(run.log).toContain('GitHub answered 422 ("Protected branch update failed for refs/heads/main.')
    expect(run.log).toContain('use `mode: pull-request`, or let the token')
    expect(run.log).not.toContain('not signed')
  })

  test('that demand signatures, and a token whose commits have none', async () => {
    const run = await failedRun(await temporaryGithub(WEB, { signs: false, requiresSignatures: ['main'] }))

    expect(run.log).toContain('The commit is not signed, since `token` is a personal one')
  })
})

test('a branch that does not take a new commit at once takes it later', async () => {
  const github = await temporaryGithub(WEB)
  github.faultOn('git/update-ref', 0, failure(422, 'Object does not exist'))

  const run = await (await checkoutOf(github)).run(COMMIT)

  expect(run.exitCode).toBe(0)
  expect(await github.repository.head('main')).toBe(run.outputs['commit-sha'])
})

describe('the event', () => {
  test('of a fork: what to use instead', async () => {
    const event = { name: 'pull_request', head: 'change', fork: 'hubber/shop' } as const
    const run = await failedRun(await temporaryGithub(WEB), {}, { event })

    expect(run.log).toContain('comes from the fork hubber/shop')
    expect(run.log).toContain('Use `mode: check`')
  })

  test.each([
    { name: 'push', tag: 'v1.0.0' },
    { name: 'release', tag: 'v1.0.0' },
  ] as const)('of a tag ($name): that a branch is needed', async (event) => {
    const run = await failedRun(await temporaryGithub(WEB), {}, { event })

    expect(run.log).toContain('Checked out is the tag `v1.0.0`')
    expect(run.log).toContain('Give the input `branch`')
  })
})

describe('a rate limit', () => {
  test.each([403, 429] as const)('of %d is waited for as long as GitHub asks', async (status) => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    github.faultOn('git/create-commit', 0, secondaryRateLimit(status, 1))
    const start = Date.now()

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect(run.log).toContain('GitHub asks to wait for 1 s before making a commit.')
    expect(Date.now() - start).toBeGreaterThanOrEqual(1000)
  })

  test('that lasts too long is an error that says when to come back', async () => {
    const github = await temporaryGithub(WEB)
    github.faultOn('git/create-commit', 0, secondaryRateLimit(429, 3600))

    const run = await failedRun(github)

    expect(run.log).toContain('A rate limit is reached. Run the job again in 60 min.')
  })
})

describe('no answer', () => {
  test('is asked for again, then told', async () => {
    const github = await temporaryGithub(WEB)
    for (let index = 0; index < 4; index++) github.faultOn('git/create-tree', index, { kind: 'drop-before' })

    const run = await failedRun(github)

    expect(run.log).toMatch(/GitHub did not answer \(".+"\) when making a tree\./)
    expect(run.log).toContain('it finishes what is missing, and does nothing twice')
  })

  test('of a proxy in the form of a page is no reason to print the page', async () => {
    const github = await temporaryGithub(WEB)
    github.faultOn('git/create-tree', 0, failure(418, '', { 'content-type': 'text/html' }))

    const run = await failedRun(github)

    expect(run.log).toContain('GitHub answered 418 when making a tree.')
  })
})

describe('in the way on the branch', () => {
  /** Commits a change that a work tree makes, on the branch alone. */
  function commitElsewhere(github: LoopbackGithub, change: (folder: string) => void, folder: string): void {
    const git = (...words: string[]): void => {
      const { status, stderr } = spawnSync('git', words, { cwd: folder, env: GIT_ENVIRONMENT, encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
    }
    change(folder)
    git('add', '--all')
    git('commit', '--quiet', '--message=change')
    git('push', '--quiet', github.repository.folder, 'HEAD:main')
  }

  test('a symbolic link', async () => {
    const github = await temporaryGithub({ ...WEB, 'other.yaml': 'a: 1\n' })
    const checkout = await checkoutOf(github)
    const theirs = await checkoutOf(github)
    commitElsewhere(
      github,
      (folder) => {
        rmSync(`${folder}/k8s/web.yaml`)
        symlinkSync('../other.yaml', `${folder}/k8s/web.yaml`)
      },
      theirs.workspace,
    )
    const head = await github.repository.head('main')

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toMatchObject([
      { file: 'k8s/web.yaml', message: expect.stringContaining('"k8s/web.yaml" is a symbolic link') as unknown },
    ])
    expect(await github.repository.head('main')).toBe(head)
  })

  test('a symbolic link above a new file', async () => {
    const github = await temporaryGithub({ 'README.md': 'Shop\n', 'else/x.txt': 'x\n' })
    const checkout = await checkoutOf(github)
    const theirs = await checkoutOf(github)
    commitElsewhere(
      github,
      (folder) => {
        symlinkSync('else', `${folder}/made`)
      },
      theirs.workspace,
    )
    checkout.write({ 'made/new.yaml': deployment('new') })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('"made" is a symbolic link')
  })

  test('a folder of the same name', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    await github.repository.commit('main', { 'k8s/web.yaml': null, 'k8s/web.yaml/x.txt': 'x' })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('it is a folder on the branch now')
  })

  test('a commit of this job that was not pushed', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.write({ 'k8s/web.yaml': deployment().replace('app:1', 'app:2') })
    checkout.git('commit', '--quiet', '--all', '--message=local')

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('was made in the checkout and is not on GitHub, so it would be lost. Push it')
    expect(github.requests).toEqual([])
  })

  test('a repository around the workspace', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)

    const run = await checkout.run(COMMIT, { GITHUB_WORKSPACE: checkout.path('k8s') })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('which is larger than the workspace')
    expect(github.requests).toEqual([])
  })

  test('a submodule in the checkout', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.git('clone', '--quiet', checkout.workspace, checkout.path('sub'))
    checkout.git('add', 'sub')
    checkout.git('commit', '--quiet', '--message=submodule')
    checkout.git('update-ref', 'refs/remotes/origin/main', 'HEAD')

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('"sub" is a submodule')
    expect(github.requests).toEqual([])
  })
})
