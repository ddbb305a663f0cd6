import { explain } from '../../src/messages/diagnostics.ts'
import type { Diagnostic, Location } from '../../src/outcome/diagnostic.ts'

/** A diagnostic as a person is told of it. */
export interface Told extends Partial<Location> {
  readonly severity: Diagnostic['severity']
  readonly title: string
  readonly message: string
}

/** Diagnostics as a person is told of them. */
export function told(diagnostics: readonly Diagnostic[]): Told[] {
  return diagnostics.map((diagnostic) => {
    const { title, message } = explain(diagnostic)
    return { severity: diagnostic.severity, title, message, ...diagnostic.location }
  })
}
