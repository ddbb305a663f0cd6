import { PublishError } from '../github/publish-error.ts'
import type { Rewriter } from './wanted.ts'
import type { Inputs } from '../settings/inputs.ts'
import { describe, type Change, type Problem, type ReportedWorkload } from '../outcome/outcome.ts'

/** What becomes of a text. */
export interface PlannedText {
  readonly workloads: readonly ReportedWorkload[]
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
}

/** Works out what becomes of another text of a file (relative to the workspace). */
export type TextPlanner = (file: string, text: string) => PlannedText

/** That a workload is refused in the text that is on the branch. */
export function refusedOnBranch(workload: ReportedWorkload): string {
  return `As it stands on the branch now, ${describe(workload)} cannot be edited safely: ${workload.reason}`
}

/** Rewrites a text that is not the work tree's. It throws a PublishError where that is refused, or where it holds a secret. */
export function rewriterOf(planText: TextPlanner, onRefused: Inputs['onRefused']): Rewriter<ReportedWorkload> {
  return ({ file }, text) => {
    const { problems, workloads, changes } = planText(file, text)
    const refused = onRefused === 'error' ? workloads.filter(({ action }) => action === 'refused') : []
    const reasons = [
      ...problems.map(({ message, line }) => ({
        message: `In the text of this file on the branch${line === undefined ? '' : `, line ${line}`}: ${message}`,
        file,
      })),
      ...refused.map((workload) => ({
        message: refusedOnBranch(workload),
        file,
      })),
    ]
    if (reasons.length > 0) throw new PublishError(reasons)
    return { text: changes[0]?.rewrite(text) ?? text, results: workloads }
  }
}
