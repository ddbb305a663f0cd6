import { describe, expect, test } from '@jest/globals'

import { PublishError, type Problem } from '../../src/publish/publish-error.ts'
import { checkedOutBranch, repositoryOf, type Source } from '../../src/publish/target.ts'
import type { WorkflowRun } from '../../src/github/workflow-run.ts'

const COMMIT = 'a'.repeat(40)
const ANOTHER_COMMIT = 'b'.repeat(40)
const HEAD_COMMIT = 'c'.repeat(40)
const QUEUE = 'gh-readonly-queue/main/pr-1-a'

function source(given: Partial<Source> = {}): Source {
  return { commit: COMMIT, branch: undefined, origin: 'https://github.com/octo/shop', ...given }
}

function run(given: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    event: 'push',
    ref: 'refs/heads/main',
    commit: COMMIT,
    repository: 'octo/shop',
    repositoryId: '1',
    server: 'https://github.com',
    pullRequest: undefined,
    ...given,
  }
}

function pullRequest(given: Partial<NonNullable<WorkflowRun['pullRequest']>> = {}): Partial<WorkflowRun> {
  const pull = { head: 'change', headCommit: HEAD_COMMIT, headRepository: 'octo/shop', base: 'main', ...given }
  return { event: 'pull_request', ref: 'refs/pull/7/merge', pullRequest: pull }
}

/** What keeps a run from publishing. */
function problemsOf(ask: () => unknown): readonly Problem[] {
  try {
    ask()
    return []
  } catch (error) {
    if (error instanceof PublishError) return error.problems
    throw error
  }
}

describe('the repository', () => {
  test.each([
    'https://github.com/octo/shop',
    'https://github.com/octo/shop.git',
    'https://github.com/octo/shop/',
    'https://x-access-token:t0k3n@github.com/octo/shop.git',
    'git@github.com:octo/shop.git',
    'github.com:octo/shop',
    'ssh://git@github.com/octo/shop.git',
    'ssh://git@github.com:22/octo/shop.git',
  ])('of the remote %s', (origin) => {
    expect(repositoryOf(undefined, source({ origin }), run())).toBe('octo/shop')
  })

  test.each([
    ['https://ghes.example.com:8443/octo/shop.web.git', 'https://ghes.example.com:8443', 'octo/shop.web'],
    ['git@ghes.example.com:octo/shop', 'https://ghes.example.com', 'octo/shop'],
  ])('of the remote %s on an Enterprise Server', (origin, server, repository) => {
    expect(repositoryOf(undefined, source({ origin }), run({ server }))).toBe(repository)
  })

  test('that is given goes before the remote', () => {
    expect(repositoryOf('octo/other', source({ origin: undefined }), run())).toBe('octo/other')
  })

  test.each([
    ['https://x:t0k3n@gitlab.com/octo/shop', 'gitlab.com'],
    ['https://github.com/octo/shop/tree', undefined],
    ['../shop', undefined],
    ['/srv/git/shop.git', undefined],
    ['file:///srv/git/octo/shop', undefined],
    ['C:\\git\\shop', undefined],
  ])('of the remote %s is not known', (origin, host) => {
    const problems = problemsOf(() => repositoryOf(undefined, source({ origin }), run()))

    expect(problems).toEqual([{ code: 'foreign-origin', server: 'github.com', host }])
  })

  test('without a remote is not known', () => {
    const problems = problemsOf(() => repositoryOf(undefined, source({ origin: undefined }), run()))

    expect(problems).toEqual([{ code: 'no-origin' }])
  })
})

describe('the branch', () => {
  test.each<[string, Partial<Source>, Partial<WorkflowRun>, string]>([
    ['a push', { branch: 'main' }, {}, 'main'],
    ['a push, another branch checked out', { branch: 'release' }, {}, 'release'],
    ['a push, its commit checked out', {}, { ref: 'refs/heads/feature/x' }, 'feature/x'],
    ['a tag, a branch checked out', { branch: 'main' }, { ref: 'refs/tags/v1' }, 'main'],
    ['a pull request', {}, pullRequest(), 'change'],
    ['a pull request, its branch checked out', { branch: 'change' }, pullRequest(), 'change'],
    ['a pull request, a third branch checked out', { branch: 'deploy' }, pullRequest(), 'deploy'],
    [
      'a pull request from a fork, a third branch',
      { branch: 'deploy' },
      pullRequest({ headRepository: 'a/b' }),
      'deploy',
    ],
    ['a pull request, its head checked out', { commit: HEAD_COMMIT }, pullRequest(), 'change'],
    ['a pull request, its base checked out by name', { branch: 'main' }, pullRequest(), 'main'],
    ['pull_request_target', { branch: 'main' }, { ...pullRequest(), event: 'pull_request_target' }, 'change'],
    [
      'pull_request_target, its head',
      { commit: HEAD_COMMIT },
      { ...pullRequest(), event: 'pull_request_target' },
      'change',
    ],
    ['a pull request, names in another case', {}, pullRequest({ headRepository: 'Octo/Shop' }), 'change'],
  ])('of %s', (_, from, during, branch) => {
    expect(checkedOutBranch(source(from), 'octo/shop', run(during))).toBe(branch)
  })

  test('of another repository is the one checked out, whatever the event', () => {
    const deploy = source({ branch: 'live' })

    expect(checkedOutBranch(deploy, 'octo/deploy', run(pullRequest()))).toBe('live')
    expect(checkedOutBranch(deploy, 'octo/deploy', run({ ref: 'refs/tags/v1' }))).toBe('live')
  })

  test.each<[string, Partial<Source>, Partial<WorkflowRun>, Problem]>([
    ['a tag', {}, { ref: 'refs/tags/v1' }, { code: 'detached-head', tag: 'v1' }],
    ['another commit than the pushed one', { commit: ANOTHER_COMMIT }, {}, { code: 'detached-head', tag: undefined }],
    [
      'a pull request, a third commit',
      { commit: ANOTHER_COMMIT },
      pullRequest(),
      { code: 'detached-head', tag: undefined },
    ],
    ['a merge queue', { branch: QUEUE }, {}, { code: 'merge-queue', branch: QUEUE }],
    ['a fork', {}, pullRequest({ headRepository: 'hubber/shop' }), { code: 'fork', repository: 'hubber/shop' }],
    ['a fork that is gone', {}, pullRequest({ headRepository: undefined }), { code: 'fork', repository: undefined }],
  ])('of %s is not known', (_, from, during, problem) => {
    expect(problemsOf(() => checkedOutBranch(source(from), 'octo/shop', run(during)))).toEqual([problem])
  })

  test('of another repository, detached, is not known', () => {
    const deploy = source({ commit: COMMIT })

    for (const during of [run(), run(pullRequest())])
      expect(problemsOf(() => checkedOutBranch(deploy, 'octo/deploy', during))).toEqual([
        { code: 'detached-head', tag: undefined },
      ])
  })
})
