import type { Mode } from '../settings/mode.ts'
import { hasErrors, type Diagnostic } from './diagnostic.ts'
import type { FileChange } from './file-change.ts'
import type { Publication } from './publication.ts'
import type { ReportedWorkload } from './workload.ts'

/** What a run is going to do: worked out for all files before the first is written. */
export interface Plan {
  readonly operation: 'inject' | 'remove'
  readonly mode: Mode
  /** How many files could hold a workload. */
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  /** None when an error stands in the way, but in `check`. */
  readonly changes: readonly FileChange[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What a run published. */
export interface Published {
  /** What the repository on GitHub holds now; undefined when nothing was published. */
  readonly publication: Publication | undefined
  /** The files, relative to the workspace, that were committed with edits from before this run. */
  readonly editedEarlier: readonly string[]
  /** Whether the branch has all that is planned without a change of this run. */
  readonly isNeedless: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** All that a run did. Every text for people, and every output, is made from it. */
export interface Outcome {
  /** Undefined when it came to no plan. */
  readonly plan: Plan | undefined
  /** What was written or published; in `check` what would be. */
  readonly changes: readonly FileChange[]
  /** The namespaces that a Secret was made for, the empty one for workloads that name none; none when none was made. */
  readonly secretNamespaces: readonly string[]
  readonly editedEarlier: readonly string[]
  readonly publication: Publication | undefined
  /** Those of the plan, and what came of carrying it out. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The outcome of a run that came to no plan. */
export function failedOutcome(diagnostics: readonly Diagnostic[]): Outcome {
  return { plan: undefined, changes: [], secretNamespaces: [], editedEarlier: [], publication: undefined, diagnostics }
}

/** The files that differ from what was there: those that were rewritten, and those that were committed as an earlier step left them. */
export function changedFiles({ changes, editedEarlier }: Pick<Outcome, 'changes' | 'editedEarlier'>): string[] {
  return [...new Set([...changes.map(({ path }) => path), ...editedEarlier])].sort()
}

/** Whether a run fails. */
export function isFailed({ diagnostics }: Pick<Outcome, 'diagnostics'>): boolean {
  return hasErrors(diagnostics)
}
