import type { DiagnosticData } from '../outcome/diagnostic.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import { counted } from './counted.ts'
import type { Explanation } from './explanation.ts'
import { diskExplanation, fileFaultWords } from './files.ts'
import { failureSentence } from './github.ts'
import { namespaceWords } from './namespaces.ts'
import { patternHint } from './pattern-hint.ts'
import { publicationSentence } from './publication.ts'
import { publishWords } from './publishing.ts'
import { reasonWords } from './reasons.ts'
import { settingWords } from './settings.ts'
import { ACTION_WORDING } from './wording.ts'
import { describe } from './workload-name.ts'

/** A diagnostic in words, the help joined to the message. */
export function explain(diagnostic: DiagnosticData): Explanation {
  const { message, help, ...rest } = explanationOf(diagnostic)
  return { ...rest, message: help === undefined ? message : `${message} ${help}` }
}

const SECRET_IN_REPOSITORY = 'Secret found in the repository'

/** A diagnostic in words. */
export function explanationOf(data: DiagnosticData): Explanation {
  switch (data.code) {
    case 'setting':
      return { title: `Input ${data.setting}`, message: settingWords(data.fault, ACTION_WORDING) }
    case 'unmatched-pattern':
      return { title: 'Pattern matches nothing', message: unmatchedPattern(data) }
    case 'unmatched-workload-pattern':
      return {
        title: 'Pattern matches nothing',
        message: `\`workloads\`: \`${data.pattern}\` matches no workload of the given \`kinds\`. Correct or remove it.`,
      }
    case 'link-out-of-workspace':
      return {
        title: 'Link leaves the workspace',
        message:
          'The action does not follow this symbolic link, because its target is outside the workspace. Exclude it with a `!` pattern in `manifests`, or check out its target in the workspace.',
      }
    case 'empty-workspace':
      return {
        title: 'Workspace is empty',
        message: 'The workspace has no files. Run `actions/checkout` before this step.',
      }
    case 'no-workload':
      return { title: 'No matching workload', message: noWorkload(data) }
    case 'unusable-folder':
    case 'unreadable-folder':
    case 'unreadable-link':
    case 'unreadable-name':
    case 'unreadable-file':
    case 'not-written':
    case 'runner-file-not-writable':
    case 'output-file-not-written':
      return diskExplanation(data, ACTION_WORDING)
    case 'secret-in-file':
      return {
        title: SECRET_IN_REPOSITORY,
        message:
          'This line contains all or part of `database-url`, `config` or `token`. Remove it and rotate the secret: it remains in the Git history.',
      }
    case 'secret-in-file-name':
      return {
        title: SECRET_IN_REPOSITORY,
        message:
          'A file name contains all or part of `database-url`, `config` or `token`. Rename the file and rotate the secret: it remains in the Git history.',
      }
    case 'line-break-in-file-name':
      return {
        title: 'Line break in a file name',
        message: 'The name of this file contains a line break, so the action cannot list it. Rename the file.',
      }
    case 'defect':
      return {
        title: 'Bug in Atlas Init Container',
        message: `The action could not rewrite this file correctly: ${data.what}. Nothing was written. Please report this message at https://github.com/OWNER/atlas-init-container/issues with a similar manifest that has none of your own values. To continue without this file, exclude it with a \`!\` pattern in \`manifests\`.`,
      }
    case 'refused':
      return {
        title: 'Workload refused',
        message: refused(data.workload),
      }
    case 'refused-on-branch':
      return {
        title: 'Workload refused',
        message: `On the branch, ${refused(data.workload)}`,
      }
    case 'additions-removed':
      return {
        title: 'Manual changes deleted',
        message: `${describe(data.workload)}: \`remove\` also deletes manual changes to the init container or its volume: ${quoted(data.names)}.`,
        help: 'If you still need them, move them elsewhere first.',
      }
    case 'other-migration':
      return {
        title: 'Other migration kept',
        message: `${describe(data.workload)} has no init container \`${data.containerName}\`, but \`${data.container}\` runs \`migrate apply\`. To remove that one, set \`container-name\` to \`${data.container}\`.`,
      }
    case 'outdated':
      return { title: 'Manifest out of date', message: outdated(data) }
    case 'finding':
      return { title: data.rule, message: `${describe(data.workload)}: ${data.message}`, help: data.fix }
    case 'stale-companions':
      return {
        title: 'Stale signature or checksum',
        message: `This file changes and no longer matches ${quoted(data.names)}. Sign it or compute its checksum again after this step.`,
      }
    case 'no-secret-for-workload':
      return {
        title: 'No Secret for this workload',
        message: `${describe(data.workload)} gets no Secret, because Kubernetes rejects its \`metadata.${data.part}\`. Use lowercase letters, digits${data.part === 'name' ? ', `-` and `.`' : ' and `-`'}.`,
      }
    case 'no-secret':
      return { title: 'No Secret created', message: noSecret(data) }
    case 'hard-link-split':
      return {
        title: 'Hard link broken',
        message: 'This file had other hard links. They still have the old text.',
      }
    case 'owner-changed':
      return {
        title: 'Owner changed',
        message:
          'This file now belongs to the user of the runner, who lacks the permission to restore its owner or group.',
      }
    case 'outputs-not-set':
      return { title: 'Outputs not set', message: outputsNotSet(data) }
    case 'summary-not-written':
      return { title: 'Job summary not written', message: data.message }
    case 'earlier-edits':
      return {
        title: 'Earlier edits committed',
        message: 'The commit includes edits that this file had before this step.',
        help: 'If they do not belong in it, commit or revert them before this step.',
      }
    case 'not-on-branch':
      return {
        title: 'File not on the branch',
        message: 'The target branch does not have this file, so it was not committed.',
      }
    case 'rewritten-on-branch':
      return { title: 'Different text on the branch', message: rewrittenOnBranch(data) }
    case 'nothing-to-commit':
      return {
        title: 'Nothing to commit',
        message: `The branch \`${data.branch}\` is already up to date.`,
      }
    case 'nothing-to-propose':
      return { title: 'No pull request needed', message: `The branch \`${data.branch}\` is already up to date.` }
    case 'branch-left':
      return { title: 'Branch left unchanged', message: branchLeft(data) }
    case 'withdrawn':
      return { title: 'Branch deleted', message: withdrawn(data) }
    case 'not-rewritten-on-branch':
      return { title: 'Not published', message: notRewrittenOnBranch(data) }
    case 'failed':
      return { title: 'Atlas Init Container', message: data.message }
    default:
      return publishWords(data, ACTION_WORDING)
  }
}

/** The data of a code. */
type Data<Code extends DiagnosticData['code']> = Extract<DiagnosticData, { readonly code: Code }>

function refused(workload: ReportedWorkload): string {
  const words = reasonWords(workload.reason, ACTION_WORDING)
  return `${describe(workload)} cannot be edited safely${words === '' ? '.' : `: ${words}`}`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function unmatchedPattern({ pattern, isFolder, isSparse }: Data<'unmatched-pattern'>): string {
  if (isSparse)
    return `\`manifests\`: \`${pattern}\` matches only files that the sparse checkout omits. Add their folders to \`sparse-checkout\` of \`actions/checkout\`.`
  const hint = patternHint(pattern, isFolder)
  if (hint !== undefined) return hint
  return pattern.startsWith('!')
    ? `\`manifests\`: \`${pattern}\` excludes no file. Correct or remove it. Patterns are relative to \`working-directory\`.`
    : `\`manifests\`: \`${pattern}\` matches no file, or \`!\` patterns exclude every match. Correct or remove it. Patterns are relative to \`working-directory\`.`
}

function noWorkload({ kinds, skipped, filesRead }: Data<'no-workload'>): string {
  const files = counted(filesRead, 'file')
  const found =
    skipped === 0
      ? `The action read ${files} and found no ${kinds.join(' or ')}`
      : `The action read ${files} and skipped every workload it found (${skipped})`
  return `${found}. Check \`working-directory\`, \`manifests\`, \`kinds\`, \`workloads\` and \`selector\`, or set \`on-no-match\`.`
}

function outdated({ workload }: Data<'outdated'>): string {
  const what = workload.action === 'removed' ? 'would lose the init container' : `would be ${workload.action}`
  return `${describe(workload)} ${what}. Run with \`mode: output\` and commit the result.`
}

/**
 * Sources: https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets and
 * https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-on-actions
 */
const CAUSES: Readonly<Record<Data<'no-secret'>['cause'], string>> = {
  fork: 'GitHub passes no secrets to workflows that a pull request from a fork triggers.',
  dependabot:
    'GitHub passes only Dependabot secrets to workflows that Dependabot triggers. Store the secret for Dependabot as well.',
  unknown:
    'If you set one, its secret is empty in this job. Check the name of the secret, the settings of the repository, and the `environment` of the job.',
}

function noSecret({ cause, name, key, namespaces }: Data<'no-secret'>): string {
  const where = namespaces.length === 0 ? '' : ` in ${namespaceWords(namespaces)}`
  return `\`database-url\` and \`config\` are empty or not set. ${CAUSES[cause]} The manifests need the Secret \`${name}\` with the key \`${key}\`${where}. New pods wait until it exists.`
}

function outputsNotSet(data: Data<'outputs-not-set'>): string {
  const what = data.path === undefined ? "The runner's file for outputs" : `\`${data.path}\``
  return `${what} cannot be written: ${fileFaultWords(data.fault)}. ${stateLeft(data)}`
}

/** The state in which a run leaves the manifests. */
function stateLeft({ publication, filesWritten, isFailed }: Data<'outputs-not-set'>): string {
  const published = publication ? publicationSentence(publication) : ''
  if (isFailed) return published
  const workTree =
    filesWritten === 0
      ? 'The work tree is unchanged.'
      : `The work tree has the new text of ${counted(filesWritten, 'file')}.`
  return published === '' ? workTree : `${published} ${workTree}`
}

function rewrittenOnBranch({ workloads }: Data<'rewritten-on-branch'>): string {
  const outcomes =
    workloads.length === 0
      ? 'It has no workloads now.'
      : `Result: ${workloads.map((workload) => `${describe(workload)} ${workload.action}`).join(', ')}.`
  return `This file differs between the branch and the checkout. The action edited the text on the branch. ${outcomes}`
}

function notRewrittenOnBranch({ line, problem }: Data<'not-rewritten-on-branch'>): string {
  const place = line === undefined ? '' : `, line ${line}`
  return `In the text of this file on the branch${place}: ${explain(problem).message}`
}

function branchLeft({ branch, base, cause }: Data<'branch-left'>): string {
  switch (cause) {
    case 'other-files':
      return `\`${branch}\` also changes other files, and \`${base}\` is not at the checked-out commit. A run on the latest commit of \`${base}\` updates or deletes it.`
    case 'other-base':
      return `\`${branch}\` has a pull request into a branch other than \`${base}\`.`
    case 'base-moved':
      return `\`${base}\` is not at the checked-out commit. A run on the latest commit of \`${base}\` updates or deletes \`${branch}\`.`
    case 'unknown-files':
      return `\`${branch}\` changes files that this run did not examine.`
    case 'pushed':
      return `Someone has just pushed to \`${branch}\`.`
  }
}

function withdrawn({ branch, base, pulls }: Data<'withdrawn'>): string {
  const closed = pulls.map(({ number, failure }) =>
    failure === undefined
      ? ` Pull request #${number} was closed.`
      : ` Pull request #${number} was closed without a comment. ${failureSentence(failure)}`,
  )
  return `\`${base}\` is up to date, so \`${branch}\` was deleted.${closed.join('')}`
}
