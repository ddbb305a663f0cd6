import { PublishError, type Reason } from '../github/publish-error.ts'
import { explain } from '../messages/diagnostics.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import { textAfter, type FileChange } from '../outcome/file-change.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import type { Settings } from '../settings/settings.ts'
import type { Rewriter } from './wanted.ts'

/** What becomes of a text. */
export interface PlannedText {
  readonly workloads: readonly ReportedWorkload[]
  readonly changes: readonly FileChange[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Works out what becomes of another text of a file (relative to the workspace). */
export type TextPlanner = (file: string, text: string) => PlannedText

/** Rewrites a text that is not the work tree's. It throws a PublishError where that is refused, or where it holds a secret. */
export function rewriterOf(planText: TextPlanner, onRefused: Settings['onRefused']): Rewriter {
  return ({ file }, text) => {
    const { diagnostics, workloads, changes } = planText(file, text)
    const refused = onRefused === 'error' ? workloads.filter(({ action }) => action === 'refused') : []
    const reasons: Reason[] = [
      ...diagnostics.map((diagnostic) => {
        const line = diagnostic.location?.line
        const where = `In the text of this file on the branch${line === undefined ? '' : `, line ${line}`}`
        return { message: `${where}: ${explain(diagnostic).message}`, file }
      }),
      ...refused.map((workload) => {
        const { message } = explain({ code: 'refused-on-branch', workload, severity: 'error' })
        return { message, file }
      }),
    ]
    if (reasons.length > 0) throw new PublishError(reasons)
    const [change] = changes
    return { text: change ? textAfter(change) : text, results: workloads }
  }
}
