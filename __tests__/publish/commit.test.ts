import { chmodSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { deployment, injected, refusedDeployment } from '../action/manifests.ts'
import { Checkout } from '../action/run-action.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { BRANCH, COMMIT, play, textAt, WEB } from './scene.ts'

const EDITED = deployment().replace('app:1', 'app:2')
const CRLF = deployment().replaceAll('\n', '\r\n')

test('a commit on top of the head, signed, has what output mode writes, keeps modes, and nothing else', async () => {
  const texts = { ...WEB, 'k8s/api.yaml': deployment('api'), 'k8s/done.yaml': injected(deployment('done')) }
  const files = { ...texts, 'k8s/api.yaml': { executable: deployment('api') }, 'run.sh': { executable: '#!/bin/sh\n' } }
  const written = new Checkout(texts).run().files

  const { run, github, checkout, before } = await play({ files })

  expect(run.exitCode).toBe(0)
  expect(github.repository.files('main')).toEqual({
    'k8s/api.yaml': { mode: '100755', text: written['k8s/api.yaml'] },
    'k8s/done.yaml': { mode: '100644', text: texts['k8s/done.yaml'] },
    'k8s/web.yaml': { mode: '100644', text: written['k8s/web.yaml'] },
    'run.sh': { mode: '100755', text: '#!/bin/sh\n' },
  })
  expect(run.files).toMatchObject(written)
  expect(await github.repository.fsck()).toBe('')

  const [commit] = github.repository.log('main')
  expect(commit).toMatchObject({
    parents: [before.branches.main],
    author: { name: 'github-actions[bot]' },
    committer: { name: 'GitHub', email: 'noreply@github.com' },
  })
  expect(commit?.message).toBe(`Add the init container migrate to 2 workloads

The init container runs the migrations of ghcr.io/repo/migrations:v0.1.2.

- injected into Deployment api (k8s/api.yaml:2)
- injected into Deployment web (k8s/web.yaml:2)`)

  const sha = commit?.sha ?? ''
  const noPull = { 'pull-request-number': '', 'pull-request-url': '' }
  expect(run.outputs).toMatchObject({ changed: 'true', 'commit-sha': sha, branch: 'main', ...noPull })
  expect(run.log).toContain('2 manifests changed.')
  expect(run.log).toContain(`Committed ${sha.slice(0, 7)} to \`main\` of octo/shop.`)
  expect(run.summary).toContain(`https://github.com/octo/shop/commit/${sha}`)

  checkout.git('stash', '--quiet')
  checkout.git('fetch', '--quiet', github.repository.folder, 'main')
  const diff = checkout.git('diff', '--no-color', 'HEAD', 'FETCH_HEAD')
  // Git names the blobs, and the line above each hunk that looks like a heading.
  expect(diff.replace(/^index .*\n/gm, '').replace(/^(@@ .* @@).*$/gm, '$1')).toBe(run.patch)
})

test('a commit has the message that is given', async () => {
  const { github } = await play({ inputs: { 'commit-message': 'Release v1\n\nAs agreed.' } })

  expect(github.repository.log('main')[0]?.message).toBe('Release v1\n\nAs agreed.')
})

test('a commit is made in the folder of a checkout of another repository', async () => {
  const { run, github } = await play({
    settings: { name: 'deploy' },
    inputs: { 'working-directory': 'gitops' },
    environment: {
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_REPOSITORY_ID: '2',
      GITHUB_REF: 'refs/tags/v1',
      GITHUB_SHA: '0'.repeat(40),
    },
    meanwhile: (_, checkout) => {
      checkout.git('clone', '--quiet', checkout.workspace, checkout.path('gitops'))
      checkout.git('-C', 'gitops', 'remote', 'set-url', 'origin', 'git@github.com:octo/deploy.git')
    },
  })

  expect(run.outputs['changed-files']).toBe('gitops/k8s/web.yaml')
  expect(textAt(github)).toBe(injected(deployment()))
})

describe('nothing to do', () => {
  test('asks GitHub for nothing', async () => {
    const { run, github } = await play({ files: { 'web.yaml': injected(deployment()) } })

    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '', branch: '' })
    expect(github.requests).toEqual([])
  })

  test.each([
    ['the pull request of a fork', { event: { name: 'pull_request', head: 'change', fork: 'hubber/shop' } } as const],
    ['a release', { event: { name: 'release', tag: 'v1' } } as const],
    ['a branch of our own', { branch: BRANCH }],
  ])('is no error on %s', async (_, options) => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })
    github.repository.branch(BRANCH, github.repository.head('main'))

    for (const mode of ['commit', 'pull-request'])
      expect(await (await checkoutOf(github, options)).run({ mode })).toMatchObject({ exitCode: 0 })
  })
})

describe('a head that has moved', () => {
  test('keeps what others committed, and is committed upon', async () => {
    const { github, before } = await play({
      files: { ...WEB, 'README.md': 'Shop\n' },
      theirs: { 'README.md': 'A shop\n', 'new.yaml': deployment('new') },
    })

    expect(github.repository.log('main')[0]?.parents).toEqual([before.branches.main])
    expect(github.repository.files('main')).toEqual({
      'README.md': { mode: '100644', text: 'A shop\n' },
      'k8s/web.yaml': { mode: '100644', text: injected(deployment()) },
      'new.yaml': { mode: '100644', text: deployment('new') },
    })
  })

  test('with another text of a manifest has that one rewritten', async () => {
    const theirs = `# theirs, with ÿ and \u{1f680}\n${EDITED}`

    const { run, github } = await play({ theirs: { 'k8s/web.yaml': { executable: theirs } } })

    expect(github.repository.files('main')).toEqual({ 'k8s/web.yaml': { mode: '100755', text: injected(theirs) } })
    expect(run.files['k8s/web.yaml']).toBe(injected(deployment()))
  })

  test('that is already up to date is left alone', async () => {
    const { run, github, before } = await play({ theirs: { 'k8s/web.yaml': injected(deployment()) } })

    expect(run.exitCode).toBe(0)
    expect(github.repository.branches()).toEqual(before.branches)
    expect(run.outputs).toMatchObject({ changed: 'true', 'commit-sha': '', branch: '' })
    expect(run.log).toContain('The branch `main` is already up to date.')
  })

  test('without a file leaves that out, and says so', async () => {
    const { run, github } = await play({
      files: { ...WEB, 'k8s/api.yaml': deployment('api') },
      theirs: { 'k8s/api.yaml': null },
    })

    expect(run.exitCode).toBe(0)
    expect(Object.keys(github.repository.files('main'))).toEqual(['k8s/web.yaml'])
    const message: unknown = expect.stringContaining('The target branch does not have this file')
    expect(run.annotations).toContainEqual(expect.objectContaining({ file: 'k8s/api.yaml', message }))
  })

  test('with a workload that is refused there has the others, and says what the branch made of it', async () => {
    const { run, github } = await play({
      files: { ...WEB, 'k8s/api.yaml': deployment('api') },
      inputs: { 'on-refused': 'warn' },
      theirs: { 'k8s/web.yaml': refusedDeployment('web') },
    })

    expect(run.exitCode).toBe(0)
    expect(run.log).toContain('The action edited the text on the branch. Result: Deployment web refused.')
    const refusal = { title: 'Workload refused', file: 'k8s/web.yaml', level: 'warning' }
    expect(run.annotations).toContainEqual(expect.objectContaining(refusal))
    expect(textAt(github, 'k8s/api.yaml')).toBe(injected(deployment('api')))
  })

  test('and whose tree GitHub does not have yet is waited for, and not taken for an empty one', async () => {
    const fault = { kind: 'text-before', text: '{"data":{"repository":{"o0":null}}}' } as const

    const { run, github } = await play({
      theirs: { 'README.md': 'Shop\n' },
      meanwhile: (github) => {
        github.faultOn('graphql query', 0, fault)
      },
    })

    expect(run.exitCode).toBe(0)
    expect(Object.keys(github.repository.files('main'))).toEqual(['README.md', 'k8s/web.yaml'])
  })

  test('every time ends with an error', async () => {
    const { run, github } = await play({
      fault: ['git/update-ref', { kind: 'move-head', branch: 'main', files: { 'n.txt': 'n' } }],
    })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('moved during each of 25 attempts')
    expect(textAt(github)).toBe(deployment())
  })
})

describe('edits from an earlier step', () => {
  test('are part of the commit, and the report says so', async () => {
    const { run, github } = await play({
      files: { ...WEB, 'README.md': 'Shop\n' },
      edits: { 'k8s/web.yaml': EDITED, 'README.md': 'Not of a manifest\n' },
      theirs: { 'k8s/api.yaml': deployment('api') },
    })

    expect(run.exitCode).toBe(0)
    expect([textAt(github), textAt(github, 'README.md')]).toEqual([injected(EDITED), 'Shop\n'])
    expect(run.report().findings).toMatchObject([
      { rule: 'rolling-compatibility' },
      { rule: 'earlier-edits', severity: 'notice', file: 'k8s/web.yaml' },
    ])
    expect(run.log).toContain('includes edits that this file had before this step')
    expect(github.repository.log('main')[0]?.message).toContain('This commit includes earlier edits to 1 file')
  })

  test('make a new file part of the commit, with its mode', async () => {
    const { github } = await play({
      edits: { 'made/new.yaml': deployment('new'), 'made/run.yaml': deployment('run') },
      meanwhile: (_, checkout) => {
        chmodSync(checkout.path('made/run.yaml'), 0o755)
      },
    })

    expect(github.repository.files('main')).toMatchObject({
      'made/new.yaml': { mode: '100644', text: injected(deployment('new')) },
      'made/run.yaml': { mode: '100755', text: injected(deployment('run')) },
    })
  })

  test('that put the init container in are committed, too, and the outputs say so', async () => {
    const { run, github } = await play({ meanwhile: (_, checkout) => checkout.run({ mode: 'output' }) })

    expect(textAt(github)).toBe(injected(deployment()))
    expect(run.outputs).toMatchObject({ changed: 'true', 'changed-files': 'k8s/web.yaml', branch: 'main' })
    expect(run.report().findings).toMatchObject([{ rule: 'earlier-edits', file: 'k8s/web.yaml' }])
    expect(github.repository.log('main')[0]?.message).toContain('injected into Deployment web (k8s/web.yaml:2)')
  })

  test('elsewhere in a manifest that has what is asked for are nothing to publish', async () => {
    const files = { 'k8s/web.yaml': injected(deployment()) }

    const { run, github } = await play({ files, edits: { 'k8s/web.yaml': injected(EDITED) } })

    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '' })
    expect(github.requests).toEqual([])
  })
})

describe('what git does to files', () => {
  test('line ends are converted as git does it', async () => {
    const { run, github } = await play({ files: { ...WEB, '.gitattributes': '*.yaml text eol=crlf\n' } })

    expect(textAt(github)).toBe(injected(deployment()))
    expect(run.files['k8s/web.yaml']).toBe(injected(deployment()).replaceAll('\n', '\r\n'))
  })

  test('a text that was committed as it is, and would be stored in another form, is no edit', async () => {
    const { run, github } = await play({ files: { 'k8s/web.yaml': CRLF, '.gitattributes': '* text=auto\n' } })

    expect(textAt(github)).toBe(injected(deployment()).replaceAll('\n', '\r\n'))
    expect(run.report().findings).toMatchObject([{ rule: 'rolling-compatibility' }])
  })

  test('a link in place of a committed folder is followed to the real file', async () => {
    const { run, github } = await play({
      meanwhile: (_, checkout) => {
        symlinkSync('k8s', checkout.path('link'))
      },
    })

    expect(run.outputs['changed-files']).toBe('k8s/web.yaml')
    expect(Object.keys(github.repository.files('main'))).toEqual(['k8s/web.yaml'])
  })

  test("names with line breaks, files of other checkouts, and a tag of the branch's name are in nobody's way", async () => {
    const { run, github } = await play({
      edits: { 'a\nb.yaml': injected(deployment('odd')), 'other/api.yaml': injected(deployment('api')) },
      meanwhile: (_, checkout) => {
        checkout.git('-C', 'other', 'init', '--quiet')
        checkout.git('tag', 'main')
      },
    })

    expect(run.outputs.branch).toBe('main')
    expect(Object.keys(github.repository.files('main'))).toEqual(['k8s/web.yaml'])
  })
})

test('no checkout is an error that says what is missing', () => {
  const checkout = new Checkout(WEB)

  const run = checkout.run({ ...COMMIT, token: 't0k3n-t0k3n' }, { GITHUB_SERVER_URL: 'https://github.com' })

  expect(run.exitCode).toBe(1)
  expect(run.log).toContain('no remote `origin`')
  expect(run.gitStatus).toEqual([])
})
