import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { TOKEN, temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'

const WEB = { 'k8s/web.yaml': deployment(), 'README.md': 'Shop\n' }
const LABELS = { labels: ['database', 'release'] }
const PULL_REQUEST = { mode: 'pull-request' }
const BRANCH = 'atlas-init-container/main'
const WRITES = /create|update|add|request-reviewers|graphql (?!query)/

/** A run from a fresh checkout of a branch. */
async function runOn(github: LoopbackGithub, inputs: Readonly<Record<string, string>> = {}, branch = 'main') {
  return (await checkoutOf(github, { branch })).run({ ...PULL_REQUEST, ...inputs })
}

/** What the requests since then did to branches and pull requests: trees alone do nothing. */
function writes(github: LoopbackGithub): string[] {
  return github.requests.map(({ name }) => name).filter((name) => WRITES.test(name) && name !== 'git/create-tree')
}

describe('a first pull request', () => {
  test('comes from one commit on the head of its base', async () => {
    const github = await temporaryGithub(WEB)
    const head = await github.repository.head('main')

    const run = await runOn(github)

    expect(run.log).toContain('Opened pull request #1.')
    expect(run.exitCode).toBe(0)
    const [commit] = await github.repository.log(BRANCH)
    expect(commit?.parents).toEqual([head])
    expect(await github.repository.files(BRANCH)).toMatchObject({
      'k8s/web.yaml': { mode: '100644', text: injected(deployment()) },
      'README.md': { text: 'Shop\n' },
    })
    expect(await github.repository.head('main')).toBe(head)
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
  })

  test('tells what it does', async () => {
    const github = await temporaryGithub(WEB)

    await runOn(github)

    expect(github.pulls).toMatchObject([
      {
        base: 'main',
        head: BRANCH,
        title: 'Add the init container migrate to Deployment web',
        draft: false,
        state: 'open',
      },
    ])
    const body = github.pulls[0]?.body ?? ''
    expect(body).toContain('runs the database migrations of <code>ghcr.io/repo/migrations:v0.1.2</code>')
    expect(body).toContain(
      '| <code>k8s/web.yaml:2</code> | Deployment | <code>web</code> | injected<br><code>adds init container migrate',
    )
    expect(body).toContain('- Deployment <code>web</code>: <code>migrate</code>, then <code>app</code>')
    expect(body).toContain('### How to undo it')
  })

  test('is as the inputs ask for it', async () => {
    const github = await temporaryGithub(WEB, LABELS)

    const run = await runOn(github, {
      branch: 'migrations',
      'commit-message': 'Commit',
      'pull-request-title': 'Title',
      'pull-request-body': 'Body\n\nof two lines',
      labels: 'database\nrelease',
      reviewers: 'octocat\nocto/backend',
      draft: 'true',
    })

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([
      {
        head: 'migrations',
        title: 'Title',
        body: 'Body\n\nof two lines',
        labels: ['database', 'release'],
        reviewers: ['octocat'],
        teams: ['backend'],
        draft: true,
      },
    ])
    expect((await github.repository.log('migrations'))[0]?.message).toBe('Commit\n\nAtlas-Init-Container: main')
  })

  test('is for the base that is given, from a checkout of another branch', async () => {
    const github = await temporaryGithub(WEB)
    await github.repository.branch('live', (await github.repository.head('main')) ?? '')
    const head = await github.repository.commit('live', { 'k8s/web.yaml': deployment().replace('app:1', 'app:0') })

    const run = await runOn(github, { base: 'live' })

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([{ base: 'live', head: 'atlas-init-container/live' }])
    const [commit] = await github.repository.log('atlas-init-container/live')
    expect(commit?.parents).toEqual([head])
    expect((await github.repository.files('atlas-init-container/live'))['k8s/web.yaml']?.text).toBe(
      injected(deployment().replace('app:1', 'app:0')),
    )
  })
})

describe('a further run', () => {
  test('changes nothing when nothing differs, though the base moved on', async () => {
    const github = await temporaryGithub(WEB, LABELS)
    const inputs = { labels: 'database', reviewers: 'octocat\nocto/backend' }
    const first = await runOn(github, inputs)
    await github.repository.commit('main', { 'README.md': 'A shop\n' })
    github.forget()

    const run = await runOn(github, inputs)

    expect(run.exitCode).toBe(0)
    expect(writes(github)).toEqual([])
    expect(run.outputs['commit-sha']).toBe(first.outputs['commit-sha'])
    expect(run.outputs['pull-request-number']).toBe('1')
    expect(run.log).toContain('Pull request #1. The branch `atlas-init-container/main` has all of it already.')
  })

  test('asks nobody again who has reviewed, and no team then', async () => {
    const github = await temporaryGithub(WEB)
    const inputs = { reviewers: 'octocat\nhubot\nocto/backend' }
    await runOn(github, inputs)
    github.review(1, 'octocat', 'APPROVED')
    github.forget()

    await runOn(github, inputs)

    expect(writes(github)).toEqual([])
    expect(github.pulls).toMatchObject([{ reviewers: ['hubot'], teams: ['backend'] }])
  })

  test('makes the branch anew on the base when the wanted content differs', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    const head = await github.repository.commit('main', { 'README.md': 'A shop\n' })

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(0)
    const [commit] = await github.repository.log(BRANCH)
    expect(commit?.parents).toEqual([head])
    expect(await github.repository.files(BRANCH)).toMatchObject({
      'README.md': { text: 'A shop\n' },
      'k8s/web.yaml': { text: injected(deployment()).replace('v0.1.2', 'v0.2.0') },
    })
    expect(github.pulls).toHaveLength(1)
    expect(github.pulls[0]?.body).toContain('v0.2.0')
  })

  test('takes back what is not wanted any more', async () => {
    const github = await temporaryGithub({ ...WEB, 'k8s/api.yaml': deployment('api') })
    await runOn(github)

    await runOn(github, { workloads: 'web' })

    expect(await github.repository.files(BRANCH)).toMatchObject({
      'k8s/api.yaml': { text: deployment('api') },
      'k8s/web.yaml': { text: injected(deployment()) },
    })
  })

  test('updates title, body, labels and draft where they differ, and keeps what a person added', async () => {
    const github = await temporaryGithub(WEB, LABELS)
    await runOn(github, { labels: 'database', draft: 'true' })
    const pull = github.pulls[0]
    Object.assign(pull ?? {}, { labels: ['Database', 'urgent'], title: 'By hand' })
    github.forget()

    await runOn(github, { labels: 'database\nrelease' })

    expect(writes(github)).toEqual(['pulls/update', 'graphql markPullRequestReadyForReview', 'issues/add-labels'])
    expect(github.pulls).toMatchObject([
      {
        title: 'Add the init container migrate to Deployment web',
        labels: ['Database', 'urgent', 'release'],
        draft: false,
      },
    ])
  })

  test('knows a body again that was stored with other line ends', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    const pull = github.pulls[0]
    Object.assign(pull ?? {}, { body: pull?.body?.replaceAll('\n', '\r\n').trim() })
    github.forget()

    await runOn(github)

    expect(writes(github)).toEqual([])
  })

  test('opens another one when a person closed it', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    Object.assign(github.pulls[0] ?? {}, { state: 'closed' })

    const run = await runOn(github)

    expect(run.log).toContain('Opened pull request #2.')
    expect(github.pulls.map(({ state }) => state)).toEqual(['closed', 'open'])
  })

  test('starts again when the pull request was merged and the branch is still there', async () => {
    const github = await temporaryGithub(WEB)
    const first = await runOn(github)
    await github.repository.branch('main', first.outputs['commit-sha'] ?? '')
    Object.assign(github.pulls[0] ?? {}, { state: 'closed' })

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(0)
    expect(run.log).toContain('Opened pull request #2.')
    expect((await github.repository.log(BRANCH))[0]?.parents).toEqual([first.outputs['commit-sha']])
  })
})

describe('a branch that a person has updated from its base', () => {
  /** What the button "Update branch" does: a merge of the base into the branch. */
  async function updated(extra: Readonly<Record<string, string>> = {}) {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    await github.repository.commit('main', { 'README.md': 'A shop\n' })
    const checkout = await checkoutOf(github, { branch: BRANCH, depth: 0 })
    checkout.git('merge', '--quiet', '--no-edit', '--no-commit', 'origin/main')
    checkout.write(extra)
    checkout.git('add', '--all')
    checkout.git('commit', '--quiet', '--no-edit')
    checkout.git('push', '--quiet', github.repository.folder, `HEAD:${BRANCH}`)
    github.forget()
    return github
  }

  test('is left alone when it has what is wanted', async () => {
    const github = await updated()

    const run = await runOn(github)

    expect(run.exitCode).toBe(0)
    expect(writes(github)).toEqual([])
  })

  test('is made anew when something is to change', async () => {
    const github = await updated()

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(0)
    expect((await github.repository.log(BRANCH))[0]?.parents).toEqual([await github.repository.head('main')])
  })

  test('is deleted when it is needed no more', async () => {
    const github = await updated()
    await github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })

    const run = await runOn(github)

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([{ state: 'closed' }])
  })

  test.each([
    ['a new file', { 'by-hand.txt': 'x\n' }],
    ['another text', { 'k8s/web.yaml': `${injected(deployment())}# by hand\n` }],
  ])('is not overwritten when the merge has %s besides', async (_, files) => {
    const github = await updated(files)
    const head = await github.repository.head(BRANCH)

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(1)
    expect(await github.repository.head(BRANCH)).toBe(head)
  })
})

describe('commits of others on the branch', () => {
  async function withForeignCommit() {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    const head = await github.repository.commit(BRANCH, { 'README.md': 'By hand\n' })
    return { github, head }
  }

  test('are never overwritten, and it says whose they are', async () => {
    const { github, head } = await withForeignCommit()

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain(`The branch \`${BRANCH}\` has commits of @octocat`)
    expect(await github.repository.head(BRANCH)).toBe(head)
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '', 'pull-request-number': '' })
  })

  test('keep the branch and the pull request when the base has everything', async () => {
    const { github, head } = await withForeignCommit()
    await github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })

    const run = await runOn(github)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('has commits of @octocat')
    expect(await github.repository.head(BRANCH)).toBe(head)
    expect(github.pulls).toMatchObject([{ state: 'open', comments: [] }])
  })

  test('that come at the last moment are not overwritten either', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    github.forget()
    github.faultOn('graphql updateRefs', 0, { kind: 'move-head', branch: BRANCH, files: { 'README.md': 'By hand\n' } })

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('has commits of @octocat')
    expect((await github.repository.files(BRANCH))['README.md']?.text).toBe('By hand\n')
  })
})

describe('a base that has everything', () => {
  test('closes the pull request with a comment, and deletes the branch', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github)
    await github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })

    const run = await runOn(github)

    expect(run.exitCode).toBe(0)
    expect(await github.repository.head(BRANCH)).toBeUndefined()
    expect(github.pulls).toMatchObject([
      {
        state: 'closed',
        comments: [
          'The manifests on the branch <code>main</code> have all that is asked for, so there is nothing to merge.',
        ],
      },
    ])
    expect(run.outputs).toMatchObject({ changed: 'false', 'commit-sha': '', branch: '', 'pull-request-number': '' })
    expect(run.log).toContain('so the branch `atlas-init-container/main` was deleted, and the pull request #1 closed.')
  })

  test('without a pull request publishes nothing', async () => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })

    const run = await runOn(github)

    expect(run.exitCode).toBe(0)
    expect(run.outputs.changed).toBe('false')
    expect(writes(github)).toEqual([])
    expect(await github.repository.branches()).toEqual({ main: expect.any(String) })
  })

  test('is left alone by an older checkout', async () => {
    const github = await temporaryGithub({ 'web.yaml': injected(deployment()) })
    const old = await checkoutOf(github)
    await github.repository.commit('main', { 'api.yaml': deployment('api') })
    await runOn(github)

    const run = await old.run(PULL_REQUEST)

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([{ state: 'open' }])
    expect(run.log).toContain('is left as it is: `main` is not at the commit that is checked out.')
  })

  test('is not believed when nothing was found to judge by', async () => {
    const github = await temporaryGithub(WEB)
    await runOn(github)

    const run = await runOn(github, { manifests: 'other/*.yaml', 'on-no-match': 'ignore' })

    expect(run.exitCode).toBe(0)
    expect(github.pulls).toMatchObject([{ state: 'open' }])
  })
})

describe('what GitHub refuses', () => {
  test('to open leaves the branch and the page to open it at', async () => {
    const github = await temporaryGithub(WEB, { mayOpenPullRequests: false })

    const run = await runOn(github)

    const url = `https://github.com/octo/shop/compare/main...${BRANCH}?expand=1`
    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('Allow GitHub Actions to create and approve pull requests')
    expect(run.log).toContain('  pull-requests: write')
    expect(run.outputs).toMatchObject({ branch: BRANCH, 'pull-request-number': '', 'pull-request-url': url })
    expect(run.summary).toContain(`[Open the pull request](${url})`)
    expect((await github.repository.files(BRANCH))['k8s/web.yaml']?.text).toBe(injected(deployment()))
  })

  test('of a branch that is protected says so', async () => {
    const github = await temporaryGithub(WEB, { protectedBranches: [BRANCH] })
    await runOn(github)

    const run = await runOn(github, { image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('it is protected. To get on, give another `branch`')
  })
})

test('the branch of a pull request of ours is no base, unless it is given', async () => {
  const github = await temporaryGithub(WEB)
  await github.repository.branch(BRANCH, (await github.repository.head('main')) ?? '')

  const run = await runOn(github, {}, BRANCH)

  expect(run.exitCode).toBe(1)
  expect(run.log).toContain('is the one that the pull request comes from')
  expect(run.rawLog.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN)
})
