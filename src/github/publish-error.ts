/** Why nothing, or not all, was published. */
export interface Reason {
  /** What was expected, what was found, and what to do. */
  readonly message: string
  /** The file that it is about, relative to the workspace. */
  readonly file?: string
  /** Lines to add to a workflow. */
  readonly snippet?: readonly string[]
}

/** Thrown with every reason, meant for people. */
export class PublishError extends Error {
  override readonly name = 'PublishError'
  readonly reasons: readonly Reason[]

  constructor(reasons: readonly Reason[], options?: ErrorOptions) {
    super(reasons.map(({ message }) => message).join('\n'), options)
    this.reasons = reasons
  }
}
