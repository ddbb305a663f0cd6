import { chmodSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { deployment, injected, refusedDeployment } from '../action/manifests.ts'
import { Checkout } from '../action/run-action.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { WITHOUT_WAITING } from './without-waiting.ts'

const WEB = { 'k8s/web.yaml': deployment() }
const COMMIT = { mode: 'commit' }

describe('a commit', () => {
  const FILES = {
    'k8s/web.yaml': deployment(),
    'k8s/api.yaml': { executable: deployment('api') },
    'k8s/done.yaml': injected(deployment('done')),
    'README.md': 'Shop\n',
    'run.sh': { executable: '#!/bin/sh\n' },
  }

  test('has what output mode writes, keeps modes, and nothing else', async () => {
    const github = await temporaryGithub(FILES)
    const before = await github.repository.files('main')
    const checkout = await checkoutOf(github)

    const run = await checkout.run(COMMIT)

    expect(run.log).toContain('2 manifests changed.')
    expect(run.exitCode).toBe(0)
    const written = new Checkout({
      ...FILES,
      'k8s/api.yaml': FILES['k8s/api.yaml'].executable,
      'run.sh': FILES['run.sh'].executable,
    }).run().files
    expect(await github.repository.files('main')).toEqual({
      ...before,
      'k8s/web.yaml': { mode: '100644', text: written['k8s/web.yaml'] },
      'k8s/api.yaml': { mode: '100755', text: written['k8s/api.yaml'] },
    })
    expect(await github.repository.fsck()).toBe('')
    expect(run.files['k8s/web.yaml']).toBe(written['k8s/web.yaml'])
  })

  test('is one on top of the head, signed, by nobody but the token', async () => {
    const github = await temporaryGithub(FILES)
    const head = await github.repository.head('main')
    const checkout = await checkoutOf(github)

    const run = await checkout.run(COMMIT)

    const [commit, parent] = await github.repository.log('main')
    expect(commit).toMatchObject({
      parents: [head],
      author: { name: 'github-actions[bot]' },
      committer: { name: 'GitHub', email: 'noreply@github.com' },
    })
    expect(parent?.sha).toBe(head)
    expect(run.outputs).toMatchObject({
      changed: 'true',
      'commit-sha': commit?.sha,
      branch: 'main',
      'pull-request-number': '',
      'pull-request-url': '',
    })
    expect(run.log).toContain(`Committed ${commit?.sha.slice(0, 7)} to \`main\` of octo/shop.`)
    expect(run.summary).toContain(`https://github.com/octo/shop/commit/${commit?.sha}`)
    expect(commit?.message).toBe(`Add the init container migrate to 2 workloads

It runs ghcr.io/repo/migrations:v0.1.2 before the containers of each pod start.

- injected into Deployment api (k8s/api.yaml:2)
- injected into Deployment web (k8s/web.yaml:2)`)
  })

  test('differs from its parent by the patch', async () => {
    const github = await temporaryGithub(FILES)
    const checkout = await checkoutOf(github)

    const run = await checkout.run(COMMIT)

    checkout.git('stash', '--quiet')
    checkout.git('fetch', '--quiet', github.repository.folder, 'main')
    const diff = checkout.git('diff', '--no-color', 'HEAD', 'FETCH_HEAD')
    // Git names the blobs, and the line above each hunk that looks like a heading.
    expect(diff.replace(/^index .*\n/gm, '').replace(/^(@@ .* @@).*$/gm, '$1')).toBe(run.patch)
  })

  test('has the message that is given', async () => {
    const github = await temporaryGithub(WEB)

    await (await checkoutOf(github)).run({ ...COMMIT, 'commit-message': 'Release v1\n\nAs agreed.' })

    const [commit] = await github.repository.log('main')
    expect(commit?.message).toBe('Release v1\n\nAs agreed.')
  })

  test('needs four requests, whatever the number of files', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}/web.yaml`, deployment()]))
    const github = await temporaryGithub(many)

    await (await checkoutOf(github)).run(COMMIT)

    expect(github.requests.map(({ name }) => name)).toEqual([
      'git/get-ref',
      'git/create-tree',
      'git/create-commit',
      'git/update-ref',
    ])
  })

  test('is made in the folder of a checkout of another repository', async () => {
    const github = await temporaryGithub(WEB, { owner: 'octo', name: 'deploy' })
    const checkout = await checkoutOf(github)
    checkout.git('clone', '--quiet', checkout.workspace, checkout.path('gitops'))
    checkout.git('-C', 'gitops', 'remote', 'set-url', 'origin', 'git@github.com:octo/deploy.git')

    const run = await checkout.run(
      { ...COMMIT, 'working-directory': 'gitops' },
      {
        GITHUB_REPOSITORY: 'octo/shop',
        GITHUB_REPOSITORY_ID: '2',
        GITHUB_REF: 'refs/tags/v1',
        GITHUB_SHA: '0'.repeat(40),
      },
    )

    expect(run.exitCode).toBe(0)
    expect(run.outputs['changed-files']).toBe('gitops/k8s/web.yaml')
    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(injected(deployment()))
  })
})

describe('nothing to do', () => {
  test('asks GitHub for nothing', async () => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })

    const run = await (await checkoutOf(github)).run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '', branch: '' })
    expect(github.requests).toEqual([])
  })

  test('is published for a workload that is refused', async () => {
    const github = await temporaryGithub({ ...WEB, 'odd.yaml': refusedDeployment() })

    const run = await (await checkoutOf(github)).run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(github.requests).toEqual([])
    expect(run.gitStatus).toEqual([])
  })
})

describe('a head that has moved', () => {
  test('keeps what others committed, and is committed upon', async () => {
    const github = await temporaryGithub({ ...WEB, 'README.md': 'Shop\n' })
    const checkout = await checkoutOf(github)
    const head = await github.repository.commit('main', { 'README.md': 'A shop\n', 'new.yaml': deployment('new') })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    const [commit] = await github.repository.log('main')
    expect(commit?.parents).toEqual([head])
    expect(await github.repository.files('main')).toEqual({
      'README.md': { mode: '100644', text: 'A shop\n' },
      'k8s/web.yaml': { mode: '100644', text: injected(deployment()) },
      'new.yaml': { mode: '100644', text: deployment('new') },
    })
  })

  test('rewrites what others wrote', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    const theirs = `# theirs, with ÿ and \u{1f680}\n${deployment().replace('app:1', 'app:2')}`
    await github.repository.commit('main', { 'k8s/web.yaml': { executable: theirs } })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect(await github.repository.files('main')).toEqual({
      'k8s/web.yaml': { mode: '100755', text: injected(theirs) },
    })
    expect(run.files['k8s/web.yaml']).toBe(injected(deployment()))
  })

  test('is met while the commit is made', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    const theirs = deployment().replace('app:1', 'app:2')
    github.faultOn('git/update-ref', 0, { kind: 'move-head', branch: 'main', files: { 'k8s/web.yaml': theirs } })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(injected(theirs))
    expect(await github.repository.log('main')).toHaveLength(3)
  })

  test('that has all of it already is left alone', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    const head = await github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect(await github.repository.head('main')).toBe(head)
    expect(run.outputs).toMatchObject({ changed: 'true', 'commit-sha': '', branch: '' })
    expect(run.log).toContain('There is nothing left to do on the branch `main`. Nothing was committed.')
  })

  test('without a file leaves that out, and says so', async () => {
    const github = await temporaryGithub({ ...WEB, 'k8s/api.yaml': deployment('api') })
    const checkout = await checkoutOf(github)
    await github.repository.commit('main', { 'k8s/api.yaml': null })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect(Object.keys(await github.repository.files('main'))).toEqual(['k8s/web.yaml'])
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        file: 'k8s/api.yaml',
        message: expect.stringContaining('not on the branch that was published to') as unknown,
      }),
    )
  })

  test.each([
    [
      'refused there',
      refusedDeployment('web'),
      'As it stands on the branch now, Deployment web cannot be edited safely',
    ],
    ['unreadable there', `${deployment()}<<<<<<< HEAD\n`, 'cannot be edited safely'],
  ])('with a workload that is %s stops', async (_, theirs, message) => {
    const github = await temporaryGithub({ ...WEB, 'k8s/api.yaml': deployment('api') })
    const checkout = await checkoutOf(github)
    const head = await github.repository.commit('main', { 'k8s/web.yaml': theirs })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain(message)
    expect(run.outputs).toMatchObject({ changed: 'false', 'changed-files': '', 'commit-sha': '' })
    expect(run.gitStatus).toEqual([])
    expect(await github.repository.head('main')).toBe(head)
  })

  test('every time ends with an error', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    for (let index = 0; index < 30; index++)
      github.faultOn('git/update-ref', index, { kind: 'move-head', branch: 'main', files: { 'n.txt': String(index) } })

    const run = await checkout.run(COMMIT, WITHOUT_WAITING)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('moved each of the 25 times')
    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(deployment())
  })
})

describe('edits from an earlier step', () => {
  const EDITED = deployment().replace('app:1', 'app:2')

  test('are part of the commit, and the report says so', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.write({ 'k8s/web.yaml': EDITED })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(injected(EDITED))
    expect(run.report().findings).toEqual([
      expect.objectContaining({ rule: 'rolling-compatibility' }),
      expect.objectContaining({ rule: 'earlier-edits', severity: 'notice', file: 'k8s/web.yaml' }),
    ])
    expect(run.log).toContain('held edits from before this step')
    const [commit] = await github.repository.log('main')
    expect(commit?.message).toContain('1 file held edits from before this run')
  })

  test('of files that are not rewritten are left in the work tree', async () => {
    const github = await temporaryGithub({ ...WEB, 'README.md': 'Shop\n' })
    const checkout = await checkoutOf(github)
    checkout.write({ 'README.md': 'A shop\n' })

    await checkout.run(COMMIT)

    expect((await github.repository.files('main'))['README.md']?.text).toBe('Shop\n')
  })

  test('make a new file part of the commit, with its mode', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.write({ 'made/new.yaml': deployment('new'), 'made/run.yaml': deployment('run') })
    chmodSync(checkout.path('made/run.yaml'), 0o755)

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect(await github.repository.files('main')).toMatchObject({
      'made/new.yaml': { mode: '100644', text: injected(deployment('new')) },
      'made/run.yaml': { mode: '100755', text: injected(deployment('run')) },
    })
  })

  test.each([
    ['changed', { 'k8s/web.yaml': deployment().replace('app:1', 'app:3') }, 'changed on the branch'],
    ['was deleted', { 'k8s/web.yaml': null }, 'was deleted on the branch'],
  ])('stop the run when the file %s on the branch, too', async (_, files, message) => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.write({ 'k8s/web.yaml': EDITED })
    const head = await github.repository.commit('main', files)

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ file: 'k8s/web.yaml', message: expect.stringContaining(message) as unknown }),
    )
    expect(await github.repository.head('main')).toBe(head)
    expect(run.files['k8s/web.yaml']).toBe(EDITED)
  })

  test('go on when the branch moved elsewhere', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.write({ 'k8s/web.yaml': EDITED })
    await github.repository.commit('main', { 'k8s/api.yaml': deployment('api') })

    await checkout.run(COMMIT)

    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(injected(EDITED))
  })
})

describe('what git does to files', () => {
  test('line ends are converted as git does it', async () => {
    const github = await temporaryGithub({ ...WEB, '.gitattributes': '*.yaml text eol=crlf\n' })
    const checkout = await checkoutOf(github)
    expect(checkout.files()['k8s/web.yaml']).toContain('\r\n')

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(0)
    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(injected(deployment()))
    expect(run.files['k8s/web.yaml']).toBe(injected(deployment()).replaceAll('\n', '\r\n'))
  })

  test('edits in converted files are refused', async () => {
    const github = await temporaryGithub({ ...WEB, '.gitattributes': '*.yaml text eol=crlf\n' })
    const checkout = await checkoutOf(github)
    checkout.write({ 'k8s/web.yaml': deployment().replace('app:1', 'app:2').replaceAll('\n', '\r\n') })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('git stores it in another form')
    expect(github.requests).toEqual([])
  })

  test('an ignored file is refused', async () => {
    const github = await temporaryGithub({ ...WEB, '.gitignore': 'made\n' })
    const checkout = await checkoutOf(github)
    checkout.write({ 'made/new.yaml': deployment('new') })

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('"made/new.yaml" cannot be committed: git ignores it')
    expect(run.gitStatus).toEqual([])
    expect(github.requests).toEqual([])
  })

  test('a file of a checkout inside the checkout is refused', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    checkout.git('clone', '--quiet', checkout.workspace, checkout.path('other'))

    const run = await checkout.run(COMMIT)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('"other/k8s/web.yaml" cannot be committed')
  })

  test('a link in place of a committed folder is followed to the real file', async () => {
    const github = await temporaryGithub(WEB)
    const checkout = await checkoutOf(github)
    symlinkSync('k8s', checkout.path('link'))

    const run = await checkout.run(COMMIT)

    expect(run.outputs['changed-files']).toBe('k8s/web.yaml')
    expect(Object.keys(await github.repository.files('main'))).toEqual(['k8s/web.yaml'])
  })

  test('no checkout is an error that says what is missing', () => {
    const checkout = new Checkout(WEB)
    checkout.git('config', '--local', 'x.y', 'z')

    const run = checkout.run({ ...COMMIT, token: 't0k3n-t0k3n' }, { GITHUB_SERVER_URL: 'https://github.com' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('no remote `origin`')
    expect(run.gitStatus).toEqual([])
  })
})
