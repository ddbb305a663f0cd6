import type { ReportedWorkload } from '../outcome/workload.ts'
import { counted } from './counted.ts'
import { isPlainImage, isPlainName, plainFile } from './plain-name.ts'
import { fullName } from './workload-name.ts'
import { headline, type PublishedChange } from './published-change.ts'

/** How many workloads and files are listed: a message is read in a terminal. */
const MOST_LINES = 100

/** How many characters their lines have together: a path may have thousands. */
const MOST_CHARACTERS = 30_000

/**
 * The message of the commit: a subject, an empty line and a body, without a line break at its end.
 *
 * Names in it come from manifests that a stranger may have written, and a message has no markup that would make them
 * harmless. So they are shown where they are plain, in the middle of lines of ours: nothing of them is a mention, closes
 * an issue, skips a workflow (https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs), or is
 * a trailer, such as a co-author's.
 */
export function commitMessage(change: PublishedChange): string {
  return [headline(change), ...imageSentence(change), workloadList(change), ...earlierEdits(change)].join('\n\n')
}

/** None on a removal: what the pods ran until now need not be the image of the inputs. */
function imageSentence({ operation, image }: PublishedChange): string[] {
  if (operation === 'remove' || !isPlainImage(image)) return []
  return [`It runs ${image} before the containers of each pod start.`]
}

function workloadList({ workloads }: PublishedChange): string {
  return list(workloads.map(workloadText))
}

function workloadText(workload: ReportedWorkload): string {
  const { kind, file, line } = workload
  const names = [kind, fullName(workload)].filter(isPlainName)
  return `${[actionWords(workload), ...names].join(' ')} (${plainFile(file)}:${line})`
}

function actionWords({ action }: ReportedWorkload): string {
  if (action === 'injected') return 'injected into'
  return action === 'removed' ? 'removed from' : 'updated in'
}

function earlierEdits({ editedEarlier }: PublishedChange): string[] {
  if (editedEarlier.length === 0) return []
  const sentence = `${counted(editedEarlier.length, 'file')} held edits from before this run, which are part of the commit:`
  return [`${sentence}\n\n${list(editedEarlier.map(plainFile))}`]
}

function list(items: readonly string[]): string {
  const shown: string[] = []
  let room = MOST_CHARACTERS
  for (const item of items.slice(0, MOST_LINES)) {
    room -= item.length
    if (room < 0) break
    shown.push(`- ${item}`)
  }
  const left = items.length - shown.length
  return [...shown, ...(left === 0 ? [] : [`- and ${left} more`])].join('\n')
}
