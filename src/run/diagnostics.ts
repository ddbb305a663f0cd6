import { DiskError } from '../files/errors.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import { publishDiagnostics } from '../publish/diagnostics.ts'
import type { SettingFault } from '../settings/fault.ts'
import { SettingsError } from '../settings/settings.ts'

/** What an error tells a person: each thing that is wrong, by itself. */
export function diagnosticsOf(error: unknown): Diagnostic[] {
  if (error instanceof DiskError) return [diskDiagnostic(error)]
  if (!(error instanceof SettingsError)) return publishDiagnostics(error)
  return [...error.faults.map((fault) => settingDiagnostic('error', fault)), ...doubtDiagnostics(error.doubts)]
}

function diskDiagnostic({ failure }: DiskError): Diagnostic {
  const hasFile = failure.code === 'not-written' && failure.path !== ''
  return { ...failure, severity: 'error', ...(hasFile && { location: { file: failure.path } }) }
}

/** What may be wrong with settings. */
export function doubtDiagnostics(doubts: readonly SettingFault[]): Diagnostic[] {
  return doubts.map((doubt) => settingDiagnostic('warning', doubt))
}

function settingDiagnostic(severity: Diagnostic['severity'], fault: SettingFault): Diagnostic {
  return { code: 'setting', severity, ...fault }
}
