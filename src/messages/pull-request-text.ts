import { byteLength } from './utf8.ts'
import { code, Page, quiet, text } from './markdown.ts'
import { headline, type PublishedChange } from './published-change.ts'
import { START_HEAD, startLines, workloadRows, WORKLOADS_HEAD } from './sections.ts'

/**
 * GitHub's limit, in characters: `body is too long (maximum is 65536 characters)`, as quoted in
 * https://github.com/renovatebot/renovate/issues/2032. No text has more characters than bytes.
 */
const BODY_LIMIT = 65_536

/** The pull request's title. */
export function pullRequestTitle(change: PublishedChange): string {
  return headline(change)
}

/**
 * The pull request's text, as GitHub's Markdown: what it does, the workloads, the order in which their containers start,
 * and how to undo it. What the limit leaves no room for is left out, and it says so.
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

/** The comment with which a pull request is closed because nothing is left to do on its base branch. */
export function closingComment(base: string): string {
  return `The manifests on the branch ${quiet(code(base))} have all that is asked for, so there is nothing to merge.`
}

const EARLIER_HEAD = `
### Edits from before the run

These files held edits from before the step that made this commit, which are part of it:

`

function purpose({ operation, containerName, image }: PublishedChange): string {
  const container = `init container ${code(containerName)}`
  if (operation === 'remove')
    return `The pods of these workloads no longer run database migrations before their containers start: the ${container} is taken out.`
  return `Each pod of these workloads runs the database migrations of ${code(image)} in its ${container}, before its containers start.`
}

function addList(page: Page, head: string, parts: readonly string[], noun: string): void {
  if (parts.length === 0) return
  page.add(head)
  page.addAll(parts.map(quiet), noun, 'The changed files show all.')
}

function undoing({ operation }: PublishedChange): string {
  const other =
    operation === 'remove'
      ? 'to put the init container in again, run the action with `operation: inject`'
      : 'to take the init container out altogether, run the action with `operation: remove`'
  return `
### How to undo it

Before the merge, close this pull request; the next run opens another one as long as its inputs ask for it. After the merge, revert it; ${text(other)}.

Do not push to this branch: when something is to change, the next run makes it anew, and where it finds commits that are not its own it stops with an error instead.
`
}
