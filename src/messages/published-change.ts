import type { ReportedWorkload } from '../outcome/workload.ts'
import { counted } from './counted.ts'
import { isPlainName } from './plain-name.ts'

/** A change to publish, for the commit message and the pull request. Its texts are already redacted. */
export interface PublishedChange {
  readonly operation: 'inject' | 'remove'
  readonly containerName: string
  /** Empty for `remove` without an image. */
  readonly image: string
  /** The workloads that change, in the order of the report. */
  readonly workloads: readonly ReportedWorkload[]
  /** Files (relative to the repository) whose edits from before this run are committed as well. */
  readonly editedEarlier: readonly string[]
}

/** Git's own tools cut a longer subject. */
const LONGEST_HEADLINE = 72

/** What is done to how many workloads, in at most 72 characters without markup. */
export function headline(change: PublishedChange): string {
  const { containerName, workloads } = change
  const injected = workloads.filter(({ action }) => action === 'injected')
  const main = injected.length === 0 ? workloads : injected
  const count = counted(main.length, 'workload')
  const container = isPlainName(containerName) ? `the init container ${containerName}` : 'the init container'
  const texts = [headlineText(change, container, soleName(main) ?? count), headlineText(change, container, count)]
  return texts.find((text) => text.length <= LONGEST_HEADLINE) ?? headlineText(change, 'the init container', count)
}

function headlineText({ operation, workloads }: PublishedChange, container: string, target: string): string {
  if (operation === 'remove') return `Remove ${container} from ${target}`
  const updated = workloads.filter(({ action }) => action === 'updated').length
  if (updated === workloads.length) return `Update ${container} of ${target}`
  return `Add ${container} to ${target}${updated === 0 ? '' : ` and update it in ${updated}`}`
}

/** The only workload, if its name is plain. */
function soleName(workloads: readonly ReportedWorkload[]): string | undefined {
  const [first, second] = workloads
  return first && !second && isPlainName(first.name) ? `${first.kind} ${first.name}` : undefined
}
