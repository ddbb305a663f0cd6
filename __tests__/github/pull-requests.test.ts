import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'

import type { GithubOptions, LoopbackGithub } from './loopback-github.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const REPO = { owner: 'octo', repo: 'shop' }
const OURS = { head: 'bot/main', base: 'main' }

test('a pull request is opened, found, updated and closed with its branch', async () => {
  const github = await withBranch()
  const { rest } = getOctokit(TOKEN, { baseUrl: github.url })

  const { data: opened } = await rest.pulls.create({ ...REPO, ...OURS, title: 'One', body: 'b', draft: true })
  const pull = { ...REPO, pull_number: opened.number }
  const issue = { ...REPO, issue_number: opened.number }
  await rest.pulls.update({ ...pull, title: 'Two' })
  await rest.issues.addLabels({ ...issue, labels: ['a', 'b'] })
  await rest.issues.addLabels({ ...issue, labels: ['b'] })
  await rest.pulls.requestReviewers({ ...pull, reviewers: ['octocat'], team_reviewers: ['ops'] })
  await rest.issues.createComment({ ...issue, body: 'Hello' })
  const { data: found } = await rest.pulls.list({ ...REPO, state: 'open', head: 'octo:bot/main', base: 'main' })
  await rest.git.deleteRef({ ...REPO, ref: 'heads/bot/main' })

  expect(found).toMatchObject([
    {
      number: 1,
      html_url: 'https://github.com/octo/shop/pull/1',
      title: 'Two',
      body: 'b',
      state: 'open',
      draft: true,
      labels: [{ name: 'a' }, { name: 'b' }],
      requested_reviewers: [{ login: 'octocat' }],
      requested_teams: [{ slug: 'ops' }],
      head: { ref: 'bot/main', sha: opened.head.sha, repo: { full_name: 'octo/shop' } },
      base: { ref: 'main', sha: await github.repository.head('main') },
    },
  ])
  expect(github.pulls).toMatchObject([{ state: 'closed', comments: ['Hello'] }])
  expect((await rest.pulls.list({ ...REPO, head: 'octo:bot/main' })).data).toEqual([])
})

test('a label that is not there is made, if the token may, and else nothing is', async () => {
  for (const mayCreateLabels of [false, true]) {
    const github = await withBranch({ labels: ['Bug'], mayCreateLabels })
    const { rest } = getOctokit(TOKEN, { baseUrl: github.url })
    const { data: pull } = await rest.pulls.create({ ...REPO, ...OURS, title: 'One' })
    const labelled = rest.issues.addLabels({ ...REPO, issue_number: pull.number, labels: ['bug', 'new'] })

    if (mayCreateLabels) expect((await labelled).data).toMatchObject([{ name: 'Bug' }, { name: 'new' }])
    else await expect(labelled).rejects.toMatchObject({ status: 403 })
    await expect(rest.issues.getLabel({ ...REPO, name: 'BUG' })).resolves.toMatchObject({ data: { name: 'Bug' } })
    expect(github.labels).toEqual(mayCreateLabels ? ['Bug', 'new'] : ['Bug'])
    expect(github.pulls[0]?.labels).toEqual(mayCreateLabels ? ['Bug', 'new'] : [])
  }
})

test('labels are set in place of others', async () => {
  const github = await withBranch()
  const { rest } = getOctokit(TOKEN, { baseUrl: github.url })
  const { data: opened } = await rest.pulls.create({ ...REPO, ...OURS, title: 'One' })
  const issue = { ...REPO, issue_number: opened.number }
  await rest.issues.addLabels({ ...issue, labels: ['a'] })

  await rest.issues.setLabels({ ...issue, labels: ['c'] })

  expect((await rest.issues.listLabelsOnIssue(issue)).data).toEqual([{ name: 'c' }])
  await expect(rest.issues.listLabelsOnIssue({ ...issue, issue_number: 9 })).rejects.toMatchObject({ status: 404 })
})

test.each([
  [
    { ...OURS, base: 'gone' },
    { field: 'base', code: 'invalid' },
  ],
  [
    { ...OURS, head: 'gone' },
    { field: 'head', code: 'invalid' },
  ],
  [{ ...OURS, head: 'main' }, { message: 'No commits between main and main' }],
])('%j is refused', async (branches, error) => {
  const github = await withBranch()
  const { rest } = getOctokit(TOKEN, { baseUrl: github.url })

  await expect(rest.pulls.create({ ...REPO, ...branches, title: 't' })).rejects.toMatchObject({
    status: 422,
    response: { data: { message: 'Validation Failed', errors: [error] } },
  })
})

test('none is opened where workflows may open none', async () => {
  const github = await withBranch({ mayOpenPullRequests: false })
  const { rest } = getOctokit(TOKEN, { baseUrl: github.url })

  await expect(rest.pulls.create({ ...REPO, ...OURS, title: 't' })).rejects.toMatchObject({
    status: 403,
    response: { data: { message: 'GitHub Actions is not permitted to create or approve pull requests.' } },
  })
  expect(github.pulls).toEqual([])
})

test('of two that are opened at once there is one', async () => {
  const github = await withBranch()
  const { rest } = getOctokit(TOKEN, { baseUrl: github.url })

  const both = await Promise.allSettled([1, 2].map(() => rest.pulls.create({ ...REPO, ...OURS, title: 't' })))

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(github.pulls).toHaveLength(1)
})

test('a draft is made and unmade by mutations', async () => {
  const github = await withBranch()
  const { rest, graphql } = getOctokit(TOKEN, { baseUrl: github.url })
  const { data: opened } = await rest.pulls.create({ ...REPO, ...OURS, title: 'One' })

  const answer = await graphql(
    'mutation($id: ID!) { convertPullRequestToDraft(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
    { id: opened.node_id },
  )
  const drafted = github.pulls.map(({ draft }) => draft)
  await graphql(
    `mutation { markPullRequestReadyForReview(input: { pullRequestId: "${opened.node_id}" }) { pullRequest { id } } }`,
  )

  expect(answer).toEqual({ convertPullRequestToDraft: { pullRequest: { isDraft: true } } })
  expect(drafted).toEqual([true])
  expect(github.pulls).toMatchObject([{ draft: false }])
})

/** A GitHub with a branch that is a commit ahead. */
async function withBranch(options: Partial<GithubOptions> = {}): Promise<LoopbackGithub> {
  const github = await temporaryGithub({ a: '1' }, { labels: ['a', 'b', 'c'], ...options })
  await github.repository.branch('bot/main', (await github.repository.head('main')) ?? '')
  await github.repository.commit('bot/main', { a: '2' })
  return github
}
