import type { Diagnostic } from '../outcome/diagnostic.ts'
import { changedFiles, type Outcome } from '../outcome/outcome.ts'
import { explanationOf } from './diagnostics.ts'
import { reasonWords } from './reasons.ts'
import { ACTION_WORDING } from './wording.ts'

/** The JSON report. */
export function jsonReport(outcome: Outcome): string {
  const { plan, diagnostics } = outcome
  const { operation, mode, workloads = [] } = plan ?? {}
  const report = {
    version: 1,
    operation,
    mode,
    changed: changedFiles(outcome).length > 0,
    workloads: workloads.map(({ file, document, line, kind, namespace, name, action, reason, changes = [] }) => ({
      file,
      document,
      line,
      kind,
      namespace,
      name,
      action,
      reason: reasonWords(reason, ACTION_WORDING),
      changes,
    })),
    findings: FINDINGS.flatMap((code) => diagnostics.filter((diagnostic) => diagnostic.code === code).map(finding)),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

/** The codes of diagnostics that are findings, in order. Findings of rules have their own names. */
const FINDINGS = ['finding', 'additions-removed', 'earlier-edits'] as const

function finding(diagnostic: Diagnostic): Readonly<Record<string, unknown>> {
  const { code, severity, location } = diagnostic
  const { message, help } = explanationOf(diagnostic)
  const isOfRule = code === 'finding'
  return {
    rule: isOfRule ? diagnostic.rule : code,
    severity: isOfRule ? diagnostic.ruleSeverity : severity,
    ...location,
    message,
    help,
  }
}
