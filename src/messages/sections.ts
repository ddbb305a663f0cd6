import type { StartOrder, WorkloadResult } from '../injection/result.ts'
import { changeTexts } from './changes.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import { code, text } from './markdown.ts'
import { reasonWords } from './reasons.ts'
import { ACTION_WORDING } from './wording.ts'
import { fullName } from './workload-name.ts'

/** The head of the table of workloads. */
export const WORKLOADS_HEAD = '\n| File | Kind | Name | Result |\n| --- | --- | --- | --- |\n'

/**
 * A table row for each workload.
 *
 * @param actionText the words for an action.
 */
export function workloadRows(
  workloads: readonly ReportedWorkload[],
  actionText: (action: WorkloadResult['action']) => string,
): string[] {
  return workloads.map((workload) => {
    const { action, kind, file, line, reason } = workload
    const name = fullName(workload)
    const why = text(reasonWords(reason, ACTION_WORDING))
    const result = [`${actionText(action)}${why === '' ? '' : `: ${why}`}`, ...changeTexts(workload).map(code)].join(
      '<br>',
    )
    return `| ${code(`${file}:${line}`)} | ${kind} | ${name === '' ? '' : code(name)} | ${result} |\n`
  })
}

/** The heading above the start orders. */
export const START_HEAD = '\n### Start order\n\n'

/** The order in which the containers of each changed pod start, one line per pod. */
export function startLines(workloads: readonly ReportedWorkload[]): string[] {
  return workloads.flatMap((workload) => {
    const { kind, startOrder } = workload
    return startOrder ? [`- ${kind} ${code(fullName(workload))}: ${startText(startOrder)}\n`] : []
  })
}

function startText({ initContainers, containers }: StartOrder): string {
  const first = initContainers.map(({ name, sidecar }) =>
    sidecar ? `${code(name)} (sidecar, keeps running)` : code(name),
  )
  return [...first, containers.map(code).join(' and ')].join(', then ')
}
