import type { Diagnostic, DiagnosticData } from '../outcome/diagnostic.ts'

/** What kept a run from publishing, and where. */
export type Problem = DiagnosticData & Pick<Diagnostic, 'location'>

/** Thrown with everything that keeps a run from publishing. */
export class PublishError extends Error {
  override readonly name = 'PublishError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(({ code }) => code).join(', '), options)
    this.problems = problems
  }
}
