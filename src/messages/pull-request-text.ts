import { byteLength } from './utf8.ts'
import { code, Page, quiet, text } from './markdown.ts'
import { headline, type PublishedChange } from './published-change.ts'
import { START_HEAD, startLines, workloadRows, WORKLOADS_HEAD } from './sections.ts'

/**
 * GitHub's limit, in characters: `body is too long (maximum is 65536 characters)`, as quoted in
 * https://github.com/renovatebot/renovate/issues/2032. No text has more characters than bytes.
 */
const BODY_LIMIT = 65_536

/** The title of the pull request. */
export function pullRequestTitle(change: PublishedChange): string {
  return headline(change)
}

/**
 * The body of the pull request in GitHub's Markdown: what it does, the workloads, the start order of their containers,
 * and how to undo it. It omits what exceeds the limit, and says so.
 *
 * @param limit in bytes of UTF-8.
 */
export function pullRequestBody(change: PublishedChange, limit: number = BODY_LIMIT): string {
  const end = undoing(change)
  const page = new Page(limit - byteLength(end), 'pull request')
  page.add(quiet(`${purpose(change)}\n`))
  addList(
    page,
    WORKLOADS_HEAD,
    workloadRows(change.workloads, (action) => action),
    'workload',
  )
  addList(page, START_HEAD, startLines(change.workloads), 'pod')
  const files = change.editedEarlier.map((file) => `- ${code(file)}\n`)
  addList(page, EARLIER_HEAD, files, 'file')
  return `${page.toString()}${end}`
}

/** The comment on a pull request that is closed because its base branch needs no change. */
export function closingComment(base: string): string {
  return `The manifests on the branch ${quiet(code(base))} are up to date, so there is nothing to merge.`
}

const EARLIER_HEAD = `
### Earlier edits

The commit also includes edits that these files had before the action ran:

`

function purpose({ operation, containerName, image }: PublishedChange): string {
  const container = `init container ${code(containerName)}`
  if (operation === 'remove')
    return `Removes the ${container}. Pods of these workloads no longer run database migrations before their containers start.`
  return `Each pod of these workloads runs the database migrations of ${code(image)} in the ${container} before its containers start.`
}

function addList(page: Page, head: string, parts: readonly string[], noun: string): void {
  if (parts.length === 0) return
  page.add(head)
  page.addAll(parts.map(quiet), noun, 'See the changed files.')
}

function undoing({ operation }: PublishedChange): string {
  const other =
    operation === 'remove'
      ? 'To add the init container again, run the action with `operation: inject`.'
      : 'To remove the init container everywhere, run the action with `operation: remove`.'
  return `
### Undo

Before the merge, close this pull request. The next run with the same inputs opens a new one. After the merge, revert it. ${text(other)}

Do not push to this branch. The action replaces its own commits on it, and stops with an error if it finds any others.
`
}
