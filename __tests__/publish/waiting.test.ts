import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import { failure, primaryRateLimit, secondaryRateLimit, type Fault } from '../github/faults.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'

const FILES = { 'k8s/web.yaml': deployment() }

/** The pauses of a run whose commit meets a fault, and which then makes the commit. */
async function pausesFor(...faults: readonly Fault[]): Promise<readonly number[]> {
  const github = await temporaryGithub(FILES)
  for (const [at, fault] of faults.entries()) github.faultOn('git/create-commit', at, fault)

  const run = await (await checkoutOf(github)).run({ mode: 'commit' })

  expect(run.exitCode).toBe(0)
  expect(github.repository.files('main')['k8s/web.yaml']?.text).toBe(injected(deployment()))
  const waits = run.pauses.filter((pause) => pause >= 1000).map((pause) => pause / 1000)
  expect(run.log.match(/(?<=Waiting )\d+(?= s to create the commit\.)/g) ?? []).toEqual(waits.map(String))
  return run.pauses
}

test.each([403, 429] as const)('a secondary rate limit of %d is waited for as long as GitHub asks', async (status) => {
  expect(await pausesFor(secondaryRateLimit(status, 7), secondaryRateLimit(status, 120))).toEqual([7000, 120_000])
})

test('the rate limit of the hour is waited for until its end', async () => {
  const end = Math.ceil(Date.now() / 1000) + 200

  const [pause = 0] = await pausesFor(primaryRateLimit(403, end))

  expect(pause / 1000).toBeLessThanOrEqual(201)
  expect(pause).toBeGreaterThan(0)
})

test('errors of the server are waited for, longer each time, and never as long as by another run', async () => {
  const error = failure(502, 'Server Error')

  const pauses = await pausesFor(error, error, error)

  for (const [index, longest] of [250, 500, 1000].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(longest / 2)
    expect(pauses[index]).toBeLessThan(longest)
  }
})

test('a late answer is an answer', async () => {
  expect(await pausesFor({ kind: 'hold', until: () => setTimeout(200) })).toEqual([])
})

test('a limit that lasts too long is an error that says when to come back', async () => {
  const github = await temporaryGithub(FILES)
  github.faultOn('git/create-commit', 0, secondaryRateLimit(429, 3600))

  const run = await (await checkoutOf(github)).run({ mode: 'commit' })

  expect(run.exitCode).toBe(1)
  expect(run.pauses).toEqual([])
  expect(run.log).toContain('The rate limit is reached. Run the job again in 60 minutes.')
})

// A defect: GitHub need not say when to come back, and the permissions are right.
test('a rate limit without a time is not told of as a permission that lacks', async () => {
  const github = await temporaryGithub(FILES)
  github.faultAt(1, failure(403, 'You have exceeded a secondary rate limit.'))

  const run = await (await checkoutOf(github)).run({ mode: 'commit' })

  expect(run.log).not.toContain('The token lacks a permission')
})
