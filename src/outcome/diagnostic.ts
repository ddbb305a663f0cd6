import type { SettingFault } from '../settings/fault.ts'
import type { DiskFailure, SystemFault } from '../failures/disk.ts'
import type { Publication } from './publication.ts'
import type { PublishFailure } from './publish-failure.ts'
import type { ReportedWorkload } from './workload.ts'
import type { FailedRequest } from '../failures/github.ts'

/** An error fails the run. */
export type Severity = 'error' | 'warning' | 'notice'

/** A place in a file. */
export interface Location {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** From 1. */
  readonly line?: number
  /** From 1. */
  readonly column?: number
}

/** Something that a person has to know of. `messages/diagnostics.ts` puts it into words. */
export type Diagnostic = DiagnosticData & {
  readonly severity: Severity
  readonly location?: Location
}

/** What a rule has against a workload. */
export interface FindingData {
  readonly code: 'finding'
  readonly rule: string
  /** The severity that the rule gives it; `fail-on` decides whether it fails the run. */
  readonly ruleSeverity: Severity
  readonly workload: ReportedWorkload
  readonly message: string
  /** What to do. */
  readonly fix: string
}

/** What is known, by its code. */
export type DiagnosticData =
  // The settings
  | (SettingFault & { readonly code: 'setting' })
  | {
      readonly code: 'unmatched-pattern'
      readonly pattern: string
      readonly isFolder: boolean
      readonly isSparse: boolean
    }
  | { readonly code: 'unmatched-workload-pattern'; readonly pattern: string }
  | { readonly code: 'link-out-of-workspace' }
  | { readonly code: 'empty-workspace' }
  | {
      readonly code: 'no-workload'
      readonly kinds: readonly string[]
      /** How many workloads were found, and skipped. */
      readonly skipped: number
      readonly filesRead: number
    }
  // The files
  | DiskFailure
  | { readonly code: 'secret-in-file' | 'secret-in-file-name' | 'line-break-in-file-name' }
  | { readonly code: 'defect'; readonly what: string }
  // The workloads
  | { readonly code: 'refused' | 'refused-on-branch'; readonly workload: ReportedWorkload }
  | { readonly code: 'additions-removed'; readonly workload: ReportedWorkload; readonly names: readonly string[] }
  | {
      readonly code: 'other-migration'
      readonly workload: ReportedWorkload
      /** The init container that runs it, and the one that was looked for. */
      readonly container: string
      readonly containerName: string
    }
  | { readonly code: 'outdated'; readonly workload: ReportedWorkload }
  | FindingData
  | { readonly code: 'stale-companions'; readonly names: readonly string[] }
  // The Secret
  | {
      readonly code: 'no-secret-for-workload'
      readonly workload: ReportedWorkload
      readonly part: 'namespace' | 'name'
    }
  | {
      readonly code: 'no-secret'
      /** Why an input that was given may be empty all the same. */
      readonly cause: 'fork' | 'dependabot' | 'unknown'
      readonly name: string
      readonly key: string
      readonly namespaces: readonly string[]
    }
  // What was written
  | { readonly code: 'hard-link-split' | 'owner-changed' }
  | {
      readonly code: 'outputs-not-set'
      /** The output file that could not be written; undefined when the runner's file could not. */
      readonly path: string | undefined
      readonly fault: SystemFault
      readonly publication: Publication | undefined
      readonly filesWritten: number
      /** Whether something else failed before, which says for itself what it left. */
      readonly isFailed: boolean
    }
  | { readonly code: 'summary-not-written'; readonly message: string }
  // What was published
  | PublishFailure
  | {
      readonly code: 'not-rewritten-on-branch'
      /** The line of the text on the branch. */
      readonly line: number | undefined
      readonly problem: DiagnosticData
    }
  | { readonly code: 'earlier-edits' | 'not-on-branch' }
  | { readonly code: 'rewritten-on-branch'; readonly workloads: readonly ReportedWorkload[] }
  | { readonly code: 'nothing-to-commit' | 'nothing-to-propose'; readonly branch: string }
  | {
      readonly code: 'branch-left'
      readonly branch: string
      readonly base: string
      readonly cause: 'other-files' | 'other-base' | 'base-moved' | 'unknown-files' | 'pushed'
    }
  | {
      readonly code: 'withdrawn'
      readonly branch: string
      readonly base: string
      /** The pull requests that were closed; with what kept the comment from them. */
      readonly pulls: readonly { readonly number: number; readonly failure?: FailedRequest }[]
    }
  // Anything else
  | { readonly code: 'failed'; readonly message: string }

/** Whether a run fails. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
