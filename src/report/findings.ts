import { describe, type ReportedWorkload } from './outcome.ts'

/** Something about a workload that a person has to know of, though it is no error. */
export interface Finding {
  readonly rule: string
  readonly severity: 'warning'
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}

/** That what a person had added to our container or volume went with them; undefined when there was nothing. */
export function additionsFinding(workload: ReportedWorkload): Finding | undefined {
  const { additions = [], file, position } = workload
  if (additions.length === 0) return undefined
  const names = additions.map((name) => `\`${name}\``).join(', ')
  return {
    rule: 'additions-removed',
    severity: 'warning',
    file,
    ...position,
    message: `${describe(workload)}: what somebody had added to our container or volume went with it: ${names}.`,
    help: 'Look at the diff whether another container needs it.',
  }
}
