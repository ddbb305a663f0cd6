import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'

import { DOCUMENTED_FAULTS } from './documented-faults.ts'
import { afterEffect, failure, primaryRateLimit, secondaryRateLimit, type Fault } from './faults.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const REPO = { owner: 'octo', repo: 'shop' }

/** Each fault, what the client gets, and whether the branch is made. */
const FAULTS: readonly { fault: Fault; status: number | undefined; made: boolean }[] = [
  { fault: failure(500, 'Internal Server Error'), status: 500, made: false },
  { fault: afterEffect(failure(502, 'Server Error')), status: 502, made: true },
  { fault: { kind: 'drop-before' }, status: undefined, made: false },
  { fault: { kind: 'drop-after' }, status: undefined, made: true },
  { fault: { kind: 'slow', milliseconds: 30 }, status: 201, made: true },
  { fault: { kind: 'move-head', branch: 'main', files: { moved: '' } }, status: 201, made: true },
]

test.each(FAULTS)('$fault', async ({ fault, status, made }) => {
  const github = await temporaryGithub({ a: '1' })
  const sha = await github.repository.head('main')
  github.faultAt(1, fault)
  await getRepository(github)

  const response = await createBranch(github, sha).catch(() => undefined)

  expect(response?.status).toBe(status)
  expect(await github.repository.head('new')).toBe(made ? sha : undefined)
  expect(github.requests.map(({ operation }) => operation)).toEqual(['repos/get', 'git/create-ref'])
})

test('a late answer comes late', async () => {
  const github = await temporaryGithub({ a: '1' }, { faults: [{ at: 0, fault: { kind: 'slow', milliseconds: 80 } }] })
  const start = Date.now()

  await getRepository(github)

  expect(Date.now() - start).toBeGreaterThanOrEqual(75)
})

test('a head moves in between, by the hand of somebody else', async () => {
  const github = await temporaryGithub({ a: '1' })
  const head = (await github.repository.head('main')) ?? ''
  await github.repository.branch('ours', head)
  const ours = await github.repository.commit('ours', { a: '2' })
  github.faultAt(0, { kind: 'move-head', branch: 'main', files: { b: '1' } })

  const { git } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  const moved = git.updateRef({ ...REPO, ref: 'heads/main', sha: ours, force: false })

  await expect(moved).rejects.toMatchObject({ status: 422 })
  expect(await github.repository.log('main')).toMatchObject([{ parents: [head] }, { sha: head }])
  expect(await github.repository.files('main')).toMatchObject({ a: { text: '1' }, b: { text: '1' } })
})

test('several faults at one request come about in their order', async () => {
  const github = await temporaryGithub({ a: '1' })
  github.faultAt(0, { kind: 'move-head', branch: 'main', files: { b: '1' } })
  github.faultAt(0, failure(503, 'Service unavailable'))

  const response = await getRepository(github)

  expect(response.status).toBe(503)
  expect(await github.repository.log('main')).toHaveLength(2)
})

test('a fault is put at the n-th request of a name', async () => {
  const github = await temporaryGithub({ a: '1' })
  const { graphql } = getOctokit(TOKEN, { baseUrl: github.url })
  github.faultOn('repos/get', 1, failure(503, 'Service unavailable'))
  github.faultOn('graphql updateRefs', 0, failure(502, 'Server Error'))
  github.faultOn('graphql', 2, failure(500, 'Internal Server Error'))
  const query = () => graphql('query { repository(owner: "octo", name: "shop") { id } }')
  const mutation = () => graphql('mutation { updateRefs(input: {}) { clientMutationId } }')
  const requests = [() => getRepository(github), query, () => getRepository(github), mutation, query]

  const statuses: unknown[] = []
  for (const request of requests) statuses.push(await request().then(statusOf, statusOf))

  expect(statuses).toEqual([200, undefined, 503, 502, 500])
  expect(github.requests.map(({ name }) => name)).toEqual([
    'repos/get',
    'graphql query',
    'repos/get',
    'graphql updateRefs',
    'graphql query',
  ])
})

test('rate limits say when to come back', async () => {
  const github = await temporaryGithub({ a: '1' })
  github.faultAt(0, secondaryRateLimit(429, 7))
  github.faultAt(1, primaryRateLimit(403, 1_700_000_000))

  const secondary = await getRepository(github)
  const primary = await getRepository(github)

  expect(secondary.headers.get('retry-after')).toBe('7')
  expect(primary.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(primary.headers.get('x-ratelimit-reset')).toBe('1700000000')
})

test('errors of a query come with the status 200', async () => {
  const github = await temporaryGithub({ a: '1' })
  github.faultAt(0, { kind: 'graphql-errors', errors: [{ type: 'RATE_LIMITED', message: 'wait' }] })

  const query = getOctokit(TOKEN, { baseUrl: github.url }).graphql('{ repository(owner: "octo", name: "shop") { } }')

  await expect(query).rejects.toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] })
})

test('forgetting counts from 0 again and keeps the repository', async () => {
  const github = await temporaryGithub({ a: '1' })
  const sha = await github.repository.head('main')
  github.faultAt(1, { kind: 'drop-before' })
  await createBranch(github, sha)

  github.forget()
  await getRepository(github)
  await getRepository(github)

  expect(github.requests).toHaveLength(2)
  expect(await github.repository.head('new')).toBe(sha)
})

test('the documented faults of an operation are there, each once', () => {
  const statuses = DOCUMENTED_FAULTS.get('git/update-ref')?.map((fault) => ('status' in fault ? fault.status : 200))

  expect(statuses).toEqual([409, 422, 401, 403, 404, 403, 429, 502])
})

function statusOf(answer: unknown): unknown {
  return (answer as { status?: number }).status
}

function getRepository(github: LoopbackGithub): Promise<Response> {
  return fetch(`${github.url}/repos/octo/shop`, { headers: { authorization: `token ${TOKEN}` } })
}

function createBranch(github: LoopbackGithub, sha: string | undefined): Promise<Response> {
  const headers = { authorization: `token ${TOKEN}` }
  const body = JSON.stringify({ ref: 'refs/heads/new', sha })
  return fetch(`${github.url}/repos/octo/shop/git/refs`, { method: 'POST', headers, body })
}
