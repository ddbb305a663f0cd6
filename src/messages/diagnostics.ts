import type { Diagnostic, DiagnosticData } from '../outcome/diagnostic.ts'
import { counted } from './counted.ts'
import { namespaceWords } from './namespaces.ts'
import { patternHint } from './pattern-hint.ts'
import { publicationSentence } from './publication.ts'
import { settingWords } from './settings.ts'
import { ACTION_WORDING } from './wording.ts'
import { describe } from './workload-name.ts'

/** A diagnostic in words. */
export interface Explanation {
  readonly title: string
  /** What is wrong, and where it is not a finding, what to do. */
  readonly message: string
  /** Of a finding, what to do. */
  readonly help?: string
  /** Lines of YAML to add to a workflow. */
  readonly snippet?: readonly string[]
}

/** The same with the help behind the message. */
export function explain(diagnostic: Diagnostic): Explanation {
  const { message, help, ...rest } = explanationOf(diagnostic)
  return { ...rest, message: help === undefined ? message : `${message} ${help}` }
}

const SECRET_IN_REPOSITORY = 'A secret stands in the repository'

/** A diagnostic in words, message and help apart. */
export function explanationOf(data: DiagnosticData): Explanation {
  switch (data.code) {
    case 'setting':
      return { title: `Input ${data.setting}`, message: settingWords(data.fault, ACTION_WORDING) }
    case 'unmatched-pattern':
      return { title: 'A pattern matches nothing', message: unmatchedPattern(data) }
    case 'unmatched-workload-pattern':
      return {
        title: 'A pattern matches nothing',
        message: `No workload of the input \`kinds\` is named as \`${data.pattern}\` of the input \`workloads\` says. Correct it, or take it out.`,
      }
    case 'link-out-of-workspace':
      return {
        title: 'A link leads out of the workspace',
        message:
          'This symbolic link was not followed. Take it out with a `!` line in the input `manifests`, or check out what it leads to.',
      }
    case 'empty-workspace':
      return {
        title: 'Nothing to rewrite',
        message: 'The workspace has no files. Run `actions/checkout` before this step.',
      }
    case 'no-workload':
      return { title: 'Nothing to rewrite', message: noWorkload(data) }
    case 'unreadable-file':
      return { title: 'A file that cannot be read', message: data.message }
    case 'secret-in-file':
      return {
        title: SECRET_IN_REPOSITORY,
        message:
          'This line holds the value of `database-url`, `config` or `token`, or a part of it. Take it out, and rotate it: it is in the history of the repository.',
      }
    case 'secret-in-file-name':
      return {
        title: SECRET_IN_REPOSITORY,
        message:
          'The name of a file holds the value of `database-url`, `config` or `token`, or a part of it. Rename the file, and rotate the value: it is in the history of the repository.',
      }
    case 'line-break-in-file-name':
      return {
        title: 'A line break in a name',
        message: 'The name of this file has a line break in it, so it cannot be listed. Rename the file.',
      }
    case 'defect':
      return {
        title: 'A defect of Atlas Init Container',
        message: `Rewriting this file went wrong: ${data.what}. Nothing was written. Please report this sentence at https://github.com/OWNER/atlas-init-container/issues, with a manifest of the same form, without your own values. To go on without this file, take it out with a \`!\` line in the input \`manifests\`.`,
      }
    case 'refused':
      return {
        title: 'Refused',
        message: `${describe(data.workload)} cannot be edited safely: ${data.workload.reason}`,
      }
    case 'refused-on-branch':
      return {
        title: 'Refused',
        message: `As it stands on the branch now, ${describe(data.workload)} cannot be edited safely: ${data.workload.reason}`,
      }
    case 'additions-removed':
      return {
        title: 'Additions go, too',
        message: `${describe(data.workload)}: our container and volume hold more than the inputs ask for, and it goes with them: ${quoted(data.names)}.`,
        help: 'If somebody still needs it, put it elsewhere first.',
      }
    case 'other-migration':
      return {
        title: 'Another migration stays',
        message: `${describe(data.workload)} has no init container \`${data.containerName}\`, but \`${data.container}\` runs \`migrate apply\`. To remove it, set the input \`container-name\` to \`${data.container}\`.`,
      }
    case 'outdated':
      return { title: 'Not up to date', message: outdated(data) }
    case 'finding':
      return { title: data.rule, message: `${describe(data.workload)}: ${data.message}`, help: data.fix }
    case 'stale-companions':
      return {
        title: 'A signature or checksum goes stale',
        message: `This file changes, so these no longer match it: ${quoted(data.names)}. After this step, sign it or compute its checksum again.`,
      }
    case 'no-secret-for-workload':
      return {
        title: 'No Secret for a workload',
        message: `${describe(data.workload)}: no Secret is made for it, as Kubernetes takes no such ${data.part}. Correct its \`metadata.${data.part}\`: lower-case letters, digits and \`-\`${data.part === 'name' ? ' and `.`' : ''}.`,
      }
    case 'no-secret':
      return { title: 'No Secret is made', message: noSecret(data) }
    case 'hard-link-split':
      return {
        title: 'A hard link was split',
        message: 'This file has other names (hard links), which keep the old text.',
      }
    case 'owner-changed':
      return {
        title: 'A file changed its owner',
        message: 'This file belongs to the user of the runner now, who may not give it back to its owner or group.',
      }
    case 'outputs-not-set':
      return { title: 'The outputs were not set', message: `${data.message}. ${stateLeft(data)}` }
    case 'summary-not-written':
      return { title: 'The job summary was not written', message: data.message }
    case 'not-published':
      return { title: 'Not published', ...told(data) }
    case 'incomplete-pull-request':
      return { title: data.part, ...told(data) }
    case 'earlier-edits':
      return {
        title: 'Edits from before',
        message: 'This file held edits from before this step, which are part of the commit.',
        help: 'If they do not belong there, commit or undo them before this step.',
      }
    case 'not-on-branch':
      return {
        title: 'Not on the branch',
        message: 'This file is not on the branch that was published to, so it was left out.',
      }
    case 'rewritten-on-branch':
      return { title: 'Another text on the branch', message: rewrittenOnBranch(data) }
    case 'nothing-to-commit':
      return {
        title: 'Branches',
        message: `There is nothing left to do on the branch \`${data.branch}\`. Nothing was committed.`,
      }
    case 'nothing-to-propose':
      return { title: 'Branches', message: `There is nothing left to do on the branch \`${data.branch}\`.` }
    case 'branch-left':
      return { title: 'Branches', message: `The branch \`${data.branch}\` is left as it is: ${leftBecause(data)}` }
    case 'withdrawn':
      return { title: 'Branches', message: withdrawn(data) }
    case 'failed':
      return { title: 'Atlas Init Container', message: data.message }
  }
}

/** The data of a code. */
type Data<Code extends DiagnosticData['code']> = Extract<DiagnosticData, { readonly code: Code }>

function told({ message, snippet }: Data<'not-published' | 'incomplete-pull-request'>): Omit<Explanation, 'title'> {
  return { message, ...(snippet && { snippet }) }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function unmatchedPattern({ pattern, isFolder, isSparse }: Data<'unmatched-pattern'>): string {
  if (isSparse)
    return `\`${pattern}\` of the input \`manifests\` matches only files that the sparse checkout leaves out. Add their folders to \`sparse-checkout\` of \`actions/checkout\`.`
  const hint = patternHint(pattern, isFolder)
  if (hint !== undefined) return hint
  return pattern.startsWith('!')
    ? `The line \`${pattern}\` of the input \`manifests\` takes no file away. Patterns start at \`working-directory\`.`
    : `No file matches \`${pattern}\` of the input \`manifests\`, or lines with \`!\` take all of them away. Patterns start at \`working-directory\`.`
}

function noWorkload({ kinds, skipped, filesRead }: Data<'no-workload'>): string {
  const seen =
    skipped === 0
      ? `no ${kinds.join(' or ')} was found`
      : `all that was found is skipped (${counted(skipped, 'workload')})`
  return `${seen}, in ${counted(filesRead, 'file')} that could hold one. Look at the inputs \`working-directory\`, \`manifests\`, \`kinds\`, \`workloads\` and \`selector\`, or set \`on-no-match\`.`
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
  fork: 'GitHub passes no secrets to a workflow that a pull request from a fork starts.',
  dependabot:
    'To a workflow that Dependabot starts, GitHub passes only the secrets that are stored for Dependabot: store it there as well.',
  unknown:
    "If you gave one, its secret has no value here: look for it in the repository's settings, for its name, and for the job's `environment`.",
}

function noSecret({ cause, name, key, namespaces }: Data<'no-secret'>): string {
  const where = namespaces.length === 0 ? '' : ` for ${namespaceWords(namespaces)}`
  return `The inputs \`database-url\` and \`config\` are empty or not given. ${CAUSES[cause]} The manifests expect the Secret \`${name}\` with the key \`${key}\`${where}; new pods wait until it is there.`
}

/** In what state a run leaves the manifests. */
function stateLeft({ publication, filesWritten, isFailed }: Data<'outputs-not-set'>): string {
  const published = publication ? publicationSentence(publication) : ''
  if (isFailed) return published
  const workTree =
    filesWritten === 0
      ? 'The work tree is as it was.'
      : `The work tree has the new text of ${filesWritten === 1 ? 'one file' : `${filesWritten} files`}.`
  return published === '' ? workTree : `${published} ${workTree}`
}

function rewrittenOnBranch({ workloads }: Data<'rewritten-on-branch'>): string {
  const outcomes =
    workloads.length === 0
      ? ', which has no workload any more'
      : `: ${workloads.map((workload) => `${describe(workload)} ${workload.action}`).join(', ')}`
  return `This file has changed on the branch since it was checked out. What is published was made of its text there${outcomes}.`
}

function leftBecause({ base, cause }: Data<'branch-left'>): string {
  switch (cause) {
    case 'other-files':
      return `it changes other files as well, and \`${base}\` is not at the commit that is checked out. A run from there decides.`
    case 'other-base':
      return `a pull request from it is for another branch than \`${base}\`.`
    case 'base-moved':
      return `\`${base}\` is not at the commit that is checked out. A run from there decides.`
    case 'unknown-files':
      return 'it changes files that this run has nothing to say about.'
    case 'pushed':
      return 'somebody has just pushed to it.'
  }
}

function withdrawn({ branch, base, pulls }: Data<'withdrawn'>): string {
  const closed = pulls.map(({ number, failure }) =>
    failure === undefined
      ? ` Pull request #${number} was closed.`
      : ` Pull request #${number} was closed with it, without a word of why: ${failure}`,
  )
  return `\`${base}\` has all that is asked for, so the branch \`${branch}\` was deleted.${closed.join('')}`
}
