import { rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { deployment, refusedDeployment } from '../action/manifests.ts'
import { failure } from '../github/faults.ts'
import { checkoutOf, type WorkflowCheckout } from '../github/workflow-checkout.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { expectRefusal, play, pushFrom, WEB, type Scene } from './scene.ts'

const EDITED = deployment().replace('app:1', 'app:2')
const CONVERTED = { ...WEB, '.gitattributes': '*.yaml text eol=crlf\n' }

/** Pushes a change that somebody else's work tree makes. */
async function pushed(github: LoopbackGithub, change: (checkout: WorkflowCheckout) => void): Promise<void> {
  const theirs = await checkoutOf(github)
  change(theirs)
  pushFrom(theirs, github, 'main')
}

describe('a run stops before any request at', () => {
  test.each<[string, Scene, ...string[]]>([
    ['a workload that is refused', { files: { ...WEB, 'odd.yaml': refusedDeployment() } }, 'cannot be edited safely'],
    [
      'edits in a file that git converts',
      { files: CONVERTED, edits: { 'k8s/web.yaml': EDITED.replaceAll('\n', '\r\n') } },
      'git stores it in another form',
    ],
    [
      'a filter of git that hides the manifest',
      {
        files: { 'web.yaml': 'version 1\n', '.gitattributes': '*.yaml filter=store\n' },
        edits: { 'web.yaml': deployment() },
        meanwhile: (_, checkout) => checkout.git('config', 'filter.store.clean', 'echo version 1'),
      },
      'Git stores this file in another form',
    ],
    [
      'an ignored file',
      { files: { ...WEB, '.gitignore': 'made\n' }, edits: { 'made/new.yaml': deployment('new') } },
      'made/new.yaml: This file cannot be committed: git ignores it',
    ],
    [
      'a file of a checkout inside the checkout',
      { meanwhile: (_, checkout) => checkout.git('clone', '--quiet', checkout.workspace, checkout.path('other')) },
      'other/k8s/web.yaml: This file cannot be committed',
    ],
    [
      'a commit of this job that was not pushed',
      {
        edits: { 'k8s/web.yaml': EDITED },
        meanwhile: (_, checkout) => checkout.git('commit', '--quiet', '--all', '--message=local'),
      },
      'exists only in this checkout and would be lost. Push it',
    ],
    [
      'a submodule in the checkout',
      {
        meanwhile: (_, checkout) => {
          checkout.git('clone', '--quiet', checkout.workspace, checkout.path('sub'))
          checkout.git('add', 'sub')
          checkout.git('commit', '--quiet', '--message=submodule')
          checkout.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
        },
      },
      '`sub` is a submodule',
    ],
    [
      'a fork: what to use instead',
      { options: { event: { name: 'pull_request', head: 'change', fork: 'hubber/shop' } } },
      'comes from the fork hubber/shop',
      'Use `mode: check`',
      'Nothing was written.',
    ],
    [
      'a tag: that a branch is needed',
      { options: { event: { name: 'push', tag: 'v1.0.0' } } },
      'HEAD is at tag `v1.0.0`',
      'Set the input `branch`',
    ],
    [
      'a release: that a branch is needed',
      { options: { event: { name: 'release', tag: 'v1.0.0' } } },
      'HEAD is at tag `v1.0.0`',
      'Set the input `branch`',
    ],
  ])('%s', async (_, scene, ...messages) => {
    const outcome = await play(scene)

    expectRefusal(outcome, ...messages)
    expect(outcome.github.requests).toEqual([])
  })

  test('a repository around the workspace, and an empty token', async () => {
    const { run, checkout, github } = await play({ inputs: { token: '' } })
    const around = await checkout.run({ mode: 'commit' }, { GITHUB_WORKSPACE: checkout.path('k8s') })

    expect(run.log).toContain('`commit` needs a token.')
    expect(around.log).toContain('which is larger than the workspace')
    expect([run.exitCode, around.exitCode, ...github.requests]).toEqual([1, 1])
  })
})

describe('a run stops, and leaves everything as it was, at', () => {
  test.each<[string, Scene, ...string[]]>([
    [
      'a workload that is refused on the branch',
      { theirs: { 'k8s/web.yaml': refusedDeployment('web') } },
      'On the branch, Deployment web cannot be edited safely',
    ],
    [
      'a text that cannot be read on the branch',
      { theirs: { 'k8s/web.yaml': `${deployment()}<<<<<<< HEAD\n` } },
      'cannot be edited safely',
    ],
    [
      'an edited file that changed on the branch, too',
      { edits: { 'k8s/web.yaml': EDITED }, theirs: { 'k8s/web.yaml': deployment().replace('app:1', 'app:3') } },
      'k8s/web.yaml',
      'changed on the branch',
    ],
    [
      'an edited file that was deleted on the branch',
      { edits: { 'k8s/web.yaml': EDITED }, theirs: { 'k8s/web.yaml': null } },
      'k8s/web.yaml',
      'was deleted on the branch',
    ],
    [
      'a symbolic link in place of a file',
      {
        files: { ...WEB, 'other.yaml': 'a: 1\n' },
        meanwhile: (github) =>
          pushed(github, (theirs) => {
            rmSync(theirs.path('k8s/web.yaml'))
            symlinkSync('../other.yaml', theirs.path('k8s/web.yaml'))
          }),
      },
      '`k8s/web.yaml` is a symbolic link',
    ],
    [
      'a symbolic link above a new file',
      {
        files: { 'README.md': 'Shop\n', 'else/x.txt': 'x\n' },
        edits: { 'made/new.yaml': deployment('new') },
        meanwhile: (github) =>
          pushed(github, (theirs) => {
            symlinkSync('else', theirs.path('made'))
          }),
      },
      '`made` is a symbolic link',
    ],
    [
      'a folder of the same name',
      { theirs: { 'k8s/web.yaml': null, 'k8s/web.yaml/x.txt': 'x' } },
      'The branch now has a folder in place of this file.',
    ],
    [
      'a token without a permission: the lines to add',
      { settings: { canPush: false } },
      'Could not create the tree: GitHub answered 403 ("Resource not accessible by integration", https://docs.github.com',
      'The token lacks a permission.',
      '\npermissions:\n  contents: write',
    ],
    [
      'a token of another repository, which permissions of the workflow do not help',
      { settings: { canPush: false }, environment: { GITHUB_REPOSITORY: 'octo/other', GITHUB_REPOSITORY_ID: '2' } },
      "The workflow's token can write only to its own repository",
    ],
    [
      'a 404 that means 403',
      { inputs: { repository: 'octo/other', branch: 'main' } },
      'The token cannot access octo/other',
    ],
    [
      'a token that is not valid',
      { inputs: { token: 'ghs_expired-0123' } },
      'GitHub answered 401 ("Bad credentials"',
      'The token is expired, revoked or for another server',
    ],
    ['an archived repository', { settings: { archived: true } }, 'octo/shop is archived'],
    [
      'a branch that is not there',
      { inputs: { branch: 'gone' } },
      'octo/shop has no branch `gone`. Push it first, or correct the input',
    ],
    [
      'a protected branch: the other mode, and GitHub in its own words',
      { settings: { protectedBranches: ['main'] } },
      'GitHub answered 422 ("Protected branch update failed for refs/heads/main.',
      'use `mode: pull-request`, or let the token',
    ],
    [
      'a branch that demands signatures, and a token whose commits have none',
      { settings: { signs: false, requiresSignatures: ['main'] } },
      'The commit is not signed, because the input `token` is a personal access token',
    ],
    [
      'the page of a proxy, which is not printed',
      { fault: ['git/create-tree', failure(418, '', { 'content-type': 'text/html' })] },
      'Could not create the tree: GitHub answered 418.',
    ],
  ])('%s', async (_, scene, ...messages) => {
    expectRefusal(await play(scene), ...messages)
  })
})

test('a refusal names the file, or the lines to add, and nothing that does not help', async () => {
  const theirs = { 'k8s/web.yaml': refusedDeployment('web') }
  const { run: ofFile } = await play({ theirs })
  const { run: ofToken } = await play({ settings: { canPush: false } })
  const elsewhere = { GITHUB_REPOSITORY: 'octo/other', GITHUB_REPOSITORY_ID: '2' }
  const { run: ofOther } = await play({ settings: { canPush: false }, environment: elsewhere })
  const { run: ofBranch } = await play({ settings: { protectedBranches: ['main'] } })

  expect(ofFile.annotations).toContainEqual(expect.objectContaining({ file: 'k8s/web.yaml' }))
  expect(ofToken.annotations).toMatchObject([{ title: 'Not published' }])
  expect(ofToken.summary).toContain('\n  ```yaml\n  permissions:\n    contents: write\n  ```\n')
  expect(ofOther.log).not.toContain('permissions:\n')
  expect(ofBranch.log).not.toContain('not signed')
})
