import { Buffer } from 'node:buffer'

import type { Run } from '../action/job.ts'
import { TOKEN } from '../github/temporary-github.ts'
import type { RequestName } from '../github/request-name.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { MANIFESTS, type Scenario } from './fault-scenarios.ts'
import type { EndState } from './fault-state.ts'

/** Requests that would do another thing when they are done twice. */
const NOT_REPEATABLE: readonly RequestName[] = ['pulls/create', 'issues/create-comment']

const TOKEN_FORMS = [TOKEN, Buffer.from(`x-access-token:${TOKEN}`).toString('base64')]

/** The first error that a run tells of, without its title, and without what is another one each time. */
export function messageOf({ annotations }: Run): string {
  const message = annotations.find(({ level }) => level === 'error')?.message ?? ''
  return message
    .replace(/^[^:]+: /, '')
    .replace(/\b[0-9a-f]{40}\b/g, 'SHA')
    .replace(/did not answer \("[^"]*"\)/, 'did not answer')
    .replaceAll('\n', ' ⏎ ')
}

/** What is wrong with what a run says and leaves, whatever fault it met. */
export function runComplaints(run: Run, scenario: Scenario, state: EndState, github: LoopbackGithub): string[] {
  return [
    ...(run.exitCode === 0 || run.exitCode === 1 ? [] : [`It ended with ${run.exitCode}.`]),
    ...(run.exitCode === 1 && messageOf(run) === '' ? ['It failed without a message.'] : []),
    ...(run.exitCode === 0 && messageOf(run) !== '' ? ['It has an error and did not fail.'] : []),
    ...github.unexpected.map(({ method, path }) => `It asked for ${method} ${path}.`),
    ...leaks(run, github),
    ...outputComplaints(run, scenario, state, github),
    ...workTreeComplaints(run, scenario),
  ]
}

function leaks(run: Run, github: LoopbackGithub): string[] {
  const log = run.rawLog.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  const places = {
    log: log.join('\n'),
    outputs: Object.values(run.outputs).join('\n'),
    summary: run.summary,
    report: run.reportText,
    patch: run.patch,
    requests: JSON.stringify(github.requests),
  }
  return Object.entries(places)
    .filter(([, text]) => TOKEN_FORMS.some((form) => text.includes(form)))
    .map(([place]) => `The token stands in the ${place}.`)
}

/** The outputs tell of nothing that is not there, and after a success of all that is. */
function outputComplaints({ outputs, exitCode }: Run, scenario: Scenario, state: EndState, github: LoopbackGithub) {
  const { changed, branch, 'changed-files': files, 'commit-sha': commit, patch } = outputs
  const { 'pull-request-number': number, 'pull-request-url': url } = outputs
  const { site, owner, name } = github.settings
  const pull = github.pulls[0]
  const isPublished = commit !== ''
  const is = (isRight: boolean, complaint: string): string[] => (isRight ? [] : [complaint])
  return [
    ...is(!isPublished || commit === state.commit, 'The output commit-sha is of no commit of the branch.'),
    ...is(branch === (isPublished ? scenario.branch : ''), 'The output branch is not that of the commit.'),
    ...is(changed === String(isPublished), 'The output changed disagrees with commit-sha.'),
    ...is(files === (isPublished ? MANIFESTS.join('\n') : ''), 'The output changed-files disagrees with commit-sha.'),
    ...is((patch !== '') === isPublished, 'The output patch disagrees with commit-sha.'),
    ...is(number === '' || (number === '1' && pull?.state === 'open'), 'The output pull-request-number is of none.'),
    ...is(
      number === ''
        ? url === '' || url?.startsWith(`${site}/${owner}/${name}/compare/`) === true
        : url === `${site}/${owner}/${name}/pull/${number}`,
      'The output pull-request-url disagrees with pull-request-number.',
    ),
    ...is(exitCode !== 0 || isPublished === scenario.isKept, 'It succeeded, and commit-sha does not say so.'),
    ...is(exitCode !== 0 || (number === '1') === (scenario.pull !== undefined), 'It succeeded without a pull request.'),
  ]
}

/** Only a commit to the branch that is checked out is written to the work tree, too, and only when it is there. */
function workTreeComplaints({ gitStatus, exitCode }: Run, { inputs }: Scenario): string[] {
  const expected = inputs.mode === 'commit' && exitCode === 0 ? MANIFESTS.map((path) => ` M ${path}`) : []
  return gitStatus.join('\n') === expected.join('\n') ? [] : [`The work tree has ${gitStatus.join(', ') || 'nothing'}.`]
}

/** What must not be sent twice is looked for before it is sent again. */
export function repetitionComplaints(github: LoopbackGithub, at: number): string[] {
  const [failed, next] = github.requests.slice(at)
  const isRepeated = failed !== undefined && NOT_REPEATABLE.includes(failed.name) && next?.name === failed.name
  return isRepeated ? [`It sent ${failed.name} again, not knowing whether it was done.`] : []
}
