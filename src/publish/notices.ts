import type { Contents } from './wanted.ts'
import { earlierEditsFinding, findingProblem } from '../messages/findings.ts'
import { describe, type Outcome, type Problem, type ReportedWorkload } from '../outcome/outcome.ts'
import { refusedOnBranch } from './text-rewriter.ts'

/** Tells of what was published: which files had edits, which are not on the branch, and what was made of its own texts. */
export function withNotices(outcome: Outcome, { files, gone, anew }: Contents<ReportedWorkload>): Outcome {
  const editedEarlier = files.filter(({ isEdited }) => isEdited).map(({ file }) => file)
  const problems: Problem[] = [
    ...editedEarlier.map((file) => findingProblem('Edits from before', earlierEditsFinding(file))),
    ...gone.map((file) => ({
      severity: 'warning' as const,
      title: 'Not on the branch',
      message: 'This file is not on the branch that was published to, so it was left out.',
      file,
    })),
    ...anew.map(({ file, results }) => ({
      severity: 'notice' as const,
      title: 'Another text on the branch',
      message: `This file has changed on the branch since it was checked out. What is published was made of its text there${outcomes(results)}.`,
      file,
    })),
    ...anew.flatMap(({ file, results }) => results.flatMap((workload) => refusedThere(file, workload))),
  ]
  return { ...outcome, editedEarlier, problems: [...outcome.problems, ...problems] }
}

function outcomes(results: readonly ReportedWorkload[]): string {
  return results.length === 0
    ? ', which has no workload any more'
    : `: ${results.map((workload) => `${describe(workload)} ${workload.action}`).join(', ')}`
}

function refusedThere(file: string, workload: ReportedWorkload): Problem[] {
  if (workload.action !== 'refused') return []
  return [{ severity: 'warning', title: 'Refused', message: refusedOnBranch(workload), file }]
}
