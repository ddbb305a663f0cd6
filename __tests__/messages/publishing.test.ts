import { describe, expect, test } from '@jest/globals'

import { delayLine, failureSentence, problemWords } from '../../src/messages/github.ts'
import { publishWords } from '../../src/messages/publishing.ts'
import { ACTION_WORDING } from '../../src/messages/wording.ts'
import type { RequestReason } from '../../src/outcome/github.ts'
import type { PublishFailure, RequestProblem } from '../../src/outcome/publish-failure.ts'
import { tableOf, type Rows } from './rows.ts'
import type { FailedRequest, GithubRequest } from '../../src/failures/github.ts'

const SHA = 'a'.repeat(40)
const PROBLEM: RequestProblem = { failure: failed({ code: 'create-tree' }), reason: { code: 'not-ready' } }
const NO_OBSTACLES = { isProtected: false, rules: [], hasOtherWorkflows: false }

function failed(request: GithubRequest): FailedRequest {
  return { request, status: 404, words: 'Not Found', documentation: '' }
}

const FAILURES: Rows<PublishFailure> = {
  'no-git': [
    [
      { code: 'no-git', words: 'spawn git ENOENT' },
      'Cannot run git ("spawn git ENOENT"). Install git on the runner, before `actions/checkout`.',
    ],
  ],
  'git-failed': [
    [
      { code: 'git-failed', command: 'ls-tree', folder: '/w', words: 'fatal: not a tree object' },
      '`git ls-tree` failed in /w: fatal: not a tree object',
    ],
  ],
  'no-checkout': [
    [
      { code: 'no-checkout', folder: '/w', words: 'fatal: not a git repository' },
      '/w is not in a checkout with a commit ("fatal: not a git repository"). Run `actions/checkout` before this step, on a runner that has git.',
    ],
  ],
  'checkout-around-workspace': [
    [
      { code: 'checkout-around-workspace', folder: '/w/k8s', root: '/w' },
      '/w/k8s is in the repository /w, which is larger than the workspace, so it is no checkout of this job. Run `actions/checkout` before this step, on a runner that has git.',
    ],
  ],
  'commit-not-pushed': [
    [
      { code: 'commit-not-pushed', commit: SHA },
      'Commit aaaaaaa exists only in this checkout and would be lost. Push it before this step. Or leave its changes uncommitted: the action publishes them in the files that it rewrites.',
    ],
  ],
  'no-origin': [[{ code: 'no-origin' }, 'The checkout has no remote `origin`. Set the input `repository`.']],
  'foreign-origin': [
    [
      { code: 'foreign-origin', server: 'github.com', host: undefined },
      'The remote `origin` is not a repository on github.com. Set the input `repository`.',
    ],
    [
      { code: 'foreign-origin', server: 'github.com', host: 'gitlab.com' },
      'The remote `origin` is on gitlab.com, not on github.com. Set the input `repository`.',
    ],
  ],
  'merge-queue': [
    [
      { code: 'merge-queue', branch: 'gh-readonly-queue/main/pr-1' },
      '`gh-readonly-queue/main/pr-1` is a temporary branch of a merge queue. Set the input `branch` (for a pull request, `base`), or skip this step on `merge_group`.',
    ],
  ],
  'detached-head': [
    [
      { code: 'detached-head', tag: undefined },
      'HEAD is detached, so there is no branch to publish to. Set the input `branch` (for a pull request, `base`), or check out a branch.',
    ],
    [
      { code: 'detached-head', tag: 'v1' },
      'HEAD is at tag `v1`, so there is no branch to publish to. Set the input `branch` (for a pull request, `base`), or check out a branch.',
    ],
  ],
  fork: [
    [
      { code: 'fork', repository: 'hubber/shop' },
      'The pull request comes from the fork hubber/shop, and a workflow cannot write to the branch of a fork. Use `mode: check` to report what is missing, or `mode: output` and upload its output `patch`.',
    ],
    [
      { code: 'fork', repository: undefined },
      'The pull request comes from a deleted fork, and a workflow cannot write to the branch of a fork. Use `mode: check` to report what is missing, or `mode: output` and upload its output `patch`.',
    ],
  ],
  'same-branch': [
    [
      { code: 'same-branch', branch: 'main' },
      '`main` is the branch that the pull request comes from, so it cannot be its base. Check out the base branch, or set the input `base`.',
    ],
  ],
  'file-outside-checkout': [
    [
      { code: 'file-outside-checkout', root: '/w/app' },
      'This file is outside the checkout /w/app. Exclude it with a `!` pattern in `manifests`, or publish it in its own step with its checkout as `working-directory`.',
    ],
  ],
  submodule: [
    [
      { code: 'submodule', place: 'sub' },
      'This file cannot be committed: `sub` is a submodule. Set `working-directory` to it, or exclude the file with a `!` pattern in `manifests`.',
    ],
  ],
  'symbolic-link': [
    [
      { code: 'symbolic-link', place: 'k8s' },
      'This file cannot be committed: `k8s` is a symbolic link in the repository. Commit the file that it points to, or exclude this file with a `!` pattern in `manifests`.',
    ],
  ],
  'ignored-file': [
    [
      { code: 'ignored-file' },
      'This file cannot be committed: git ignores it, or it belongs to a nested repository. Exclude it with a `!` pattern in `manifests`, or set `working-directory` to the nested repository.',
    ],
  ],
  'folder-on-branch': [
    [{ code: 'folder-on-branch' }, 'The branch now has a folder in place of this file. Check out the branch again.'],
  ],
  'file-on-branch': [
    [
      { code: 'file-on-branch' },
      'The branch already has this file with other content. Nothing was published. Check out the branch again.',
    ],
  ],
  'changed-twice': [
    [
      { code: 'changed-twice' },
      'This file was edited before this step, and it changed on the branch after the checkout. Nothing was published, because one of the two would be lost. Check out the head of the branch (for a pull request, with `ref: ${{ github.head_ref }}`), and run the job again.',
    ],
  ],
  'deleted-on-branch': [
    [
      { code: 'deleted-on-branch' },
      'This file was edited before this step, and it was deleted on the branch after the checkout. Nothing was published, because one of the two would be lost. Check out the head of the branch (for a pull request, with `ref: ${{ github.head_ref }}`), and run the job again.',
    ],
  ],
  'file-too-large': [
    [
      { code: 'file-too-large', limit: 100_000_000 },
      'This file would be larger than 100 MB, the most that GitHub stores of a file. Split it, or exclude it with a `!` pattern in `manifests`.',
    ],
  ],
  'edits-converted': [
    [
      { code: 'edits-converted' },
      'This file was edited before this step, and git stores it in another form (line endings, or a filter in `.gitattributes`). Commit the edits before this step, or check out without the conversion (`git config --global core.autocrlf false`).',
    ],
  ],
  'unreadable-conversion': [
    [
      { code: 'unreadable-conversion' },
      'Git stores this file in another form (a filter in `.gitattributes`, such as Git LFS or git-crypt), which the action cannot rewrite. Remove the filter from this file, or exclude the file with a `!` pattern in `manifests`.',
    ],
  ],
  'file-not-read': [
    [
      { code: 'file-not-read', fault: { code: 'changed' } },
      'This file cannot be published: it changed after the action read it. Run the job again.',
    ],
  ],
  'busy-branch': [
    [
      { code: 'busy-branch', branch: 'main', tries: 25 },
      'Branch `main` moved during each of 25 attempts to publish. Nothing was published. Run the job again when there are fewer pushes to it.',
    ],
  ],
  'unrelated-branch': [
    [
      { code: 'unrelated-branch', branch: 'old', failure: failed({ code: 'compare-branch', branch: 'old' }) },
      'Could not compare branch `old` with its base: GitHub answered 404 ("Not Found"). Both commits existed a moment ago. If branch `old` shares no history with its base, delete it or set the input `branch` to another name, and run the job again.',
    ],
  ],
  'foreign-branch': [
    [
      { code: 'foreign-branch', branch: 'production' },
      'Branch `production` exists, and this action did not create it. Nothing was overwritten. Set the input `branch` to another name, or delete the branch.',
    ],
  ],
  'foreign-commits': [
    [
      { code: 'foreign-commits', branch: 'production', authors: ['@octocat', 'Mona'] },
      'Branch `production` has commits by @octocat, Mona. The action replaces only a single commit of its own that nobody has amended. Nothing was overwritten. Merge the pull request, or move the commits to another branch and delete this one; then run the job again. To keep both, set the input `branch` to another name.',
    ],
  ],
  'tree-not-ready': [
    [
      { code: 'tree-not-ready', commit: SHA },
      'GitHub does not return the files of commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa yet. Run the job again.',
    ],
  ],
  'unreadable-blob': [
    [
      { code: 'unreadable-blob', blob: SHA, isTruncated: true },
      'A manifest changed on the branch after the checkout, and its new content (blob aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) is larger than GitHub returns. Check out the branch again, and run the job again.',
    ],
    [
      { code: 'unreadable-blob', blob: SHA, isTruncated: false },
      'A manifest changed on the branch after the checkout, and its new content (blob aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) is not UTF-8. Check out the branch again, and run the job again.',
    ],
  ],
  'secret-in-request': [
    [
      { code: 'secret-in-request' },
      'A request to GitHub was not sent, because it contains the value of `database-url`, `config` or `token`, or a part of one. Check the manifests, the names of branches and files, and the texts that you set.',
    ],
  ],
  'request-failed': [
    [
      { code: 'request-failed', ...PROBLEM },
      'Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again.',
    ],
  ],
  'pull-request-not-opened': [
    [
      { code: 'pull-request-not-opened', mayBeForbidden: true, ...PROBLEM },
      'Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again. If the job has these permissions, allow pull requests in the repository and in its organization: Settings → Actions → General → Workflow permissions → "Allow GitHub Actions to create and approve pull requests". Or pass the token of a GitHub App.',
    ],
    [
      { code: 'pull-request-not-opened', mayBeForbidden: false, ...PROBLEM },
      'Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again.',
    ],
  ],
  'incomplete-pull-request': [
    [
      { code: 'incomplete-pull-request', number: 1, part: 'content', names: [], ...PROBLEM },
      'Pull request #1 is open, but not up to date. Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again.',
    ],
    [
      { code: 'incomplete-pull-request', number: 1, part: 'labels', names: ['a'], ...PROBLEM },
      'Pull request #1 is open, without the label `a`. Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again.',
    ],
    [
      { code: 'incomplete-pull-request', number: 1, part: 'labels', names: ['a', 'b', 'c'], ...PROBLEM },
      'Pull request #1 is open, without the labels `a`, `b` and `c`. Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again.',
    ],
    [
      { code: 'incomplete-pull-request', number: 1, part: 'reviewers', names: ['mona', 'octo/dba'], ...PROBLEM },
      'Pull request #1 is open, but no review by `mona` and `octo/dba` was requested. Could not create the tree: GitHub answered 404 ("Not Found"). If the repository is empty, push a first commit. Otherwise, run the job again.',
    ],
  ],
}

test.each(tableOf(FAILURES))('%j', (failure, words) => {
  expect(publishWords(failure, ACTION_WORDING).message).toBe(words)
})

test('the title names the part of the pull request that is missing', () => {
  const titles = (['content', 'labels', 'reviewers'] as const).map(
    (part) =>
      publishWords({ code: 'incomplete-pull-request', number: 1, part, names: ['a'], ...PROBLEM }, ACTION_WORDING)
        .title,
  )

  expect(titles).toEqual(['Pull request', 'Labels', 'Reviewers'])
  expect(publishWords({ code: 'no-origin' }, ACTION_WORDING).title).toBe('Not published')
})

const REQUESTS: Rows<GithubRequest> = {
  'read-repository': [[{ code: 'read-repository' }, 'read the repository']],
  'compare-workflows': [[{ code: 'compare-workflows' }, 'compare the workflow files']],
  'create-commit': [[{ code: 'create-commit' }, 'create the commit']],
  'create-tree': [[{ code: 'create-tree' }, 'create the tree']],
  'find-commit': [[{ code: 'find-commit' }, 'find the new commit on the branch']],
  'find-pull-request': [[{ code: 'find-pull-request' }, 'find the pull request']],
  'open-pull-request': [[{ code: 'open-pull-request' }, 'open the pull request']],
  'read-branch': [[{ code: 'read-branch', branch: 'main' }, 'read branch `main`']],
  'read-protection': [[{ code: 'read-protection', branch: 'main' }, 'read the protection of branch `main`']],
  'read-rules': [[{ code: 'read-rules', branch: 'main' }, 'read the rules of branch `main`']],
  'compare-branch': [[{ code: 'compare-branch', branch: 'main' }, 'compare branch `main` with its base']],
  'create-branch': [[{ code: 'create-branch', branch: 'main' }, 'create branch `main`']],
  'move-branch': [[{ code: 'move-branch', branch: 'main' }, 'move branch `main`']],
  'delete-branch': [[{ code: 'delete-branch', branch: 'main' }, 'delete branch `main`']],
  'read-commit': [[{ code: 'read-commit', commit: '1a2b3c4' }, 'read commit 1a2b3c4']],
  'read-folders': [[{ code: 'read-folders', commit: '1a2b3c4' }, 'list the files of commit 1a2b3c4']],
  'read-files': [[{ code: 'read-files', commit: '1a2b3c4' }, 'read files of commit 1a2b3c4']],
  'store-file': [[{ code: 'store-file', path: 'k8s/web.yaml' }, 'store `k8s/web.yaml`']],
  'find-label': [[{ code: 'find-label', label: 'db' }, 'find the label `db`']],
  'update-pull-request': [[{ code: 'update-pull-request', number: 1 }, 'update pull request #1']],
  'convert-to-draft': [[{ code: 'convert-to-draft', number: 1 }, 'convert pull request #1 to a draft']],
  'mark-as-ready': [[{ code: 'mark-as-ready', number: 1 }, 'mark pull request #1 as ready for review']],
  'add-labels': [[{ code: 'add-labels', number: 1 }, 'add labels to pull request #1']],
  'read-reviews': [[{ code: 'read-reviews', number: 1 }, 'read the reviews of pull request #1']],
  'request-reviews': [[{ code: 'request-reviews', number: 1 }, 'request reviews of pull request #1']],
  comment: [[{ code: 'comment', number: 1 }, 'comment on pull request #1']],
  'close-pull-request': [[{ code: 'close-pull-request', number: 1 }, 'close pull request #1']],
}

test.each(tableOf(REQUESTS))('a request that failed: %j', (request, words) => {
  expect(failureSentence(failed(request))).toBe(`Could not ${words}: GitHub answered 404 ("Not Found").`)
})

test.each<[Partial<FailedRequest>, string]>([
  [{ words: '' }, 'GitHub answered 404.'],
  [
    { documentation: 'https://docs.github.com/rest' },
    'GitHub answered 404 ("Not Found", https://docs.github.com/rest).',
  ],
  [{ status: undefined, words: 'read ECONNRESET' }, 'GitHub sent no valid answer ("read ECONNRESET").'],
])('the answer %j', (answer, words) => {
  expect(failureSentence({ ...failed({ code: 'create-tree' }), ...answer })).toBe(`Could not create the tree: ${words}`)
})

const REASONS: Rows<RequestReason> = {
  'too-large': [
    [
      { code: 'too-large', size: { files: 2, bytes: 1_500_000 } },
      'The request contained 2 files (1.5 MB), which may be more than GitHub accepts. Run the job again. If it fails again, publish fewer manifests at a time: split `manifests` or `workloads` over several steps.',
    ],
    [
      { code: 'too-large', size: undefined },
      'The request asked for more than GitHub returns. Run the job again. If it fails again, publish fewer manifests at a time: split `manifests` or `workloads` over several steps.',
    ],
  ],
  unclear: [
    [
      { code: 'unclear', mayBeDone: false },
      'Run the job again: it completes what is missing and repeats nothing. If it fails again, check the network and the proxy of the runner, and https://www.githubstatus.com.',
    ],
    [
      { code: 'unclear', mayBeDone: true },
      'The change may have been made nevertheless. Run the job again: it completes what is missing and repeats nothing. If it fails again, check the network and the proxy of the runner, and https://www.githubstatus.com.',
    ],
  ],
  'rate-limit': [[{ code: 'rate-limit', seconds: 61 }, 'The rate limit is reached. Run the job again in 2 minutes.']],
  'invalid-token': [
    [
      { code: 'invalid-token' },
      "The token is expired, revoked or for another server. Omit the input `token` to use the workflow's token, or create a token in the same job.",
    ],
  ],
  'not-ready': [
    [{ code: 'not-ready' }, 'If the repository is empty, push a first commit. Otherwise, run the job again.'],
  ],
  unknown: [
    [
      { code: 'unknown' },
      'Correct what GitHub reports, and run the job again. If the cause is not on your side, report it at https://github.com/OWNER/atlas-init-container/issues.',
    ],
  ],
  'single-sign-on': [
    [
      { code: 'single-sign-on', url: 'https://github.com/orgs/acme/sso' },
      'The organization enforces SAML single sign-on, and the personal access token in the input `token` is not authorized for it. Its owner can authorize it at https://github.com/orgs/acme/sso within the hour, or under Settings → Developer settings → Personal access tokens → Configure SSO. Then run the job again. The token of a workflow or of a GitHub App needs no authorization.',
    ],
    [
      { code: 'single-sign-on', url: undefined },
      'The organization enforces SAML single sign-on, and the personal access token in the input `token` is not authorized for it. Its owner can authorize it under Settings → Developer settings → Personal access tokens → Configure SSO. Then run the job again. The token of a workflow or of a GitHub App needs no authorization.',
    ],
  ],
  'invisible-repository': [
    [
      { code: 'invisible-repository', repository: 'octo/shop' },
      "The token cannot access octo/shop, or the repository does not exist. The workflow's token can access only its own repository: pass the token of a GitHub App that is installed in octo/shop, or correct the input `repository`.",
    ],
  ],
  'archived-repository': [
    [
      { code: 'archived-repository', repository: 'octo/shop' },
      'octo/shop is archived and read-only. Unarchive it, or remove this step.',
    ],
  ],
  'missing-branch': [
    [
      { code: 'missing-branch', repository: 'octo/shop', branch: 'main' },
      'octo/shop has no branch `main`. Push it first, or correct the input `branch` or `base`.',
    ],
  ],
  'token-of-another-repository': [
    [
      { code: 'token-of-another-repository', repository: 'octo/shop', mode: 'commit' },
      "The token lacks a permission in octo/shop. The workflow's token can write only to its own repository: pass the token of a GitHub App that is installed in octo/shop and has `contents: write`.",
    ],
    [
      { code: 'token-of-another-repository', repository: 'octo/shop', mode: 'pull-request' },
      "The token lacks a permission in octo/shop. The workflow's token can write only to its own repository: pass the token of a GitHub App that is installed in octo/shop and has `contents: write` and `pull-requests: write`.",
    ],
  ],
  'missing-permission': [
    [
      { code: 'missing-permission', mode: 'commit' },
      "The token lacks a permission. For the workflow's token, add these lines to the job. A GitHub App or a fine-grained token needs the same permissions.",
    ],
  ],
  'unmoved-branch': [
    [
      { code: 'unmoved-branch', mode: 'commit', obstacles: undefined, isUnsigned: false },
      "The branch is unchanged: something else was changing it, or a rule blocks it. Run the job again. If it fails again, use `mode: pull-request`, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches).",
    ],
    [
      { code: 'unmoved-branch', mode: 'commit', obstacles: { ...NO_OBSTACLES, isProtected: true }, isUnsigned: false },
      "The branch is unchanged: it is protected. To continue, use `mode: pull-request`, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches).",
    ],
    [
      {
        code: 'unmoved-branch',
        mode: 'pull-request',
        obstacles: { ...NO_OBSTACLES, rules: ['creation', 'update'] },
        isUnsigned: true,
      },
      "The branch is unchanged: rulesets block the token (creation, update). To continue, set the input `branch` to another name, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches). The commit is not signed, because the input `token` is a personal access token. If the branch requires signed commits, pass the token of the workflow or of a GitHub App.",
    ],
    [
      {
        code: 'unmoved-branch',
        mode: 'commit',
        obstacles: { isProtected: true, rules: ['pull_request'], hasOtherWorkflows: true },
        isUnsigned: false,
      },
      "The branch is unchanged: it is protected, and rulesets block the token (pull_request). To continue, use `mode: pull-request`, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches). Also, its files in `.github/workflows` differ from those of the default branch, so only a token with the permission `workflows` may move it. The workflow's token cannot have this permission. Merge the default branch into it, or pass the token of a GitHub App with `workflows: write`.",
    ],
    [
      {
        code: 'unmoved-branch',
        mode: 'commit',
        obstacles: { ...NO_OBSTACLES, hasOtherWorkflows: true },
        isUnsigned: false,
      },
      "The branch is unchanged: its files in `.github/workflows` differ from those of the default branch, so only a token with the permission `workflows` may move it. The workflow's token cannot have this permission. Merge the default branch into it, or pass the token of a GitHub App with `workflows: write`.",
    ],
    [
      { code: 'unmoved-branch', mode: 'commit', obstacles: NO_OBSTACLES, isUnsigned: false },
      "The branch is unchanged: the token sees no protection and no rule of the branch, but a ruleset on pushes may block it. To continue, use `mode: pull-request`, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches).",
    ],
    [
      {
        code: 'unmoved-branch',
        mode: 'commit',
        obstacles: { isProtected: undefined, rules: undefined, hasOtherWorkflows: undefined },
        isUnsigned: false,
      },
      "The branch is unchanged: it may be protected, or a ruleset may block the token. Or its files in `.github/workflows` differ from those of the default branch, so only a token with the permission `workflows` may move it. The workflow's token cannot have this permission. Merge the default branch into it, or pass the token of a GitHub App with `workflows: write`. To continue, use `mode: pull-request`, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches).",
    ],
  ],
  'unknown-labels': [
    [
      { code: 'unknown-labels', repository: 'octo/shop' },
      "A label does not exist in octo/shop, and the token may not create labels. Create it under Issues → Labels, or let the token create it: for the workflow's token, add these lines to the job.",
    ],
  ],
  'invalid-reviewers': [
    [
      { code: 'invalid-reviewers' },
      'Correct the input `reviewers`: a reviewer needs access to the repository and cannot be the author of the pull request. To request a review by a team, the token must be able to read teams: pass the token of a GitHub App with `members: read`.',
    ],
  ],
}

test.each(tableOf(REASONS))('why a request failed: %j', (reason, words) => {
  const { failure } = PROBLEM

  expect(problemWords({ failure, reason }, ACTION_WORDING).message).toBe(`${failureSentence(failure)} ${words}`)
})

describe('lines to add to a workflow', () => {
  test.each<[RequestReason, readonly string[]]>([
    [{ code: 'missing-permission', mode: 'commit' }, ['contents: write']],
    [{ code: 'missing-permission', mode: 'pull-request' }, ['contents: write', 'pull-requests: write']],
    [{ code: 'unknown-labels', repository: 'octo/shop' }, ['contents: write', 'pull-requests: write', 'issues: write']],
  ])('for %j', (reason, lines) => {
    const { snippet } = problemWords({ ...PROBLEM, reason }, ACTION_WORDING)

    expect(snippet).toEqual(['permissions:', ...lines.map((line) => `  ${line}`)])
  })

  test('are not there where they do not help', () => {
    expect(problemWords(PROBLEM, ACTION_WORDING)).not.toHaveProperty('snippet')
  })
})

test('the log says why a run takes longer', () => {
  expect(delayLine({ code: 'renamed', before: 'octo/shop', repository: 'octo/store' })).toBe(
    'The repository octo/shop was renamed to octo/store.',
  )
  expect(delayLine({ code: 'rate-limited', request: { code: 'create-commit' }, seconds: 2 })).toBe(
    "GitHub's rate limit is reached. Waiting 2 s to create the commit.",
  )
})
