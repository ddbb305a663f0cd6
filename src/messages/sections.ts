import type { StartOrder, WorkloadResult } from '../injection/result.ts'
import { changeTexts } from './changes.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import { code, text } from './markdown.ts'
import { fullName } from './workload-name.ts'

/** What stands above the rows of workloads. */
export const WORKLOADS_HEAD = '\n| File | Kind | Name | Result |\n| --- | --- | --- | --- |\n'

/**
 * The table's row of each workload.
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
    const words = `${actionText(action)}${reason === '' ? '' : `: ${text(reason)}`}`
    const result = [words, ...changeTexts(workload).map(code)].join('<br>')
    return `| ${code(`${file}:${line}`)} | ${kind} | ${name === '' ? '' : code(name)} | ${result} |\n`
  })
}

/** What stands above the lines of the order of start. */
export const START_HEAD = '\n### Order of start\n\n'

/** In which order the containers of each changed pod start, a line each. */
export function startLines(workloads: readonly ReportedWorkload[]): string[] {
  return workloads.flatMap((workload) => {
    const { kind, startOrder } = workload
    return startOrder ? [`- ${kind} ${code(fullName(workload))}: ${startText(startOrder)}\n`] : []
  })
}

function startText({ initContainers, containers }: StartOrder): string {
  const first = initContainers.map(({ name, sidecar }) =>
    sidecar ? `${code(name)} (sidecar, goes on running)` : code(name),
  )
  return [...first, containers.map(code).join(' and ')].join(', then ')
}
