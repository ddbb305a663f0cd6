import type { Mode } from '../settings/mode.ts'
import { hasErrors, type Diagnostic } from './diagnostic.ts'
import type { FileChange } from './file-change.ts'
import type { Publication } from './publication.ts'
import type { ReportedWorkload } from './workload.ts'

/** What a run is going to do, planned for all files before it writes the first. */
export interface Plan {
  readonly operation: 'inject' | 'remove'
  readonly mode: Mode
  /** The number of files that may contain a workload. */
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  /** None when an error prevents the run from writing, except in `check`. */
  readonly changes: readonly FileChange[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What a run published. */
export interface Published {
  /** What is now on GitHub; undefined when nothing was published. */
  readonly publication: Publication | undefined
  /** Files (relative to the workspace) whose edits from before this run were committed as well. */
  readonly editedEarlier: readonly string[]
  /** Whether the branch is already up to date without a change by this run. */
  readonly isNeedless: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** Everything that a run did. All texts for people, and all outputs, come from it. */
export interface Outcome {
  /** Undefined when the run did not get as far as a plan. */
  readonly plan: Plan | undefined
  /** What was written or published; in `check`, what would be. */
  readonly changes: readonly FileChange[]
  /** The namespaces of the Secret, the empty one for workloads that name none; none when no Secret was created. */
  readonly secretNamespaces: readonly string[]
  readonly editedEarlier: readonly string[]
  readonly publication: Publication | undefined
  /** Those of the plan, and those of carrying it out. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The outcome of a run that failed before it had a plan. */
export function failedOutcome(diagnostics: readonly Diagnostic[]): Outcome {
  return { plan: undefined, changes: [], secretNamespaces: [], editedEarlier: [], publication: undefined, diagnostics }
}

/** The changed files: those that this run edited, and those that it committed with earlier edits. */
export function changedFiles({ changes, editedEarlier }: Pick<Outcome, 'changes' | 'editedEarlier'>): string[] {
  return [...new Set([...changes.map(({ path }) => path), ...editedEarlier])].sort()
}

/** Whether a run fails. */
export function isFailed({ diagnostics }: Pick<Outcome, 'diagnostics'>): boolean {
  return hasErrors(diagnostics)
}
