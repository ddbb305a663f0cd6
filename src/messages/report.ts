import { additionsFinding, earlierEditsFinding } from './findings.ts'
import { hasChangedFiles, type Outcome } from '../outcome/outcome.ts'

/** The JSON report, as the interface describes it. */
export function jsonReport(outcome: Outcome): string {
  const { operation, mode, workloads, findings, editedEarlier } = outcome
  const report = {
    version: 1,
    operation,
    mode,
    changed: hasChangedFiles(outcome),
    workloads: workloads.map(({ file, document, line, kind, namespace, name, action, reason, changes = [] }) => ({
      file,
      document,
      line,
      kind,
      namespace,
      name,
      action,
      reason,
      changes,
    })),
    findings: [
      ...findings,
      ...workloads.flatMap((workload) => additionsFinding(workload) ?? []),
      ...editedEarlier.map(earlierEditsFinding),
    ],
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
