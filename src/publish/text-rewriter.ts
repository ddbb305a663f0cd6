import type { Diagnostic } from '../outcome/diagnostic.ts'
import { textAfter, type FileChange } from '../outcome/file-change.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import type { Settings } from '../settings/settings.ts'
import { PublishError, type Problem } from './publish-error.ts'
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
    const problems = [
      ...diagnostics.map(({ location, ...problem }): Problem => ({
        code: 'not-rewritten-on-branch',
        line: location?.line,
        problem,
        location: { file },
      })),
      ...refused.map((workload): Problem => ({ code: 'refused-on-branch', workload, location: { file } })),
    ]
    if (problems.length > 0) throw new PublishError(problems)
    const [change] = changes
    return { text: change ? textAfter(change) : text, results: workloads }
  }
}
