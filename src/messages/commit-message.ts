import type { ReportedWorkload } from '../outcome/workload.ts'
import { counted } from './counted.ts'
import { isPlainImage, isPlainName, plainFile } from './plain-name.ts'
import { fullName } from './workload-name.ts'
import { headline, type PublishedChange } from './published-change.ts'

/** The most workloads or files in a list: people read the message in a terminal. */
const MOST_LINES = 100

/** The most characters in a list: a single path may have thousands. */
const MOST_CHARACTERS = 30_000

/**
 * The commit message: a subject, an empty line and a body, without a line break at the end.
 *
 * A stranger may have written the manifests, and a commit message has no markup that makes their names harmless. So
 * only plain names are shown, and never at the start of a line: none of them mentions anyone, closes an issue, skips a workflow
 * (https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs) or becomes a trailer, such as a
 * co-author's.
 */
export function commitMessage(change: PublishedChange): string {
  return [headline(change), ...imageSentence(change), workloadList(change), ...earlierEdits(change)].join('\n\n')
}

/** None for `remove`: the pods may have run an image other than the one in the inputs. */
function imageSentence({ operation, image }: PublishedChange): string[] {
  if (operation === 'remove' || !isPlainImage(image)) return []
  return [`The init container runs the migrations of ${image}.`]
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
  const sentence = `This commit includes earlier edits to ${counted(editedEarlier.length, 'file')}:`
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
