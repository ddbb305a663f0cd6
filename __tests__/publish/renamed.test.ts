import { describe, expect, test } from '@jest/globals'

import type { Run, Texts } from '../action/job.ts'
import { deployment, injected } from '../action/manifests.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, type CheckoutOptions } from '../github/workflow-checkout.ts'
import { BRANCH, COMMIT, expectRefusal, NEWER, play, PULL_REQUEST, textAt, WEB } from './scene.ts'

const OLD = 'octo/shop'

/** What a run knows the repository by: the workflow's name of it, that of `origin`, and the input's. */
type Names = readonly [workflow: string, origin: string, input?: string]

async function runWith(github: LoopbackGithub, names: Names, inputs: Texts, options?: CheckoutOptions): Promise<Run> {
  const [workflow, origin, input] = names
  const checkout = await checkoutOf(github, options)
  checkout.git('remote', 'set-url', 'origin', `https://github.com/${origin}`)
  const given = { ...inputs, ...(input !== undefined && { repository: input }) }
  const run = await checkout.run(given, { GITHUB_REPOSITORY: workflow })
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 0, log: expect.any(String) })
  expect(github.unexpected).toEqual([])
  return run
}

/** What may still have the old name. */
function namesOf(present: string): readonly [string, Names][] {
  return [
    ['since the run began', [OLD, OLD]],
    ['since the checkout', [present, OLD]],
    ['since the event', [OLD, present]],
    ['and is given by its old name', [present, present, OLD]],
  ]
}

describe.each([
  ['renamed', 'octo', 'store', namesOf('octo/store')],
  // To the action these are no different: one way of each is enough.
  ['transferred', 'acme', 'shop', namesOf('acme/shop').slice(0, 1)],
  ['written in another case', 'Octo', 'Shop', namesOf('Octo/Shop').slice(0, 1)],
])('a repository that was %s', (_, owner, name, ways) => {
  test.each(ways)('%s keeps its one pull request', async (_, names) => {
    const github = await temporaryGithub(WEB, { owner, name, formerNames: [OLD], labels: ['database'] })

    await runWith(github, names, PULL_REQUEST)
    await runWith(github, names, PULL_REQUEST)
    const run = await runWith(github, names, { ...PULL_REQUEST, ...NEWER, labels: 'database', reviewers: 'octocat' })

    expect(run.outputs['pull-request-number']).toBe('1')
    expect(github.pulls).toMatchObject([{ state: 'open', labels: ['database'], reviewers: ['octocat'] }])
    expect(textAt(github, 'k8s/web.yaml', BRANCH)).toContain('migrations:v0.2.0')

    github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })
    await runWith(github, names, PULL_REQUEST)
    expect(github.pulls).toMatchObject([{ state: 'closed' }])
  })

  test.each(ways.filter(([, names]) => names.length === 2))(
    '%s takes a commit to the branch of a pull request',
    async (_, names) => {
      const github = await temporaryGithub(WEB, { owner, name, formerNames: [OLD] })
      const event = { name: 'pull_request', head: 'change', files: { 'n.txt': '' } } as const

      const run = await runWith(github, names, COMMIT, { event })

      expect(run.outputs).toMatchObject({ branch: 'change', 'commit-sha': github.repository.head('change') })
      expect(textAt(github, 'k8s/web.yaml', 'change')).toBe(injected(deployment()))
    },
  )
})

test('a repository that was renamed is written to by its new name, which costs one request', async () => {
  const github = await temporaryGithub(WEB, { name: 'store', formerNames: [OLD] })

  const run = await runWith(github, [OLD, OLD], COMMIT)

  expect(run.log).toContain('The repository octo/shop was renamed to octo/store.')
  expect(run.log).toMatch(/Committed \w{7} to `main` of octo\/store\./)
  const writes = github.requests.filter(({ method }) => method !== 'GET')
  expect(writes.map(({ path }) => path.replace(/\/git\/.*/, ''))).toEqual(writes.map(() => '/repos/octo/store'))
})

test('a fork of the same owner is no former name', async () => {
  const event = { name: 'pull_request', head: 'change', fork: 'octo/fork' } as const

  const outcome = await play({ settings: { name: 'store', formerNames: [OLD] }, options: { event } })

  expectRefusal(outcome, 'comes from the fork octo/fork')
})
