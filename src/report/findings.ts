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

/** That more goes with our container and volume than the inputs ask for; undefined when nothing does. */
export function additionsFinding(workload: ReportedWorkload): Finding | undefined {
  const { additions, file } = workload
  if (!additions) return undefined
  const names = additions.names.map((name) => `\`${name}\``).join(', ')
  return {
    rule: 'additions-removed',
    severity: 'warning',
    file,
    ...additions.position,
    message: `${describe(workload)}: our container and volume hold more than the inputs ask for, and it goes with them: ${names}.`,
    help: 'If somebody still needs it, put it elsewhere first.',
  }
}
