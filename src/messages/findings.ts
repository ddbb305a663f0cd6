import type { Finding } from '../outcome/finding.ts'
import { describe, type Problem, type ReportedWorkload } from '../outcome/outcome.ts'

/** That more goes with our container and volume than the inputs ask for; undefined when nothing does. */
export function additionsFinding(workload: ReportedWorkload): Finding | undefined {
  const { additions, file } = workload
  if (!additions) return undefined
  const names = additions.names.map((name) => `\`${name}\``).join(', ')
  return {
    rule: 'additions-removed',
    severity: 'warning',
    file,
    ...additions.position,
    message: `${describe(workload)}: our container and volume hold more than the inputs ask for, and it goes with them: ${names}.`,
    help: 'If somebody still needs it, put it elsewhere first.',
  }
}

/** That a file (relative to the workspace) was committed with edits from before this run. */
export function earlierEditsFinding(file: string): Finding {
  return {
    rule: 'earlier-edits',
    severity: 'notice',
    file,
    line: 1,
    column: 1,
    message: 'This file held edits from before this step, which are part of the commit.',
    help: 'If they do not belong there, commit or undo them before this step.',
  }
}

/** A finding as a person is told of it. */
export function findingProblem(title: string, finding: Finding): Problem {
  const { severity, file, line, column, message, help } = finding
  return { severity, title, message: `${message} ${help}`, file, line, column }
}
