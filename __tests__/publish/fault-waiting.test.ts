import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import { failure, primaryRateLimit, secondaryRateLimit, type Fault } from '../github/faults.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { WITHOUT_WAITING } from './without-waiting.ts'

const FILES = { 'k8s/web.yaml': deployment() }

interface Wait {
  readonly what: string
  readonly fault: () => Fault
  /** Until the next request, in milliseconds. */
  readonly least: number
  readonly log: string
}

/** GitHub tells the end of an hour in whole seconds, and so does the run: a wait may be shorter by one. */
const WAITS: readonly Wait[] = [
  {
    what: 'a secondary rate limit',
    fault: () => secondaryRateLimit(429, 1),
    least: 1000,
    log: 'GitHub asks to wait for 1 s before making a commit.',
  },
  {
    what: 'the rate limit of the hour',
    fault: () => primaryRateLimit(403, Math.ceil(Date.now() / 1000) + 2),
    least: 1000,
    log: 's before making a commit.',
  },
  { what: 'an error of the server', fault: () => failure(502, 'Server Error'), least: 125, log: '' },
  { what: 'a late answer', fault: () => ({ kind: 'slow', milliseconds: 500 }), least: 500, log: '' },
]

describe('a run waits', () => {
  test.each(WAITS)('for $what', async ({ fault, least, log }) => {
    const times: number[] = []
    const github = await temporaryGithub(FILES, { onRequest: () => times.push(Date.now()) })
    const checkout = await checkoutOf(github)
    github.faultOn('git/create-commit', 0, fault())

    const run = await checkout.run({ mode: 'commit' })

    expect(run.exitCode).toBe(0)
    expect(run.log).toContain(log)
    // The third request is the first one for a commit.
    expect((times[3] ?? 0) - (times[2] ?? 0)).toBeGreaterThanOrEqual(least)
    expect((await github.repository.files('main'))['k8s/web.yaml']?.text).toBe(injected(deployment()))
  })
})

// A defect: GitHub need not say when to come back, and the permissions are right.
test('a rate limit without a time is not told of as a permission that lacks', async () => {
  const github = await temporaryGithub(FILES)
  const checkout = await checkoutOf(github)
  github.faultAt(1, failure(403, 'You have exceeded a secondary rate limit.'))

  const run = await checkout.run({ mode: 'commit' }, WITHOUT_WAITING)

  expect(run.log).not.toContain('The token lacks a permission')
})
