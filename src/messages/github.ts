import type { PublishMode, RequestReason, UnmovedBranch } from '../outcome/github.ts'
import type { RequestProblem } from '../outcome/publish-failure.ts'
import { counted } from './counted.ts'
import type { Explanation } from './explanation.ts'
import type { Wording } from './wording.ts'
import { wordsFor, type Words } from './words.ts'
import type { BranchObstacles, FailedRequest, GithubDelay, GithubRequest } from '../failures/github.ts'

/** Requests, as what follows "to" or "could not". */
const REQUESTS: Words<GithubRequest> = {
  'read-repository': () => 'read the repository',
  'compare-workflows': () => 'compare the workflow files',
  'create-commit': () => 'create the commit',
  'create-tree': () => 'create the tree',
  'find-commit': () => 'find the new commit on the branch',
  'find-pull-request': () => 'find the pull request',
  'open-pull-request': () => 'open the pull request',
  'read-branch': ({ branch }) => `read branch \`${branch}\``,
  'read-protection': ({ branch }) => `read the protection of branch \`${branch}\``,
  'read-rules': ({ branch }) => `read the rules of branch \`${branch}\``,
  'compare-branch': ({ branch }) => `compare branch \`${branch}\` with its base`,
  'create-branch': ({ branch }) => `create branch \`${branch}\``,
  'move-branch': ({ branch }) => `move branch \`${branch}\``,
  'delete-branch': ({ branch }) => `delete branch \`${branch}\``,
  'read-commit': ({ commit }) => `read commit ${commit}`,
  'read-folders': ({ commit }) => `list the files of commit ${commit}`,
  'read-files': ({ commit }) => `read files of commit ${commit}`,
  'store-file': ({ path }) => `store \`${path}\``,
  'find-label': ({ label }) => `find the label \`${label}\``,
  'update-pull-request': ({ number }) => `update pull request #${number}`,
  'convert-to-draft': ({ number }) => `convert pull request #${number} to a draft`,
  'mark-as-ready': ({ number }) => `mark pull request #${number} as ready for review`,
  'add-labels': ({ number }) => `add labels to pull request #${number}`,
  'read-reviews': ({ number }) => `read the reviews of pull request #${number}`,
  'request-reviews': ({ number }) => `request reviews of pull request #${number}`,
  comment: ({ number }) => `comment on pull request #${number}`,
  'close-pull-request': ({ number }) => `close pull request #${number}`,
}

/** What the token needs, as lines below `permissions:` in a workflow. */
const PERMISSIONS: Readonly<Record<PublishMode, readonly string[]>> = {
  commit: ['contents: write'],
  'pull-request': ['contents: write', 'pull-requests: write'],
}

const REASONS: Words<RequestReason, [Wording]> = {
  'too-large': ({ size }, { name }) => {
    const what = size
      ? `The request contained ${counted(size.files, 'file')} (${(size.bytes / 1e6).toFixed(1)} MB), which may be more than GitHub accepts.`
      : 'The request asked for more than GitHub returns.'
    return `${what} Run the job again. If it fails again, publish fewer manifests at a time: split ${name('manifests')} or ${name('workloads')} over several steps.`
  },
  unclear: ({ mayBeDone }) =>
    `${mayBeDone ? 'The change may have been made nevertheless. ' : ''}Run the job again: it completes what is missing and repeats nothing. If it fails again, check the network and the proxy of the runner, and https://www.githubstatus.com.`,
  'rate-limit': ({ seconds }) =>
    `The rate limit is reached. Run the job again in ${counted(Math.ceil(seconds / 60), 'minute')}.`,
  'invalid-token': (_, { setting }) =>
    `The token is expired, revoked or for another server. Omit ${setting('token')} to use the workflow's token, or create a token in the same job.`,
  'not-ready': () => 'If the repository is empty, push a first commit. Otherwise, run the job again.',
  unknown: () =>
    'Correct what GitHub reports, and run the job again. If the cause is not on your side, report it at https://github.com/OWNER/atlas-init-container/issues.',
  'single-sign-on': ({ url }, { setting }) =>
    `The organization enforces SAML single sign-on, and the personal access token in ${setting('token')} is not authorized for it. Its owner can authorize it ${url === undefined ? '' : `at ${url} within the hour, or `}under Settings → Developer settings → Personal access tokens → Configure SSO. Then run the job again. The token of a workflow or of a GitHub App needs no authorization.`,
  'invisible-repository': ({ repository }, { setting }) =>
    `The token cannot access ${repository}, or the repository does not exist. The workflow's token can access only its own repository: pass the token of a GitHub App that is installed in ${repository}, or correct ${setting('repository')}.`,
  'archived-repository': ({ repository }) =>
    `${repository} is archived and read-only. Unarchive it, or remove this step.`,
  'missing-branch': ({ repository, branch }, { setting, name }) =>
    `${repository} has no branch \`${branch}\`. Push it first, or correct ${setting('branch')} or ${name('base')}.`,
  'token-of-another-repository': ({ repository, mode }) =>
    `The token lacks a permission in ${repository}. The workflow's token can write only to its own repository: pass the token of a GitHub App that is installed in ${repository} and has ${PERMISSIONS[mode].map((line) => `\`${line}\``).join(' and ')}.`,
  'missing-permission': () =>
    "The token lacks a permission. For the workflow's token, add these lines to the job. A GitHub App or a fine-grained token needs the same permissions.",
  'unmoved-branch': unmovedBranch,
  'unknown-labels': ({ repository }) =>
    `A label does not exist in ${repository}, and the token may not create labels. Create it under Issues → Labels, or let the token create it: for the workflow's token, add these lines to the job.`,
  'invalid-reviewers': (_, { setting }) =>
    `Correct ${setting('reviewers')}: a reviewer needs access to the repository and cannot be the author of the pull request. To request a review by a team, the token must be able to read teams: pass the token of a GitHub App with \`members: read\`.`,
}

/** A request that failed, why, and what to do. */
export function problemWords({ failure, reason }: RequestProblem, wording: Wording): Omit<Explanation, 'title'> {
  const message = `${failureSentence(failure)} ${wordsFor(REASONS, reason, wording)}`
  const lines = permissionsToAdd(reason)
  return lines.length === 0 ? { message } : { message, snippet: ['permissions:', ...lines.map((line) => `  ${line}`)] }
}

function permissionsToAdd(reason: RequestReason): readonly string[] {
  if (reason.code === 'missing-permission') return PERMISSIONS[reason.mode]
  return reason.code === 'unknown-labels' ? [...PERMISSIONS['pull-request'], 'issues: write'] : []
}

/** A request that failed, and GitHub's own words. */
export function failureSentence({ request, status, words, documentation }: FailedRequest): string {
  const answer = status === undefined ? 'GitHub sent no valid answer' : `GitHub answered ${status}`
  const details = [words === '' ? '' : `"${words}"`, documentation].filter(Boolean).join(', ')
  return `Could not ${wordsFor(REQUESTS, request)}: ${answer}${details === '' ? '' : ` (${details})`}.`
}

/** Why a run takes longer, as a line of the log. */
export function delayLine(delay: GithubDelay): string {
  return delay.code === 'renamed'
    ? `The repository ${delay.before} was renamed to ${delay.repository}.`
    : `GitHub's rate limit is reached. Waiting ${delay.seconds} s to ${wordsFor(REQUESTS, delay.request)}.`
}

const WORKFLOW_FILES =
  "its files in `.github/workflows` differ from those of the default branch, so only a token with the permission `workflows` may move it. The workflow's token cannot have this permission. Merge the default branch into it, or pass the token of a GitHub App with `workflows: write`."

function unmovedBranch({ mode, obstacles, isUnsigned }: UnmovedBranch, { setting }: Wording): string {
  const instead = mode === 'commit' ? 'use `mode: pull-request`' : `set ${setting('branch')} to another name`
  const signature = isUnsigned
    ? ` The commit is not signed, because ${setting('token')} is a personal access token. If the branch requires signed commits, pass the token of the workflow or of a GitHub App.`
    : ''
  const wayOut = `${instead}, or let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches).${signature}`
  if (obstacles === undefined)
    return `The branch is unchanged: something else was changing it, or a rule blocks it. Run the job again. If it fails again, ${wayOut}`
  const hasRule = obstacles.isProtected === true || (obstacles.rules ?? []).length > 0
  if (hasRule) {
    const files = obstacles.hasOtherWorkflows === true ? ` Also, ${WORKFLOW_FILES}` : ''
    return `The branch is unchanged: ${ruleWords(obstacles)}. To continue, ${wayOut}${files}`
  }
  if (obstacles.hasOtherWorkflows === true) return `The branch is unchanged: ${WORKFLOW_FILES}`
  return `The branch is unchanged: ${possibleReasons(obstacles)} To continue, ${wayOut}`
}

function ruleWords({ isProtected, rules = [] }: BranchObstacles): string {
  const ruleset = rules.length > 0 ? `rulesets block the token (${rules.join(', ')})` : ''
  return [isProtected ? 'it is protected' : '', ruleset].filter(Boolean).join(', and ')
}

/** What it may be, without what is known not to be. */
function possibleReasons({ isProtected, rules, hasOtherWorkflows }: BranchObstacles): string {
  const rule =
    isProtected === undefined || rules === undefined
      ? 'it may be protected, or a ruleset may block the token.'
      : 'the token sees no protection and no rule of the branch, but a ruleset on pushes may block it.'
  return hasOtherWorkflows === undefined ? `${rule} Or ${WORKFLOW_FILES}` : rule
}
