import { byteLength, utf8 } from './utf8.ts'
import { actionText, secretLine, totals } from './log.ts'
import { code, link, Page, plain, text } from './markdown.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import type { Publication } from '../outcome/publication.ts'
import { explain } from './diagnostics.ts'
import { placeOf } from './location.ts'
import { publicationSentence } from './publication.ts'
import type { ShownChange, ShownOutcome } from './redaction.ts'
import { START_HEAD, startLines, workloadRows, WORKLOADS_HEAD } from './sections.ts'

/**
 * GitHub's limit for the summary of a step, in bytes:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const SUMMARY_LIMIT = 1024 * 1024

/**
 * The job summary in GitHub's Markdown: what was published, the problems, a table of workloads, the start order of the
 * containers in each changed pod, and the diff of each changed file. It omits what exceeds the limit, and says so.
 *
 * @param limit in bytes of UTF-8.
 */
export function summary(outcome: ShownOutcome, limit: number = SUMMARY_LIMIT): string {
  const { changes, diagnostics } = outcome
  const { workloads = [] } = outcome.plan ?? {}
  const page = new Page(limit, 'summary')
  const sentences = [totals(outcome), ...secretLine(outcome)].map(text)
  page.add(`## Atlas Init Container\n\n${[...sentences, ...publicationParagraphs(outcome)].join('\n\n')}\n`)
  if (diagnostics.length > 0) page.add('\n')
  page.addAll(diagnostics.map(diagnosticLine), 'problem', 'See the log.')
  if (workloads.length > 0) {
    page.add(WORKLOADS_HEAD)
    const rows = workloadRows(workloads, (action) => actionText(action, outcome))
    page.addAll(rows, 'workload', 'See the report.')
  }
  const starts = changes.length === 0 ? [] : startLines(workloads)
  if (starts.length > 0) {
    page.add(START_HEAD)
    page.addAll(starts, 'pod', 'See the manifests.')
  }
  if (changes.length > 0) {
    page.add('\n### Changes\n')
    addDiffs(page, changes)
  }
  return page.toString()
}

/** What was published, with links. */
function publicationParagraphs({ publication }: ShownOutcome): string[] {
  if (!publication) return []
  return [text(publicationSentence(publication)), linksOf(publication).join(', ')]
}

function linksOf({ commit, commitUrl, pullRequest, compareUrl }: Publication): string[] {
  return [
    link(`Commit ${code(commit.slice(0, 7))}`, commitUrl),
    ...(pullRequest ? [link(`Pull request ${pullRequest.number}`, pullRequest.url)] : []),
    ...(compareUrl === undefined ? [] : [link('Open the pull request', compareUrl)]),
  ]
}

const ICONS: Readonly<Record<Diagnostic['severity'], string>> = { error: '❌', warning: '⚠️', notice: 'ℹ️' }

function diagnosticLine(diagnostic: Diagnostic): string {
  const { title, message, snippet = [] } = explain(diagnostic)
  const lines = snippet.length === 0 ? '' : `\n  \`\`\`yaml\n${snippet.map((line) => `  ${line}\n`).join('')}  \`\`\`\n`
  const place = placeOf(diagnostic.location)
  return `- ${ICONS[diagnostic.severity]} **${text(title)}**${place === '' ? '' : ` ${code(place)}`}: ${text(message)}\n${lines}`
}

/** Adds as many diffs as fit, and cuts the last one if necessary. */
function addDiffs(page: Page, changes: readonly ShownChange[]): void {
  for (const [index, { path, diff }] of changes.entries()) {
    const whole = diffBlock(path, diff, '')
    const isCut = byteLength(whole) > page.room
    const block = isCut ? cutDiffBlock(path, diff, page.room) : whole
    if (block !== undefined) page.add(block)
    const left = changes.length - index - (block === undefined ? 0 : 1)
    if (isCut && left > 0) page.leaveOut(left, 'file', 'See the patch.')
    if (isCut) return
  }
}

/** The first lines of a diff that fit into a number of bytes; undefined when none does. */
function cutDiffBlock(file: string, diff: string, room: number): string | undefined {
  const note = '\n*The rest of this diff is omitted: a summary has a size limit. See the patch.*\n'
  const bytes = utf8(diff).subarray(0, Math.max(0, room - byteLength(diffBlock(file, '', note)) - MAX_FENCES))
  const end = bytes.lastIndexOf(LINE_FEED) + 1
  return end === 0 ? undefined : diffBlock(file, new TextDecoder().decode(bytes.subarray(0, end)), note)
}

const LINE_FEED = 0x0a

/** Room for two fences of more than the usual three characters. */
const MAX_FENCES = 200

function diffBlock(file: string, diff: string, note: string): string {
  const longestRun = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `\n<details><summary>${plain(file)}</summary>\n\n${fence}diff\n${diff}${fence}\n${note}\n</details>\n`
}
