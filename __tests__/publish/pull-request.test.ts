import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { BRANCH, NEWER, propose, textAt, WEB, withProposal } from './scene.ts'

const WRITES = /create|update|add|request-reviewers|graphql (?!query)/

/** What the requests since then did to branches and pull requests: trees alone do nothing. */
function writes({ requests }: LoopbackGithub): string[] {
  return requests.map(({ name }) => name).filter((name) => WRITES.test(name) && name !== 'git/create-tree')
}

describe('a first pull request', () => {
  test('comes from one commit on the head of its base, and tells what it does', async () => {
    const github = await temporaryGithub({ ...WEB, 'README.md': 'Shop\n' })
    const head = github.repository.head('main')

    const run = await propose(github)

    const [commit] = github.repository.log(BRANCH)
    expect(commit?.parents).toEqual([head])
    expect(github.repository.files(BRANCH)).toEqual({
      'k8s/web.yaml': { mode: '100644', text: injected(deployment()) },
      'README.md': { mode: '100644', text: 'Shop\n' },
    })
    expect(github.repository.head('main')).toBe(head)
    expect(run.gitStatus).toEqual([])
    expect(await github.repository.fsck()).toBe('')
    expect(run.outputs).toMatchObject({
      changed: 'true',
      'changed-files': 'k8s/web.yaml',
      'commit-sha': commit?.sha,
      branch: BRANCH,
      'pull-request-number': '1',
      'pull-request-url': 'https://github.com/octo/shop/pull/1',
    })
    expect(run.summary).toContain('[Pull request 1](https://github.com/octo/shop/pull/1)')
    const title = 'Add the init container migrate to Deployment web'
    expect(github.pulls).toMatchObject([{ base: 'main', head: BRANCH, title, draft: false, state: 'open' }])
    for (const part of [
      'runs the database migrations of <code>ghcr.io/repo/migrations:v0.1.2</code>',
      '| <code>k8s/web.yaml:2</code> | Deployment | <code>web</code> | injected<br><code>adds init container migrate',
      '- Deployment <code>web</code>: <code>migrate</code>, then <code>app</code>',
      '### Undo',
    ])
      expect(github.pulls[0]?.body).toContain(part)
  })

  test('is as the inputs ask for it', async () => {
    const github = await temporaryGithub(WEB, { labels: ['database', 'release'] })

    await propose(github, {
      branch: 'migrations',
      'commit-message': 'Commit',
      'pull-request-title': 'Title',
      'pull-request-body': 'Body\n\nof two lines',
      labels: 'database\nrelease',
      reviewers: 'octocat\nocto/backend',
      draft: 'true',
    })

    const texts = { title: 'Title', body: 'Body\n\nof two lines' }
    const people = { labels: ['database', 'release'], reviewers: ['octocat'], teams: ['backend'] }
    expect(github.pulls).toMatchObject([{ head: 'migrations', ...texts, ...people, draft: true }])
    expect(github.repository.log('migrations')[0]?.message).toBe('Commit\n\nAtlas-Init-Container: main')
  })

  test('is for the base that is given, from a checkout of another branch', async () => {
    const github = await temporaryGithub(WEB)
    const theirs = deployment().replace('app:1', 'app:0')
    github.repository.branch('live', github.repository.head('main'))
    const head = github.repository.commit('live', { 'k8s/web.yaml': theirs })

    await propose(github, { base: 'live' })

    const branch = 'atlas-init-container/live'
    expect(github.pulls).toMatchObject([{ base: 'live', head: branch }])
    expect(github.repository.log(branch)[0]?.parents).toEqual([head])
    expect(textAt(github, 'k8s/web.yaml', branch)).toBe(injected(theirs))
  })
})

describe('a further run', () => {
  test('changes nothing when nothing differs, though the base moved on', async () => {
    const inputs = { labels: 'bug', reviewers: 'octocat\nocto/backend' }
    const { github, run: first } = await withProposal(WEB, inputs)
    github.repository.commit('main', { 'README.md': 'A shop\n' })

    const run = await propose(github, inputs)

    expect(writes(github)).toEqual([])
    expect(run.outputs).toMatchObject({ 'commit-sha': first.outputs['commit-sha'], 'pull-request-number': '1' })
    expect(run.log).toContain('Pull request #1. The branch `atlas-init-container/main` is already up to date.')
  })

  test('asks nobody again who has reviewed, and no team then', async () => {
    const inputs = { reviewers: 'octocat\nhubot\nocto/backend' }
    const { github } = await withProposal(WEB, inputs)
    github.review(1, 'octocat', 'APPROVED')

    await propose(github, inputs)

    expect(writes(github)).toEqual([])
    expect(github.pulls).toMatchObject([{ reviewers: ['hubot'], teams: ['backend'] }])
  })

  test('makes the branch anew on the base when the wanted content differs', async () => {
    const { github } = await withProposal({ ...WEB, 'k8s/api.yaml': deployment('api') })
    const head = github.repository.commit('main', { 'README.md': 'A shop\n' })

    await propose(github, { ...NEWER, workloads: 'web' })

    expect(github.repository.log(BRANCH)[0]?.parents).toEqual([head])
    expect(github.repository.files(BRANCH)).toMatchObject({
      'README.md': { text: 'A shop\n' },
      'k8s/api.yaml': { text: deployment('api') },
      'k8s/web.yaml': { text: injected(deployment()).replace('v0.1.2', 'v0.2.0') },
    })
    expect(github.pulls).toMatchObject([{ body: expect.stringContaining('v0.2.0') }])
  })

  test('updates title, body, labels and draft where they differ, and keeps what a person added', async () => {
    const { github } = await withProposal(WEB, { labels: 'bug', draft: 'true' })
    Object.assign(github.pulls[0] ?? {}, { labels: ['Bug', 'urgent'], title: 'By hand' })

    await propose(github, { labels: 'bug\nenhancement' })

    expect(writes(github)).toEqual(['pulls/update', 'graphql markPullRequestReadyForReview', 'issues/add-labels'])
    const title = 'Add the init container migrate to Deployment web'
    expect(github.pulls).toMatchObject([{ title, labels: ['Bug', 'urgent', 'enhancement'], draft: false }])
  })

  test('knows a body again that was stored with other line ends', async () => {
    const { github } = await withProposal()
    const [pull] = github.pulls
    Object.assign(pull ?? {}, { body: pull?.body?.replaceAll('\n', '\r\n').trim() })

    await propose(github)

    expect(writes(github)).toEqual([])
  })

  test('opens another one when a person closed it', async () => {
    const { github } = await withProposal()
    Object.assign(github.pulls[0] ?? {}, { state: 'closed' })

    await propose(github)

    expect(github.pulls.map(({ state }) => state)).toEqual(['closed', 'open'])
  })

  // The second branch is known as ours by its commit alone.
  test.each([BRANCH, 'migrations'])(
    'starts again when it was merged and the branch %s is still there',
    async (branch) => {
      const { github, run: first } = await withProposal(WEB, { branch })
      github.repository.branch('main', first.outputs['commit-sha'])
      Object.assign(github.pulls[0] ?? {}, { state: 'closed' })

      const run = await propose(github, { branch, ...NEWER })

      expect(run.log).toContain('Opened pull request #2.')
      expect(github.repository.log(branch)[0]?.parents).toEqual([first.outputs['commit-sha']])
    },
  )

  test('after a step that only wrote the work tree keeps it', async () => {
    const { github, run: first } = await withProposal()

    const run = await propose(github, {}, {}, (checkout) => checkout.run({ mode: 'output' }))

    expect(run.outputs['pull-request-number']).toBe('1')
    expect(github.repository.head(BRANCH)).toBe(first.outputs['commit-sha'])
    expect(github.pulls).toMatchObject([{ state: 'open', comments: [] }])
  })
})

describe('a base that has everything', () => {
  test('closes the pull request with a comment, and deletes the branch', async () => {
    const { github } = await withProposal()
    github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })

    const run = await propose(github)

    expect(github.repository.head(BRANCH)).toBeUndefined()
    const comment = 'The manifests on the branch <code>main</code> are up to date, so there is nothing to merge.'
    expect(github.pulls).toMatchObject([{ state: 'closed', comments: [comment] }])
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '', branch: '', 'pull-request-number': '' })
    expect(run.log).toContain(
      '`main` is up to date, so `atlas-init-container/main` was deleted. Pull request #1 was closed.',
    )
  })

  test('without a pull request publishes nothing', async () => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })

    const run = await propose(github)

    expect(run.outputs.changed).toBe('false')
    expect(writes(github)).toEqual([])
    expect(Object.keys(github.repository.branches())).toEqual(['main'])
  })
})

test('a pull request that may not be opened leaves the branch, and the page to open it at', async () => {
  const github = await temporaryGithub(WEB, { mayOpenPullRequests: false })

  const run = await propose(github)

  const url = `https://github.com/octo/shop/compare/main...${BRANCH}?expand=1`
  expect(run.exitCode).toBe(1)
  expect(run.log).toContain('Allow GitHub Actions to create and approve pull requests')
  expect(run.log).toContain('  pull-requests: write')
  expect(run.outputs).toMatchObject({ branch: BRANCH, 'pull-request-number': '', 'pull-request-url': url })
  expect(run.summary).toContain(`[Open the pull request](${url})`)
  expect(textAt(github, 'k8s/web.yaml', BRANCH)).toBe(injected(deployment()))
})
