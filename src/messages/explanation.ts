/** A diagnostic in words. */
export interface Explanation {
  readonly title: string
  /** What is wrong and, unless `help` says it, what to do. */
  readonly message: string
  /** What to do about a finding. */
  readonly help?: string
  /** Lines of YAML for the workflow. */
  readonly snippet?: readonly string[]
}
