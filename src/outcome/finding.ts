/** Something about a workload or its file that a person has to know of. */
export interface Finding {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'notice'
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}
