import { getOctokit } from '@actions/github'
import { describe, expect, test } from '@jest/globals'

import type { GithubOptions, LoopbackGithub } from './loopback-github.ts'
import { repositoryId } from './node-ids.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const NOTHING = '0'.repeat(40)
const REPO = { owner: 'octo', repo: 'shop' }
const ID = repositoryId({ owner: 'octo', name: 'shop' })
const MUTATION = 'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }'

interface RefUpdate {
  readonly name: string
  readonly beforeOid?: string
  readonly afterOid: string
  readonly force?: boolean
}

test('branches are made, moved and deleted at once', async () => {
  const { github, first, second } = await withTwoCommits()
  await github.repository.branch('old', second)
  await github.repository.branch('back', second)

  const answer = await update(github, [
    { name: 'refs/heads/bot/für/main', beforeOid: NOTHING, afterOid: first },
    { name: 'refs/heads/main', beforeOid: second, afterOid: second },
    { name: 'refs/heads/back', afterOid: first, force: true },
    { name: 'refs/heads/old', beforeOid: second, afterOid: NOTHING },
  ])

  expect(answer).toEqual({ updateRefs: { clientMutationId: null } })
  expect(await github.repository.branches()).toEqual({ 'bot/für/main': first, main: second, back: first })
})

test('the updates may stand in the mutation itself', async () => {
  const { github, first, second } = await withTwoCommits()

  const answer = await getOctokit(TOKEN, { baseUrl: github.url }).graphql(
    `mutation($after: GitObjectID!) { updateRefs(input: {
      clientMutationId: "x", repositoryId: "${ID}",
      refUpdates: [{ name: "refs/heads/main", beforeOid: "${second}", afterOid: $after, force: true }]
    }) { clientMutationId } }`,
    { after: first },
  )

  expect(answer).toEqual({ updateRefs: { clientMutationId: 'x' } })
  expect(await github.repository.head('main')).toBe(first)
})

test('of many at once exactly one wins', async () => {
  const { github, first } = await withTwoCommits()
  const names = Array.from({ length: 6 }, (_, index) => `refs/heads/rival-${index}`)

  const answers = await Promise.allSettled(
    names.map((name) =>
      update(github, [
        { name: 'refs/heads/new', beforeOid: NOTHING, afterOid: first },
        { name, beforeOid: NOTHING, afterOid: first },
      ]),
    ),
  )

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(Object.keys(await github.repository.branches())).toHaveLength(3)
})

test('a branch that goes takes its open pull requests with it', async () => {
  const { github, first, second } = await withTwoCommits()
  await github.repository.branch('base', first)
  const { pulls } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  await pulls.create({ ...REPO, head: 'main', base: 'base', title: 't' })

  await update(github, [{ name: 'refs/heads/main', beforeOid: second, afterOid: NOTHING }])

  expect(github.pulls).toMatchObject([{ state: 'closed' }])
})

describe('nothing at all changes', () => {
  test.each<[string, (first: string, second: string) => RefUpdate]>([
    ['already exists', (first) => ({ name: 'refs/heads/main', beforeOid: NOTHING, afterOid: first, force: true })],
    ['to point to', (first) => ({ name: 'refs/heads/main', beforeOid: first, afterOid: first, force: true })],
    ['to point to', (first) => ({ name: 'refs/heads/gone', beforeOid: first, afterOid: first })],
    ['not a fast forward', (first, second) => ({ name: 'refs/heads/main', beforeOid: second, afterOid: first })],
    ['does not exist', () => ({ name: 'refs/heads/gone', afterOid: NOTHING })],
    ['Object does not exist', () => ({ name: 'refs/heads/other', afterOid: '1'.repeat(40) })],
    ['update failed', (first) => ({ name: 'refs/heads/new', afterOid: first })],
    ['must start with', (first) => ({ name: 'main', afterOid: first })],
  ])('when one is refused: %s', async (message, refused) => {
    const { github, first, second } = await withTwoCommits()

    const answer = update(github, [
      { name: 'refs/heads/new', beforeOid: NOTHING, afterOid: first },
      refused(first, second),
    ])

    await expect(answer).rejects.toMatchObject({
      data: null,
      errors: [{ type: 'UNPROCESSABLE', message: expect.stringContaining(message) }],
    })
    expect(await github.repository.branches()).toEqual({ main: second })
  })

  test.each([
    [{ canPush: false }, 'FORBIDDEN'],
    [{ archived: true }, 'UNPROCESSABLE'],
  ])('with %j', async (options, type) => {
    const { github, first, second } = await withTwoCommits(options)

    const answer = update(github, [{ name: 'refs/heads/main', afterOid: first, force: true }])

    await expect(answer).rejects.toMatchObject({ errors: [{ type }] })
    expect(await github.repository.head('main')).toBe(second)
  })

  test('of another repository', async () => {
    const { github } = await withTwoCommits()

    const answer = getOctokit(TOKEN, { baseUrl: github.url }).graphql(MUTATION, {
      input: { repositoryId: 'R_other', refUpdates: [] },
    })

    await expect(answer).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND' }] })
  })
})

function update(github: LoopbackGithub, refUpdates: readonly RefUpdate[]): Promise<unknown> {
  return getOctokit(TOKEN, { baseUrl: github.url }).graphql(MUTATION, { input: { repositoryId: ID, refUpdates } })
}

async function withTwoCommits(options: Partial<GithubOptions> = {}) {
  const github = await temporaryGithub({ a: '1' }, options)
  const first = (await github.repository.head('main')) ?? ''
  return { github, first, second: await github.repository.commit('main', { a: '2' }) }
}
