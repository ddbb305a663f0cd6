import { describe, expect, test } from '@jest/globals'

import { deployment } from '../action/manifests.ts'
import type { Texts } from '../action/job.ts'
import { failure } from '../github/faults.ts'
import type { GithubOptions, LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'

const WEB = { 'k8s/web.yaml': deployment(), '.github/workflows/a.yml': 'on: push\n' }
const COMMIT = { mode: 'commit' }
const PULL_REQUEST = { mode: 'pull-request' }

const PROTECTED = 'it is protected'
const FILES = 'its files in .github/workflows differ from those of the default branch'
const BYPASS = "let the token's app bypass the rule"
const NEITHER = 'the token sees no protection and no rule of the branch'
const EITHER = 'it may be protected, or a ruleset may keep the token from it'

/** What a run from a branch says, which fails because a branch was not moved. */
async function refused(github: LoopbackGithub, inputs: Texts, branch = 'main'): Promise<string> {
  const before = github.repository.branches()
  const run = await (await checkoutOf(github, { branch })).run(inputs)

  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 1, log: expect.any(String) })
  expect(github.repository.branches()).toEqual(before)
  expect(github.unexpected).toEqual([])
  expect(run.annotations).toMatchObject([{ level: 'error', title: 'Not published' }])
  return run.annotations[0]?.message ?? ''
}

interface Case {
  readonly options: Partial<GithubOptions>
  /** Whether it happens on a branch whose workflow files are not those of `main`. */
  readonly elsewhere?: boolean
  readonly says: readonly string[]
  readonly not: readonly string[]
}

const BRANCHES = ['main', 'old', 'atlas-init-container/main', 'atlas-init-container/old']

function onAll(rules: readonly string[]): Partial<GithubOptions> {
  return { rulesets: Object.fromEntries(BRANCHES.map((branch) => [branch, rules])) }
}

describe.each([
  ['a commit', COMMIT, 'advance', 'pull_request'],
  ['the branch of a pull request, made', PULL_REQUEST, 'make', 'creation'],
])('%s is refused', (_, inputs, kind, rule) => {
  const RULED = `rulesets keep the token from it (${rule})`

  test.each<[string, Case]>([
    [
      'by its protection',
      { options: { protectedBranches: BRANCHES }, says: [PROTECTED, BYPASS], not: [FILES, 'ruleset'] },
    ],
    [
      'by a ruleset, whose rules are named',
      {
        options: onAll([rule, 'required_linear_history', rule]),
        says: [RULED, BYPASS],
        not: [FILES, PROTECTED],
      },
    ],
    [
      'for its workflow files',
      {
        options: onAll(['deletion', 'non_fast_forward']),
        elsewhere: true,
        says: [FILES, '`workflows: write`'],
        not: [PROTECTED, BYPASS, 'ruleset'],
      },
    ],
    [
      'for its workflow files, and by a ruleset',
      { options: onAll([rule]), elsewhere: true, says: [FILES, 'rulesets keep', BYPASS], not: [PROTECTED] },
    ],
  ])('%s', async (_, { options, elsewhere = false, says, not }) => {
    const github = await temporaryGithub(WEB, options)
    github.repository.commit('old', { ...WEB, '.github/workflows/a.yml': 'on: pull_request\n' })
    // A branch that is not there is made, whatever protects it.
    if (kind === 'make' && options.protectedBranches !== undefined) return

    const message = await refused(github, inputs, elsewhere ? 'old' : 'main')

    for (const text of says) expect(message).toContain(text)
    for (const text of not) expect(message).not.toContain(text)
  })

  const REQUEST: RequestName = kind === 'advance' ? 'git/update-ref' : 'graphql updateRefs'

  function alwaysAt(github: LoopbackGithub, name: RequestName, status: number): void {
    for (let index = 0; index < 9; index++) github.faultOn(name, index, failure(status, 'No'))
  }

  test.each([403, 404, 422])('with %d for a reason that the token cannot see', async (status) => {
    const github = await temporaryGithub(WEB)
    alwaysAt(github, REQUEST, status)

    const message = await refused(github, inputs)

    expect(message).toContain(`GitHub answered ${status} ("No")`)
    expect(message).toContain(NEITHER)
    expect(message).not.toContain(FILES)
  })

  test('and GitHub tells nothing more: both reasons are named', async () => {
    const github = await temporaryGithub(WEB)
    alwaysAt(github, REQUEST, 422)
    for (const name of ['repos/get-branch', 'repos/get-branch-rules', 'graphql query'] as const)
      alwaysAt(github, name, 403)

    const message = await refused(github, inputs)

    expect(message).toContain(EITHER)
    expect(message).toContain(FILES)
  })
})

test.each([
  ['moved', 'update'],
  ['deleted', 'deletion'],
])('the branch of a pull request that is not %s: the rule', async (what, rule) => {
  const rulesets: Record<string, string[]> = {}
  const github = await temporaryGithub(WEB, { rulesets })
  await (await checkoutOf(github)).run(PULL_REQUEST)
  rulesets['atlas-init-container/main'] = [rule, 'branch_name_pattern', 'creation']
  if (what === 'deleted') {
    const [commit] = github.repository.log('atlas-init-container/main')
    github.repository.branch('main', commit?.sha ?? '')
  }
  github.forget()

  const message = await refused(github, {
    ...PULL_REQUEST,
    ...(what === 'moved' ? { image: 'ghcr.io/repo/m:v2' } : {}),
  })

  expect(message).toContain(`rulesets keep the token from it (${rule})`)
  expect(message).not.toContain('workflows')
})

describe('an organisation with single sign-on', () => {
  const URL_OF_GITHUB = 'https://github.com/orgs/acme/sso?authorization_request=A1'
  const SAML = 'Resource protected by organization SAML enforcement.'

  test.each<[RequestName, Texts]>([
    ['git/get-ref', COMMIT],
    ['git/create-tree', COMMIT],
    ['git/update-ref', COMMIT],
    ['graphql updateRefs', PULL_REQUEST],
    ['pulls/create', PULL_REQUEST],
  ])('at %s: the page to authorise the token on, and no other advice', async (name, inputs) => {
    const github = await temporaryGithub(WEB)
    for (let index = 0; index < 9; index++)
      github.faultOn(name, index, failure(403, SAML, { 'x-github-sso': `required; url=${URL_OF_GITHUB}` }))

    const run = await (await checkoutOf(github)).run(inputs)

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain(`Its owner can authorise it at ${URL_OF_GITHUB} within the hour`)
    expect(run.log).not.toMatch(/permission\b|protected, or|Workflow permissions|snippet/)
  })

  test.each([
    ['required', 403],
    ['required; url=http://github.com/orgs/acme/sso', 403],
    ['required; url=https://github.com.example.com/sso', 403],
    ['required; url=https://github.com@example.com/sso', 403],
    ['required; url=javascript:alert(1)', 403],
  ])('whose header is %s: the settings, and no page that is not of GitHub', async (header, status) => {
    const github = await temporaryGithub(WEB)
    github.faultOn('git/get-ref', 0, failure(status, SAML, { 'x-github-sso': header }))

    const run = await (await checkoutOf(github)).run(COMMIT)

    expect(run.log).toContain('Its owner can authorise it under Settings → Developer settings')
    expect(run.log).not.toMatch(/example\.com|javascript|http:\/\/github/)
  })

  test('of others, whose results are left out, is no reason', async () => {
    const github = await temporaryGithub(WEB)
    const headers = { 'x-github-sso': 'partial-results; organizations=21955855' }
    github.faultOn('git/create-tree', 0, failure(403, 'Resource not accessible by integration', headers))

    const run = await (await checkoutOf(github)).run(COMMIT)

    expect(run.log).toContain('The token lacks a permission.')
    expect(run.log).not.toContain('single sign-on')
  })
})
