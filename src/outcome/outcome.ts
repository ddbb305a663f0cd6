import type { Mode } from '../settings/mode.ts'
import type { WorkloadResult } from '../injection/result.ts'
import type { Finding } from './finding.ts'

/** A workload's result and the file that it stands in. */
export interface ReportedWorkload extends WorkloadResult {
  /** Relative to the workspace, with `/`. */
  readonly file: string
}

/** A file that was rewritten, or in `check` would be. */
export interface Change {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** Where it is on the disk: absolute, without a symbolic link. */
  readonly path: string
  /** The digest of its old text. */
  readonly digest: string
  /** Makes the new text of the old one. */
  rewrite(text: string): string
  /** Makes the old text of the new one. */
  restore(text: string): string
  /** The unified diff of the two, as `git apply` takes it at the workspace's root. */
  readonly diff: string
}

/** Something that a person has to know of. An error fails the run. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  /** Relative to the workspace; with line and column, from 1, where the problem shows in a file. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** The workload that is not up to date, whose changes belong to the message. */
  readonly outdated?: ReportedWorkload
  /** Lines of YAML to add to a workflow. */
  readonly snippet?: readonly string[]
}

/** What a run left on GitHub. */
export interface Publication {
  /** The commit with the changes, 40 hex digits. */
  readonly commit: string
  /** The commit's page on GitHub. */
  readonly commitUrl: string
  /** The branch whose head it is. */
  readonly branch: string
  /** The open pull request from that branch. */
  readonly pullRequest?: { readonly number: number; readonly url: string }
  /** Where a person can open the pull request, when GitHub did not let us. */
  readonly compareUrl?: string
  /** What happened, as a sentence: `Committed 1a2b3c4 to \`main\`.` */
  readonly sentence: string
}

/** All that a run found and did. Every text for people, and every output, is made from it. */
export interface Outcome {
  readonly operation: 'inject' | 'remove'
  readonly mode: Mode
  /** How many files were parsed. */
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  /** What was written or published; in `check` what would be; none when an error stands in the way. */
  readonly changes: readonly Change[]
  /** The namespaces that a Secret was made for, the empty one for workloads that name none; none when none was made. */
  readonly secretNamespaces: readonly string[]
  /** The files, relative to the workspace, that were committed with edits from before this run. */
  readonly editedEarlier: readonly string[]
  /** What the repository on GitHub holds now; undefined when nothing was published. */
  readonly publication: Publication | undefined
  readonly problems: readonly Problem[]
  /** What is known to go wrong at the rollout. */
  readonly findings: readonly Finding[]
}

/** How often each action was taken, without those that were not. */
export function countActions(workloads: readonly ReportedWorkload[]): [WorkloadResult['action'], number][] {
  const actions = ['injected', 'updated', 'removed', 'unchanged', 'skipped', 'refused'] as const
  return actions
    .map((action): [WorkloadResult['action'], number] => [
      action,
      workloads.filter((workload) => workload.action === action).length,
    ])
    .filter(([, count]) => count > 0)
}

/** A workload's name as `kubectl` users write it: `namespace/name`, or what there is of it. */
export function fullName({ namespace, name }: ReportedWorkload): string {
  return [namespace, name].filter((part) => part !== '').join('/')
}

/** A workload as one speaks of it: its kind, and its name as far as it is known. */
export function describe(workload: ReportedWorkload): string {
  return [workload.kind, fullName(workload)].filter((part) => part !== '').join(' ')
}

/** Where a problem shows, as `file:line:column` or what there is of it; empty without a file. */
export function placeOf({ file, line, column }: Problem): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}

/** The files that differ from what was there: those that were rewritten, and those that were committed as an earlier step left them. */
export function changedFiles({ changes, editedEarlier }: Pick<Outcome, 'changes' | 'editedEarlier'>): string[] {
  return [...new Set([...changes.map(({ file }) => file), ...editedEarlier])].sort()
}

/** Whether there are any, which each workload's line asks. */
export function hasChangedFiles({ changes, editedEarlier }: Pick<Outcome, 'changes' | 'editedEarlier'>): boolean {
  return changes.length > 0 || editedEarlier.length > 0
}

/** Whether an action changes a workload. */
export function isChange(action: WorkloadResult['action']): boolean {
  return action === 'injected' || action === 'updated' || action === 'removed'
}

/** Whether a run fails. */
export function hasErrors({ problems }: Pick<Outcome, 'problems'>): boolean {
  return problems.some(({ severity }) => severity === 'error')
}
