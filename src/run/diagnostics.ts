import type { Diagnostic } from '../outcome/diagnostic.ts'
import { publishDiagnostics } from '../publish/diagnostics.ts'
import { InputError, type InputProblem } from '../settings/inputs.ts'

/** What an error tells a person: each thing that is wrong, by itself. */
export function diagnosticsOf(error: unknown): Diagnostic[] {
  if (!(error instanceof InputError)) return publishDiagnostics(error)
  return [...error.problems.map((problem) => settingDiagnostic('error', problem)), ...doubtDiagnostics(error.doubts)]
}

/** What may be wrong with settings. */
export function doubtDiagnostics(doubts: readonly InputProblem[]): Diagnostic[] {
  return doubts.map((doubt) => settingDiagnostic('warning', doubt))
}

function settingDiagnostic(severity: Diagnostic['severity'], { input, message }: InputProblem): Diagnostic {
  return { code: 'setting', severity, setting: input, message }
}
