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
 * What GitHub takes as the summary of a step, in bytes:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const SUMMARY_LIMIT = 1024 * 1024

/**
 * The job summary, as GitHub's Markdown: what was published, the problems, a table of workloads, the order in which the
 * containers of each changed pod start, the diff of each changed file. What the limit leaves no room for is left out,
 * and it says so.
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
  page.addAll(diagnostics.map(diagnosticLine), 'problem', 'The log has all.')
  if (workloads.length > 0) {
    page.add(WORKLOADS_HEAD)
    const rows = workloadRows(workloads, (action) => actionText(action, outcome))
    page.addAll(rows, 'workload', 'The report has all.')
  }
  const starts = changes.length === 0 ? [] : startLines(workloads)
  if (starts.length > 0) {
    page.add(START_HEAD)
    page.addAll(starts, 'pod', 'Their manifests show it.')
  }
  if (changes.length > 0) {
    page.add('\n### Changes\n')
    addDiffs(page, changes)
  }
  return page.toString()
}

/** What was published, and where it is. */
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

/** Adds as many diffs as there is room for, the last one cut if need be. */
function addDiffs(page: Page, changes: readonly ShownChange[]): void {
  for (const [index, { path, diff }] of changes.entries()) {
    const whole = diffBlock(path, diff, '')
    const isCut = byteLength(whole) > page.room
    const block = isCut ? cutDiffBlock(path, diff, page.room) : whole
    if (block !== undefined) page.add(block)
    const left = changes.length - index - (block === undefined ? 0 : 1)
    if (isCut && left > 0) page.leaveOut(left, 'file', 'The patch has all.')
    if (isCut) return
  }
}

/** The diff's first lines, as many as a number of bytes has room for; undefined when that is none. */
function cutDiffBlock(file: string, diff: string, room: number): string | undefined {
  const note = '\n*The rest is left out: a summary has a limit. The patch has all.*\n'
  const bytes = utf8(diff).subarray(0, Math.max(0, room - byteLength(diffBlock(file, '', note)) - MAX_FENCES))
  const end = bytes.lastIndexOf(LINE_FEED) + 1
  return end === 0 ? undefined : diffBlock(file, new TextDecoder().decode(bytes.subarray(0, end)), note)
}

const LINE_FEED = 0x0a

/** Room for two fences that are longer than the usual three characters. */
const MAX_FENCES = 200

function diffBlock(file: string, diff: string, note: string): string {
  const longestRun = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `\n<details><summary>${plain(file)}</summary>\n\n${fence}diff\n${diff}${fence}\n${note}\n</details>\n`
}
