import { describe, expect, test } from '@jest/globals'

import type { Texts } from '../action/job.ts'
import { failure } from '../github/faults.ts'
import type { GithubOptions, LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { BRANCH, COMMIT, NEWER, play, propose, PULL_REQUEST, stateOf, WEB, withProposal } from './scene.ts'

const WORKFLOW = '.github/workflows/a.yml'
const FILES_OF_ALL = { ...WEB, [WORKFLOW]: 'on: push\n' }

const PROTECTED = 'it is protected'
const FILES = 'its files in `.github/workflows` differ from those of the default branch'
const BYPASS = "let the token's app bypass the rule"
const NEITHER = 'the token sees no protection and no rule of the branch'
const EITHER = 'it may be protected, or a ruleset may block the token'

interface Reason {
  readonly settings: Partial<GithubOptions>
  readonly says: readonly string[]
  readonly not: readonly string[]
  /** Whether it happens on a branch whose workflow files are not those of `main`. */
  readonly elsewhere?: boolean
}

/** What a run says that fails because a branch was not moved, and which leaves everything as it was. */
async function refusalOf(github: LoopbackGithub, inputs: Texts, branch = 'main'): Promise<string> {
  const before = stateOf(github)
  const { exitCode, annotations } = await propose(github, inputs, { branch })
  expect([exitCode, stateOf(github), github.unexpected]).toEqual([1, before, []])
  expect(annotations).toMatchObject([{ level: 'error', title: 'Not published' }])
  return annotations[0]?.message ?? ''
}

const BRANCHES = ['main', 'old', BRANCH, 'atlas-init-container/old']

function onAll(rules: readonly string[]): Partial<GithubOptions> {
  return { rulesets: Object.fromEntries(BRANCHES.map((branch) => [branch, rules])) }
}

describe.each<[string, Texts, RequestName, string]>([
  ['a commit', COMMIT, 'git/update-ref', 'pull_request'],
  ['the branch of a pull request, made', PULL_REQUEST, 'graphql updateRefs', 'creation'],
])('%s is refused', (_, inputs, request, rule) => {
  const RULED = `rulesets block the token (${rule})`

  test.each<[string, Reason]>([
    // A branch that is not there is made, whatever protects it.
    ...(request === 'git/update-ref'
      ? [
          [
            'by its protection',
            { settings: { protectedBranches: BRANCHES }, says: [PROTECTED, BYPASS], not: [FILES, 'ruleset'] },
          ] satisfies [string, Reason],
        ]
      : []),
    [
      'by a ruleset, whose rules are named',
      { settings: onAll([rule, 'required_linear_history', rule]), says: [RULED, BYPASS], not: [FILES, PROTECTED] },
    ],
    [
      'for its workflow files',
      {
        settings: onAll(['deletion', 'non_fast_forward']),
        elsewhere: true,
        says: [FILES, '`workflows: write`'],
        not: [PROTECTED, BYPASS, 'ruleset'],
      },
    ],
    [
      'for its workflow files, and by a ruleset',
      { settings: onAll([rule]), elsewhere: true, says: [FILES, 'rulesets block', BYPASS], not: [PROTECTED] },
    ],
  ])('%s', async (_, { settings, elsewhere = false, says, not }) => {
    const github = await temporaryGithub(FILES_OF_ALL, settings)
    github.repository.commit('old', { ...FILES_OF_ALL, [WORKFLOW]: 'on: pull_request\n' })

    const message = await refusalOf(github, inputs, elsewhere ? 'old' : 'main')

    for (const text of says) expect(message).toContain(text)
    for (const text of not) expect(message).not.toContain(text)
  })

  test.each([403, 404, 422])('with %d for a reason that the token cannot see', async (status) => {
    const github = await temporaryGithub(FILES_OF_ALL)
    github.faultAlways(request, failure(status, 'No'))

    const message = await refusalOf(github, inputs)

    expect(message).toContain(`GitHub answered ${status} ("No"`)
    expect(message).toContain(NEITHER)
    expect(message).not.toContain(FILES)
  })

  test('and GitHub tells nothing more: both reasons are named', async () => {
    const github = await temporaryGithub(FILES_OF_ALL)
    github.faultAlways(request, failure(422, 'No'))
    for (const name of ['repos/get-branch', 'repos/get-branch-rules', 'graphql query'] as const)
      github.faultAlways(name, failure(403, 'No'))

    const message = await refusalOf(github, inputs)

    expect(message).toContain(EITHER)
    expect(message).toContain(FILES)
  })
})

test.each([
  ['moved', 'update', NEWER],
  ['deleted', 'deletion', {}],
])('the branch of a pull request that is not %s: the rule', async (what, rule, inputs) => {
  const rulesets: Record<string, string[]> = {}
  const { github } = await withProposal(FILES_OF_ALL, {}, { rulesets })
  rulesets[BRANCH] = [rule, 'branch_name_pattern', 'creation']
  if (what === 'deleted') github.repository.branch('main', github.repository.head(BRANCH))

  const message = await refusalOf(github, inputs)

  expect(message).toContain(`rulesets block the token (${rule})`)
  expect(message).not.toContain('workflows')
})

test('the branch of a pull request that is protected: another one', async () => {
  const { github } = await withProposal(FILES_OF_ALL, {}, { protectedBranches: [BRANCH] })

  expect(await refusalOf(github, NEWER)).toContain(
    'it is protected. To continue, set the input `branch` to another name',
  )
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
    const fault = failure(403, SAML, { 'x-github-sso': `required; url=${URL_OF_GITHUB}` })

    const { run } = await play({ inputs, fault: [name, fault] })

    expect(run.exitCode).toBe(1)
    expect(run.log).toContain(`Its owner can authorize it at ${URL_OF_GITHUB} within the hour`)
    expect(run.log).not.toMatch(/permission\b|protected, or|Workflow permissions/)
  })

  test.each([
    'required',
    'required; url=http://github.com/orgs/acme/sso',
    'required; url=https://github.com.example.com/sso',
    'required; url=https://github.com@example.com/sso',
    'required; url=javascript:alert(1)',
  ])('whose header is %s: the settings, and no page that is not of GitHub', async (header) => {
    const { run } = await play({ fault: ['git/get-ref', failure(403, SAML, { 'x-github-sso': header })] })

    expect(run.log).toContain('Its owner can authorize it under Settings → Developer settings')
    expect(run.log).not.toMatch(/example\.com|javascript|http:\/\/github/)
  })

  test('of others, whose results are left out, is no reason', async () => {
    const headers = { 'x-github-sso': 'partial-results; organizations=21955855' }
    const fault = failure(403, 'Resource not accessible by integration', headers)

    const { run } = await play({ fault: ['git/create-tree', fault] })

    expect(run.log).toContain('The token lacks a permission.')
    expect(run.log).not.toContain('single sign-on')
  })
})
