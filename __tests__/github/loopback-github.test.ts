import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'

import { deployment } from '../action/manifests.ts'
import { historyOf } from './git-commits.ts'
import { afterEffect, failure } from './faults.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { repositoryId } from './state.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'
import { checkoutOf, type CheckoutOptions } from './workflow-checkout.ts'

/* What the product depends on of GitHub, and the tests on this stand-in for it. The rest of it shows in their results. */

const NOTHING = '0'.repeat(40)
const AT = { owner: 'octo', repo: 'shop' }

interface RefUpdate {
  readonly name: string
  readonly beforeOid?: string
  readonly afterOid: string
  readonly force?: boolean
}

function octokit(github: LoopbackGithub) {
  return getOctokit(TOKEN, { baseUrl: github.url })
}

function updateRefs(github: LoopbackGithub, ...refUpdates: readonly RefUpdate[]): Promise<unknown> {
  const mutation = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }'
  return octokit(github).graphql(mutation, { input: { repositoryId: repositoryId(github.settings), refUpdates } })
}

test('branches are moved by compare and swap, all or none, and objects are as git stores them', async () => {
  const github = await temporaryGithub({ 'a b/ß.yaml': 'a: 1\r\n', 'run.sh': { executable: '#!/bin/sh\n' } })
  const first = github.repository.head('main') ?? ''
  const second = github.repository.commit('main', { 'a b/ß.yaml': null, 'a b.yaml': '', 'run.sh/x': 'x' })
  const other = { name: 'refs/heads/bot/für', beforeOid: NOTHING, afterOid: first }
  const main = 'refs/heads/main'

  for (const refused of [
    { name: main, beforeOid: NOTHING, afterOid: first, force: true },
    { name: main, beforeOid: first, afterOid: first, force: true },
    { name: main, beforeOid: second, afterOid: first },
    { name: 'refs/heads/gone', afterOid: NOTHING },
    { name: 'refs/heads/new', afterOid: '1'.repeat(40) },
  ])
    await expect(updateRefs(github, other, refused)).rejects.toMatchObject({ errors: [{ type: 'UNPROCESSABLE' }] })
  expect(github.repository.branches()).toEqual({ main: second })
  const rivals = await Promise.allSettled([1, 2, 3].map(() => updateRefs(github, other)))
  expect(rivals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await updateRefs(github, { name: main, beforeOid: second, afterOid: first, force: true })
  expect(github.repository.branches()).toEqual({ 'bot/für': first, main: first })
  const move = { ...AT, ref: 'heads/main', sha: second, force: false }
  expect((await octokit(github).rest.git.updateRef(move)).status).toBe(200)
  expect(historyOf(github.repository.folder, second).map(({ sha }) => sha)).toEqual([second, first])
  expect(Object.keys(github.repository.files('main'))).toEqual(['a b.yaml', 'run.sh/x'])
  expect(await github.repository.fsck()).toBe('')
})

test('of two pull requests that are opened at once there is one, which goes with its branch', async () => {
  const github = await temporaryGithub({ a: '1' })
  const head = github.repository.commitOnto(github.repository.head('main'), { a: '2' })
  github.repository.branch('bot', head)
  const { pulls } = octokit(github).rest

  const both = await Promise.allSettled(
    [1, 2].map(() => pulls.create({ ...AT, head: 'bot', base: 'main', title: 't' })),
  )
  await updateRefs(github, { name: 'refs/heads/bot', beforeOid: head, afterOid: NOTHING })

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(github.pulls).toMatchObject([{ number: 1, state: 'closed' }])
})

test('texts that are long are cut off, and of binary files and of what is not there is none', async () => {
  const github = await temporaryGithub({ long: 'x'.repeat(512_001), binary: '\0' })
  const objects = ['long', 'binary', 'missing'].map(
    (name) => `${name}: object(expression: "HEAD:${name}") { ... on Blob { text isTruncated } }`,
  )

  const answer = await octokit(github).graphql(`{ repository(owner: "octo", name: "shop") { ${objects.join(' ')} } }`)

  const long = { text: 'x'.repeat(512_000), isTruncated: true }
  expect(answer).toEqual({ repository: { long, binary: { text: null, isTruncated: false }, missing: null } })
})

test('faults come about before or after the effect, at the request that they are put at', async () => {
  const github = await temporaryGithub({ a: '1' })
  const sha = github.repository.commitOnto(github.repository.head('main'), { a: '2' })
  const move = () => octokit(github).rest.git.updateRef({ ...AT, ref: 'heads/main', sha })
  github.faultOn('git/update-ref', 0, { kind: 'drop-before' })
  github.faultOn('git/update-ref', 1, failure(503, 'Service unavailable'))
  github.faultOn('git/update-ref', 2, afterEffect(failure(502, 'Server Error')))

  for (const isDone of [false, false, true]) {
    await octokit(github).rest.repos.get(AT)
    await expect(move()).rejects.toThrow()
    expect(github.repository.head('main') === sha).toBe(isDone)
  }
  await expect(octokit(github).rest.repos.listBranches(AT)).rejects.toMatchObject({ status: 404 })
  expect(github.unexpected).toHaveLength(1)
  expect(new Set(github.requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['***']))
})

test.each<[CheckoutOptions, string | undefined]>([
  [{}, 'main'],
  [{ event: { name: 'schedule' }, depth: 0 }, 'main'],
  [{ event: { name: 'release', tag: 'v1' } }, undefined],
  [{ event: { name: 'pull_request', head: 'change' } }, undefined],
  [{ event: { name: 'pull_request', head: 'change' }, ref: 'change' }, 'change'],
])('the checkout of %j is clean, and attached to a branch or to none', async (options, branch) => {
  const github = await temporaryGithub({ 'web.yaml': deployment() })

  const checkout = await checkoutOf(github, options)

  const attached = checkout.git('rev-parse', '--abbrev-ref', 'HEAD').trim()
  expect(attached).toBe(branch ?? 'HEAD')
  expect(checkout.git('status', '--porcelain')).toBe('')
  const { ref, sha } = checkout.occurrence
  expect(github.repository.ref(ref)).toBe(sha)
  if (options.ref === undefined) expect(checkout.git('rev-parse', 'HEAD').trim()).toBe(sha)
})
