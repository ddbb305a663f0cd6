import { isChange, type WorkloadResult } from '../injection/result.ts'
import { isFailed } from '../outcome/outcome.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import { changeTexts } from './changes.ts'
import { counted } from './counted.ts'
import { namespaceWords } from './namespaces.ts'
import { publicationSentence } from './publication.ts'
import type { ShownOutcome } from './redaction.ts'
import { describe } from './workload-name.ts'

const ACTIONS = ['injected', 'updated', 'removed', 'unchanged', 'skipped', 'refused'] as const

/** The log's line of a workload, and a line for each of its changes. */
export function workloadLines(workload: ReportedWorkload, outcome: ShownOutcome): string[] {
  const { action, file, line, reason } = workload
  const head = `${actionText(action, outcome)}  ${file}:${line}  ${describe(workload)}${reason === '' ? '' : `: ${reason}`}`
  return [head, ...changeTexts(workload).map((change) => `  ${change}`)]
}

/** What was done to a workload, or would be when nothing is written or published. */
export function actionText(action: WorkloadResult['action'], outcome: ShownOutcome): string {
  return isChange(action) && !isCarriedOut(outcome) ? `would be ${action}` : action
}

/** Whether the changes are made: in the work tree or, for a pull request, on its branch alone. */
function isCarriedOut(outcome: ShownOutcome): boolean {
  const { plan, publication } = outcome
  if (plan === undefined || plan.mode === 'check' || !hasChangedFiles(outcome)) return false
  return plan.mode !== 'pull-request' || publication !== undefined
}

function hasChangedFiles({ changes, editedEarlier }: ShownOutcome): boolean {
  return changes.length > 0 || editedEarlier.length > 0
}

/** How many workloads each action was taken for, and what became of the files. */
export function totals(outcome: ShownOutcome): string {
  const { workloads = [], filesRead = 0 } = outcome.plan ?? {}
  const actions = ACTIONS.flatMap((action) => {
    const count = workloads.filter((workload) => workload.action === action).length
    return count === 0 ? [] : [`${count} ${actionText(action, outcome)}`]
  })
  return `${actions.join(', ') || 'no workloads'}, in ${counted(filesRead, 'file')} read. ${verdict(outcome)}`
}

function verdict(outcome: ShownOutcome): string {
  const { plan, changes, editedEarlier, publication } = outcome
  const { mode, workloads = [] } = plan ?? {}
  const manifests = counted(new Set([...changes.map(({ path }) => path), ...editedEarlier]).size, 'manifest')
  if (mode === 'check' && changes.length > 0) return `${manifests} would change; nothing was written.`
  if (isCarriedOut(outcome)) {
    const place = mode === 'pull-request' && publication ? ` on the branch \`${publication.branch}\`` : ''
    return `${manifests} changed${place}.`
  }
  const isHeldBack = workloads.some(({ action }) => isChange(action) || action === 'refused')
  return isFailed(outcome) || isHeldBack ? 'Nothing was written.' : 'Nothing to change.'
}

/** For which namespaces the Secret was made, as a sentence; none when it was not. */
export function secretLine({ secretNamespaces }: ShownOutcome): string[] {
  if (secretNamespaces.length === 0) return []
  return [`The Secret's manifest is made for ${namespaceWords(secretNamespaces)}; apply it before the manifests.`]
}

/** What was published, and where the pull request can be opened when GitHub did not let us; none when nothing was. */
export function publicationLines({ publication }: ShownOutcome): string[] {
  if (!publication) return []
  const { compareUrl } = publication
  const link = compareUrl === undefined ? [] : [`Open the pull request here: ${compareUrl}`]
  return [publicationSentence(publication), ...link]
}
