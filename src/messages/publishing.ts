import type { PublishFailure, RequestProblem } from '../outcome/publish-failure.ts'
import type { Explanation } from './explanation.ts'
import { fileFaultWords } from './files.ts'
import { failureSentence, problemWords } from './github.ts'
import type { Wording } from './wording.ts'
import { wordsFor, type Words } from './words.ts'

type RequestFailure = Extract<PublishFailure, RequestProblem>

const CHECK_OUT = 'Run `actions/checkout` before this step, on a runner that has git.'

const WORDS: Words<Exclude<PublishFailure, RequestProblem>, [Wording]> = {
  // The checkout
  'no-git': ({ words }) => `Cannot run git ("${words}"). Install git on the runner, before \`actions/checkout\`.`,
  'git-failed': ({ command, folder, words }) => `\`git ${command}\` failed in ${folder}: ${words}`,
  'no-checkout': ({ folder, words }) => `${folder} is not in a checkout with a commit ("${words}"). ${CHECK_OUT}`,
  'checkout-around-workspace': ({ folder, root }) =>
    `${folder} is in the repository ${root}, which is larger than the workspace, so it is no checkout of this job. ${CHECK_OUT}`,
  'commit-not-pushed': ({ commit }) =>
    `Commit ${commit.slice(0, 7)} exists only in this checkout and would be lost. Push it before this step. Or leave its changes uncommitted: the action publishes them in the files that it rewrites.`,
  // Where to publish
  'no-origin': (_, { setting }) => `The checkout has no remote \`origin\`. Set ${setting('repository')}.`,
  'foreign-origin': ({ server, host }, { setting }) =>
    `The remote \`origin\` ${host === undefined ? `is not a repository on ${server}` : `is on ${host}, not on ${server}`}. Set ${setting('repository')}.`,
  'merge-queue': ({ branch }, wording) =>
    `\`${branch}\` is a temporary branch of a merge queue. ${setBranch(wording)}, or skip this step on \`merge_group\`.`,
  'detached-head': ({ tag }, wording) =>
    `${tag === undefined ? 'HEAD is detached' : `HEAD is at tag \`${tag}\``}, so there is no branch to publish to. ${setBranch(wording)}, or check out a branch.`,
  fork: ({ repository }) =>
    `The pull request comes from ${repository === undefined ? 'a deleted fork' : `the fork ${repository}`}, and a workflow cannot write to the branch of a fork. Use \`mode: check\` to report what is missing, or \`mode: output\` and upload its output \`patch\`.`,
  'same-branch': ({ branch }, { setting }) =>
    `\`${branch}\` is the branch that the pull request comes from, so it cannot be its base. Check out the base branch, or set ${setting('base')}.`,
  // A file
  'file-outside-checkout': ({ root }, { name }) =>
    `This file is outside the checkout ${root}. Exclude it with a \`!\` pattern in ${name('manifests')}, or publish it in its own step with its checkout as ${name('working-directory')}.`,
  submodule: ({ place }, { name }) =>
    `This file cannot be committed: \`${place}\` is a submodule. Set ${name('working-directory')} to it, or exclude the file with a \`!\` pattern in ${name('manifests')}.`,
  'symbolic-link': ({ place }, { name }) =>
    `This file cannot be committed: \`${place}\` is a symbolic link in the repository. Commit the file that it points to, or exclude this file with a \`!\` pattern in ${name('manifests')}.`,
  'ignored-file': (_, { name }) =>
    `This file cannot be committed: git ignores it, or it belongs to a nested repository. Exclude it with a \`!\` pattern in ${name('manifests')}, or set ${name('working-directory')} to the nested repository.`,
  'folder-on-branch': () => 'The branch now has a folder in place of this file. Check out the branch again.',
  'file-on-branch': () =>
    'The branch already has this file with other content. Nothing was published. Check out the branch again.',
  'changed-twice': () => editedTwice('changed'),
  'deleted-on-branch': () => editedTwice('was deleted'),
  'file-too-large': ({ limit }, { name }) =>
    `This file would be larger than ${limit / 1e6} MB, the most that GitHub stores of a file. Split it, or exclude it with a \`!\` pattern in ${name('manifests')}.`,
  'edits-converted': () =>
    'This file was edited before this step, and git stores it in another form (line endings, or a filter in `.gitattributes`). Commit the edits before this step, or check out without the conversion (`git config --global core.autocrlf false`).',
  'unreadable-conversion': (_, { name }) =>
    `Git stores this file in another form (a filter in \`.gitattributes\`, such as Git LFS or git-crypt), which the action cannot rewrite. Remove the filter from this file, or exclude the file with a \`!\` pattern in ${name('manifests')}.`,
  'file-not-read': ({ fault }) => `This file cannot be published: ${fileFaultWords(fault)}. Run the job again.`,
  // The branch
  'busy-branch': ({ branch, tries }) =>
    `Branch \`${branch}\` moved during each of ${tries} attempts to publish. Nothing was published. Run the job again when there are fewer pushes to it.`,
  'unrelated-branch': ({ branch, failure }, { setting }) =>
    `${failureSentence(failure)} Both commits existed a moment ago. If branch \`${branch}\` shares no history with its base, delete it or set ${setting('branch')} to another name, and run the job again.`,
  'foreign-branch': ({ branch }, { setting }) =>
    `Branch \`${branch}\` exists, and this action did not create it. Nothing was overwritten. Set ${setting('branch')} to another name, or delete the branch.`,
  'foreign-commits': ({ branch, authors }, { setting }) =>
    `Branch \`${branch}\` has commits by ${authors.join(', ')}. The action replaces only a single commit of its own that nobody has amended. Nothing was overwritten. Merge the pull request, or move the commits to another branch and delete this one; then run the job again. To keep both, set ${setting('branch')} to another name.`,
  'tree-not-ready': ({ commit }) => `GitHub does not return the files of commit ${commit} yet. Run the job again.`,
  'unreadable-blob': ({ blob, isTruncated }) =>
    `A manifest changed on the branch after the checkout, and its new content (blob ${blob}) ${isTruncated ? 'is larger than GitHub returns' : 'is not UTF-8'}. Check out the branch again, and run the job again.`,
  // A request
  'secret-in-request': (_, { name }) =>
    `A request to GitHub was not sent, because it contains the value of ${name('database-url')}, ${name('config')} or ${name('token')}, or a part of one. Check the manifests, the names of branches and files, and the texts that you set.`,
}

/** Why nothing was published, or not all, in words. */
export function publishWords(failure: PublishFailure, wording: Wording): Explanation {
  if (isOfRequest(failure)) return requestWords(failure, wording)
  return { title: 'Not published', message: wordsFor(WORDS, failure, wording) }
}

function isOfRequest(failure: PublishFailure): failure is RequestFailure {
  return 'reason' in failure
}

function requestWords(failure: RequestFailure, wording: Wording): Explanation {
  const { message, ...rest } = problemWords(failure, wording)
  switch (failure.code) {
    case 'request-failed':
      return { title: 'Not published', message, ...rest }
    case 'pull-request-not-opened':
      return { title: 'Not published', message: `${message}${failure.mayBeForbidden ? FORBIDDEN : ''}`, ...rest }
    case 'incomplete-pull-request':
      return { title: PARTS[failure.part], message: `${lackWords(failure)} ${message}`, ...rest }
  }
}

const FORBIDDEN =
  ' If the job has these permissions, allow pull requests in the repository and in its organization: Settings → Actions → General → Workflow permissions → "Allow GitHub Actions to create and approve pull requests". Or pass the token of a GitHub App.'

type Incomplete = Extract<PublishFailure, { readonly code: 'incomplete-pull-request' }>

const PARTS: Readonly<Record<Incomplete['part'], string>> = {
  content: 'Pull request',
  labels: 'Labels',
  reviewers: 'Reviewers',
}

function lackWords({ number, part, names }: Incomplete): string {
  const start = `Pull request #${number} is open,`
  if (part === 'content') return `${start} but not up to date.`
  if (part === 'labels') return `${start} without the label${names.length === 1 ? '' : 's'} ${listed(names)}.`
  return `${start} but no review by ${listed(names)} was requested.`
}

function editedTwice(what: string): string {
  return `This file was edited before this step, and it ${what} on the branch after the checkout. Nothing was published, because one of the two would be lost. Check out the head of the branch (for a pull request, with \`ref: \${{ github.head_ref }}\`), and run the job again.`
}

function setBranch({ setting, name }: Wording): string {
  return `Set ${setting('branch')} (for a pull request, ${name('base')})`
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter(Boolean).join(' and ')
}
