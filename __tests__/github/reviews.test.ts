import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'

import type { GithubOptions, LoopbackGithub } from './loopback-github.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const REPO = { owner: 'octo', repo: 'shop' }
const PULL = { ...REPO, pull_number: 1 }

test('a review takes its author off those who are asked for one', async () => {
  const github = await withPullRequest()
  const { pulls } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  await pulls.requestReviewers({ ...PULL, reviewers: ['octocat', 'hubot'] })

  github.review(1, 'OctoCat', 'APPROVED')
  github.review(1, 'hubber')

  const { data } = await pulls.list(REPO)
  expect((await pulls.listReviews(PULL)).data).toEqual([
    { id: 1, user: { login: 'OctoCat' }, state: 'APPROVED', submitted_at: expect.stringMatching(/^[\d-]+T[\d:]+Z$/) },
    { id: 2, user: { login: 'hubber' }, state: 'COMMENTED', submitted_at: expect.any(String) },
  ])
  expect(data).toMatchObject([{ requested_reviewers: [{ login: 'hubot' }] }])
})

test('there are none of a pull request that is not there', async () => {
  const github = await temporaryGithub({ a: '1' })

  const reviews = getOctokit(TOKEN, { baseUrl: github.url }).rest.pulls.listReviews(PULL)

  await expect(reviews).rejects.toMatchObject({ status: 404 })
})

test.each([
  ['github-actions[bot]', 'Review cannot be requested from pull request author.'],
  [
    'stranger',
    'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the octo/shop repository.',
  ],
])('no review is asked of %s', async (login, message) => {
  const github = await withPullRequest({ collaborators: ['octocat'] })
  const { pulls } = getOctokit(TOKEN, { baseUrl: github.url }).rest

  const asked = pulls.requestReviewers({ ...PULL, reviewers: ['octocat', login] })

  await expect(asked).rejects.toMatchObject({ status: 422, response: { data: { message } } })
  expect(github.pulls).toMatchObject([{ reviewers: [] }])
})

async function withPullRequest(options: Partial<GithubOptions> = {}): Promise<LoopbackGithub> {
  const github = await temporaryGithub({ a: '1' }, options)
  await github.repository.branch('bot/main', (await github.repository.head('main')) ?? '')
  await github.repository.commit('bot/main', { a: '2' })
  const { pulls } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  await pulls.create({ ...REPO, head: 'bot/main', base: 'main', title: 't' })
  return github
}
