import type { StartOrder } from '../manifest/result.ts'
import { actionText, secretLine, totals } from './log.ts'
import { fullName, placeOf, type Change, type Outcome, type Problem, type ReportedWorkload } from './outcome.ts'

/**
 * What GitHub takes as the summary of a step, in bytes:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const SUMMARY_LIMIT = 1024 * 1024

/** Room for the sentences that say what was left out. */
const RESERVE = 1024

/**
 * The job summary, as GitHub's Markdown: the problems, a table of workloads, the order in which the containers of each
 * changed pod start, the diff of each changed file. What the limit leaves no room for is left out, and it says so.
 *
 * @param limit in bytes of UTF-8.
 */
export function summary(outcome: Outcome, limit: number = SUMMARY_LIMIT): string {
  const { workloads, changes, problems } = outcome
  const page = new Page(limit - RESERVE)
  page.add(`## Atlas Init Container\n\n${[totals(outcome), ...secretLine(outcome)].map(text).join('\n\n')}\n`)
  if (problems.length > 0) page.add('\n')
  page.addAll(problems.map(problemLine), 'problem', 'The log has all.')
  if (workloads.length > 0) {
    page.add('\n| File | Kind | Name | Result |\n| --- | --- | --- | --- |\n')
    page.addAll(
      workloads.map((workload) => row(workload, outcome)),
      'workload',
      'The report has all.',
    )
  }
  const starting = changes.length === 0 ? [] : workloads.filter(({ startOrder }) => startOrder)
  if (starting.length > 0) {
    page.add('\n### Order of start\n\n')
    page.addAll(starting.map(startLine), 'pod', 'Their manifests show it.')
  }
  if (changes.length > 0) {
    page.add('\n### Changes\n')
    addDiffs(page, changes)
  }
  return page.toString()
}

/** Markdown that stays within a number of bytes. */
class Page {
  private readonly parts: string[] = []
  /** How many bytes may still be added. */
  room: number

  constructor(limit: number) {
    this.room = limit
  }

  add(part: string): void {
    this.parts.push(part)
    this.room -= Buffer.byteLength(part)
  }

  /** Adds as many parts as there is room for, and says how many it left out, and where they are. */
  addAll(parts: readonly string[], noun: string, elsewhere: string): void {
    const end = parts.findIndex((part) => {
      const fits = Buffer.byteLength(part) <= this.room
      if (fits) this.add(part)
      return !fits
    })
    if (end !== -1) this.leaveOut(parts.length - end, noun, elsewhere)
  }

  /** Says how many parts are left out, and where they are. */
  leaveOut(count: number, noun: string, elsewhere: string): void {
    const parts = count === 1 ? `One more ${noun} is` : `${count} more ${noun}s are`
    this.parts.push(`\n*${parts} left out: a summary has a limit. ${elsewhere}*\n\n`)
  }

  toString(): string {
    return this.parts.join('')
  }
}

function problemLine(problem: Problem): string {
  const { severity, title, message } = problem
  const place = placeOf(problem)
  return `- ${severity === 'error' ? '❌' : '⚠️'} **${text(title)}**${place === '' ? '' : ` ${code(place)}`}: ${text(message)}\n`
}

function row(workload: ReportedWorkload, outcome: Outcome): string {
  const { action, kind, file, line, reason } = workload
  const name = fullName(workload)
  const result = `${actionText(action, outcome)}${reason === '' ? '' : `: ${text(reason)}`}`
  return `| ${code(`${file}:${line}`)} | ${kind} | ${name === '' ? '' : code(name)} | ${result} |\n`
}

function startLine(workload: ReportedWorkload): string {
  const order = workload.startOrder
  return order ? `- ${workload.kind} ${code(fullName(workload))}: ${startText(order)}\n` : ''
}

function startText({ initContainers, containers }: StartOrder): string {
  const first = initContainers.map(({ name, sidecar }) =>
    sidecar ? `${code(name)} (sidecar, goes on running)` : code(name),
  )
  return [...first, containers.map(code).join(' and ')].join(', then ')
}

/** Adds as many diffs as there is room for, the last one cut if need be. */
function addDiffs(page: Page, changes: readonly Change[]): void {
  for (const [index, { file, diff }] of changes.entries()) {
    const whole = diffBlock(file, diff, '')
    const isCut = Buffer.byteLength(whole) > page.room
    const block = isCut ? cutDiffBlock(file, diff, page.room) : whole
    if (block !== undefined) page.add(block)
    const left = changes.length - index - (block === undefined ? 0 : 1)
    if (isCut && left > 0) page.leaveOut(left, 'file', 'The patch has all.')
    if (isCut) return
  }
}

/** The diff's first lines, as many as a number of bytes has room for; undefined when that is none. */
function cutDiffBlock(file: string, diff: string, room: number): string | undefined {
  const note = '\n*The rest is left out: a summary has a limit. The patch has all.*\n'
  const bytes = Buffer.from(diff).subarray(
    0,
    Math.max(0, room - Buffer.byteLength(diffBlock(file, '', note)) - MAX_FENCES),
  )
  const end = bytes.lastIndexOf('\n') + 1
  return end === 0 ? undefined : diffBlock(file, bytes.subarray(0, end).toString(), note)
}

/** Room for two fences that are longer than the usual three characters. */
const MAX_FENCES = 200

function diffBlock(file: string, diff: string, note: string): string {
  const longestRun = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `\n<details><summary>${plain(file)}</summary>\n\n${fence}diff\n${diff}${fence}\n${note}\n</details>\n`
}

/** A sentence of ours as Markdown: what stands between backticks is code, and all else is plain. */
function text(value: string): string {
  return value
    .split('`')
    .map((part, index, parts) => (index % 2 === 1 && index < parts.length - 1 ? code(part) : plain(part)))
    .join('')
}

/** A name as code. */
function code(value: string): string {
  return `<code>${plain(value)}</code>`
}

/** Text on one line that Markdown and HTML leave alone. */
function plain(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[&<>|*_[\]\\~`]/g, (character) => `&#${character.charCodeAt(0)};`)
}
