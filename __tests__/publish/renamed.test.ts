import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from '../action/manifests.ts'
import type { Run, Texts } from '../action/job.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, type CheckoutOptions } from '../github/workflow-checkout.ts'

const WEB = { 'k8s/web.yaml': deployment() }
const OLD = 'octo/shop'

/** What a run knows the repository by: each may be a name of yesterday. */
interface Names {
  readonly workflow: string
  readonly origin: string
  readonly input?: string
}

async function runWith(
  github: LoopbackGithub,
  { workflow, origin, input }: Names,
  inputs: Texts,
  options: CheckoutOptions = {},
): Promise<Run> {
  const checkout = await checkoutOf(github, options)
  checkout.git('remote', 'set-url', 'origin', `https://github.com/${origin}`)
  const run = await checkout.run(
    { ...inputs, ...(input === undefined ? {} : { repository: input }) },
    { GITHUB_REPOSITORY: workflow },
  )
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 0, log: expect.any(String) })
  expect(github.unexpected).toEqual([])
  return run
}

/** What may still have the old name. */
function namesOf(present: string): [string, Names][] {
  return [
    ['since the run began', { workflow: OLD, origin: OLD }],
    ['since the checkout', { workflow: present, origin: OLD }],
    ['since the event', { workflow: OLD, origin: present }],
    ['and is given by its old name', { workflow: present, origin: present, input: OLD }],
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

    await runWith(github, names, { mode: 'pull-request' })
    await runWith(github, names, { mode: 'pull-request' })
    const run = await runWith(github, names, {
      mode: 'pull-request',
      image: 'ghcr.io/repo/migrations:v0.2.0',
      labels: 'database',
      reviewers: 'octocat',
    })

    expect(run.outputs['pull-request-number']).toBe('1')
    expect(github.pulls).toMatchObject([{ state: 'open', labels: ['database'], reviewers: ['octocat'] }])
    const files = github.repository.files('atlas-init-container/main')
    expect(files['k8s/web.yaml']?.text).toContain('migrations:v0.2.0')

    github.repository.commit('main', { 'k8s/web.yaml': injected(deployment()) })
    await runWith(github, names, { mode: 'pull-request' })
    expect(github.pulls).toMatchObject([{ state: 'closed' }])
  })

  test.each(ways.filter(([, { input }]) => input === undefined))(
    '%s takes a commit to the branch of a pull request',
    async (_, names) => {
      const github = await temporaryGithub(WEB, { owner, name, formerNames: [OLD] })
      const event = { name: 'pull_request', head: 'change', files: { 'n.txt': '' } } as const

      const run = await runWith(github, names, { mode: 'commit' }, { event })

      expect(run.outputs).toMatchObject({ branch: 'change', 'commit-sha': github.repository.head('change') })
      expect(github.repository.files('change')['k8s/web.yaml']?.text).toBe(injected(deployment()))
    },
  )
})

test('a repository that was renamed is written to by its new name, which costs one request', async () => {
  const github = await temporaryGithub(WEB, { name: 'store', formerNames: [OLD] })

  const run = await runWith(github, { workflow: OLD, origin: OLD }, { mode: 'commit' })

  expect(run.log).toContain('The repository octo/shop is called octo/store now.')
  expect(run.log).toMatch(/Committed \w{7} to `main` of octo\/store\./)
  const writes = github.requests.filter(({ method }) => method !== 'GET')
  expect(writes.map(({ path }) => path.replace(/\/git\/.*/, ''))).toEqual(writes.map(() => '/repos/octo/store'))
})

test('a fork of the same owner is no former name', async () => {
  const github = await temporaryGithub(WEB, { owner: 'octo', name: 'store', formerNames: [OLD] })
  const event = { name: 'pull_request', head: 'change', fork: 'octo/fork' } as const
  const checkout = await checkoutOf(github, { event })

  const run = await checkout.run({ mode: 'commit' })

  expect(run.exitCode).toBe(1)
  expect(run.log).toContain('comes from the fork octo/fork')
})
