import { countActions, describe, hasErrors, type Outcome, type ReportedWorkload } from './outcome.ts'

/** The log's line of a workload. */
export function workloadLine(workload: ReportedWorkload, outcome: Outcome): string {
  const { file, line, reason } = workload
  return `${actionText(workload, outcome)}  ${file}:${line}  ${describe(workload)}${reason === '' ? '' : `: ${reason}`}`
}

/** What was done to a workload, or would be when nothing is written. */
export function actionText({ action }: ReportedWorkload, outcome: Outcome): string {
  const isChange = action === 'injected' || action === 'updated'
  return isChange && (outcome.mode === 'check' || outcome.changes.length === 0) ? `would be ${action}` : action
}

/** How many workloads each action was taken for, and what became of the files. */
export function totals(outcome: Outcome): string {
  const counts = Object.entries(countActions(outcome.workloads)).filter(([, count]) => count > 0)
  const actions = counts.map(([action, count]) => `${count} ${action}`).join(', ') || 'no workloads'
  return `${actions}, in ${counted(outcome.filesRead, 'file')} read. ${verdict(outcome)}`
}

function verdict(outcome: Outcome): string {
  const { mode, changes } = outcome
  const manifests = counted(changes.length, 'manifest')
  if (mode === 'check' && changes.length > 0) return `${manifests} would change; nothing was written.`
  if (changes.length > 0) return `${manifests} changed.`
  return hasErrors(outcome) ? 'Nothing was written.' : 'Nothing to change.'
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
