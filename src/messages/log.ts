import { isChange, type WorkloadResult } from '../injection/result.ts'
import { isFailed } from '../outcome/outcome.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import { changeTexts } from './changes.ts'
import { counted } from './counted.ts'
import { namespaceWords } from './namespaces.ts'
import { publicationSentence } from './publication.ts'
import type { ShownOutcome } from './redaction.ts'
import { reasonWords } from './reasons.ts'
import { ACTION_WORDING } from './wording.ts'
import { describe } from './workload-name.ts'

const ACTIONS = ['injected', 'updated', 'removed', 'unchanged', 'skipped', 'refused'] as const

/** The log's line of a workload, and a line for each of its changes. */
export function workloadLines(workload: ReportedWorkload, outcome: ShownOutcome): string[] {
  const { action, file, line, reason } = workload
  const words = reasonWords(reason, ACTION_WORDING)
  const head = `${actionText(action, outcome)}  ${file}:${line}  ${describe(workload)}${words === '' ? '' : `: ${words}`}`
  return [head, ...changeTexts(workload).map((change) => `  ${change}`)]
}

/** The result of a workload: what the run did, or what it would do when it writes and publishes nothing. */
export function actionText(action: WorkloadResult['action'], outcome: ShownOutcome): string {
  return isChange(action) && !isCarriedOut(outcome) ? `would be ${action}` : action
}

/** Whether the run made its changes: in the work tree or, for a pull request, only on its branch. */
function isCarriedOut(outcome: ShownOutcome): boolean {
  const { plan, publication } = outcome
  if (plan === undefined || plan.mode === 'check' || !hasChangedFiles(outcome)) return false
  return plan.mode !== 'pull-request' || publication !== undefined
}

function hasChangedFiles({ changes, editedEarlier }: ShownOutcome): boolean {
  return changes.length > 0 || editedEarlier.length > 0
}

/** The number of workloads per result, and what happened to the files. */
export function totals(outcome: ShownOutcome): string {
  const { workloads = [], filesRead = 0 } = outcome.plan ?? {}
  const actions = ACTIONS.flatMap((action) => {
    const count = workloads.filter((workload) => workload.action === action).length
    return count === 0 ? [] : [`${count} ${actionText(action, outcome)}`]
  })
  return `${counted(filesRead, 'file')} read: ${actions.join(', ') || 'no workloads'}. ${verdict(outcome)}`
}

function verdict(outcome: ShownOutcome): string {
  const { plan, changes, editedEarlier, publication } = outcome
  const { mode, workloads = [] } = plan ?? {}
  const manifests = counted(new Set([...changes.map(({ path }) => path), ...editedEarlier]).size, 'manifest')
  if (mode === 'check' && changes.length > 0) return `${manifests} would change. Nothing was written.`
  if (isCarriedOut(outcome)) {
    const place = mode === 'pull-request' && publication ? ` on the branch \`${publication.branch}\`` : ''
    return `${manifests} changed${place}.`
  }
  const isHeldBack = workloads.some(({ action }) => isChange(action) || action === 'refused')
  return isFailed(outcome) || isHeldBack ? 'Nothing was written.' : 'Nothing to change.'
}

/** The namespaces that the run created the Secret for, as a sentence; none without a Secret. */
export function secretLine({ secretNamespaces }: ShownOutcome): string[] {
  if (secretNamespaces.length === 0) return []
  return [
    `Created the manifest of the Secret for ${namespaceWords(secretNamespaces)}. Apply it before the other manifests.`,
  ]
}

/** What was published, and a link to open the pull request by hand if GitHub refused it; none when nothing was published. */
export function publicationLines({ publication }: ShownOutcome): string[] {
  if (!publication) return []
  const { compareUrl } = publication
  const link = compareUrl === undefined ? [] : [`Open the pull request: ${compareUrl}`]
  return [publicationSentence(publication), ...link]
}
