import type { WorkloadResult } from '../injection/result.ts'
import { changeTexts } from './changes.ts'
import {
  changedFiles,
  countActions,
  describe,
  hasChangedFiles,
  hasErrors,
  isChange,
  type Outcome,
  type ReportedWorkload,
} from '../outcome/outcome.ts'

/** The log's line of a workload, and a line for each of its changes. */
export function workloadLines(workload: ReportedWorkload, outcome: Outcome): string[] {
  const { action, file, line, reason } = workload
  const head = `${actionText(action, outcome)}  ${file}:${line}  ${describe(workload)}${reason === '' ? '' : `: ${reason}`}`
  return [head, ...changeTexts(workload).map((change) => `  ${change}`)]
}

/** What was done to a workload, or would be when nothing is written or published. */
export function actionText(action: WorkloadResult['action'], outcome: Outcome): string {
  return isChange(action) && !isCarriedOut(outcome) ? `would be ${action}` : action
}

/** Whether the changes are made: in the work tree or, for a pull request, on its branch alone. */
function isCarriedOut(outcome: Outcome): boolean {
  const { mode, publication } = outcome
  if (mode === 'check' || !hasChangedFiles(outcome)) return false
  return mode !== 'pull-request' || publication !== undefined
}

/** How many workloads each action was taken for, and what became of the files. */
export function totals(outcome: Outcome): string {
  const actions = countActions(outcome.workloads).map(([action, count]) => `${count} ${actionText(action, outcome)}`)
  return `${actions.join(', ') || 'no workloads'}, in ${counted(outcome.filesRead, 'file')} read. ${verdict(outcome)}`
}

function verdict(outcome: Outcome): string {
  const { mode, changes, publication, workloads } = outcome
  const manifests = counted(changedFiles(outcome).length, 'manifest')
  if (mode === 'check' && changes.length > 0) return `${manifests} would change; nothing was written.`
  if (isCarriedOut(outcome)) {
    const place = mode === 'pull-request' && publication ? ` on the branch \`${publication.branch}\`` : ''
    return `${manifests} changed${place}.`
  }
  const isHeldBack = workloads.some(({ action }) => isChange(action) || action === 'refused')
  return hasErrors(outcome) || isHeldBack ? 'Nothing was written.' : 'Nothing to change.'
}

/** For which namespaces the Secret was made, as a sentence; none when it was not. */
export function secretLine({ secretNamespaces }: Outcome): string[] {
  if (secretNamespaces.length === 0) return []
  return [`The Secret's manifest is made for ${namespaceWords(secretNamespaces)}; apply it before the manifests.`]
}

/** Namespaces as one speaks of them; the empty one is that of whoever applies. */
export function namespaceWords(namespaces: readonly string[]): string {
  return namespaces.map((name) => (name === '' ? "`kubectl`'s current namespace" : `\`${name}\``)).join(' and for ')
}

/** What was published, and where the pull request can be opened when GitHub did not let us; none when nothing was. */
export function publicationLines({ publication }: Outcome): string[] {
  if (!publication) return []
  const { sentence, compareUrl } = publication
  return [sentence, ...(compareUrl === undefined ? [] : [`Open the pull request here: ${compareUrl}`])]
}

/** A number and its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
