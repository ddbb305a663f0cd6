import type { StartOrder } from '../manifest/rewrite.ts'
import { actionText, totals } from './log.ts'
import { fullName, type Change, type Outcome, type Problem, type ReportedWorkload } from './outcome.ts'
import { patchOf } from './patch.ts'

/**
 * What GitHub takes as the summary of a step, in bytes:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
export const SUMMARY_LIMIT = 1024 * 1024

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
  page.add(`## Atlas Init Container\n\n${text(totals(outcome))}\n`)
  if (problems.length > 0) page.add('\n')
  page.addAll(problems.map(problemLine), 'problems')
  if (workloads.length > 0) {
    page.add('\n| Workload | Where | Result |\n| --- | --- | --- |\n')
    page.addAll(
      workloads.map((workload) => row(workload, outcome)),
      'workloads',
    )
  }
  const starting = changes.length === 0 ? [] : workloads.filter(({ startOrder }) => startOrder)
  if (starting.length > 0) {
    page.add('\n### Order of start\n\n')
    page.addAll(starting.map(startLine), 'pods')
  }
  if (changes.length > 0) {
    page.add('\n### Changes\n')
    page.addAll(changes.map(diffBlock), 'files')
  }
  return page.toString()
}

/** Markdown that stays within a number of bytes. */
class Page {
  private readonly parts: string[] = []
  private room: number

  constructor(limit: number) {
    this.room = limit
  }

  add(part: string): void {
    this.parts.push(part)
    this.room -= Buffer.byteLength(part)
  }

  /** Adds as many parts as there is room for, and says how many it left out. */
  addAll(parts: readonly string[], noun: string): void {
    const end = parts.findIndex((part) => {
      const fits = Buffer.byteLength(part) <= this.room
      if (fits) this.add(part)
      return !fits
    })
    if (end === -1) return
    this.parts.push(
      `\n*${parts.length - end} more ${noun} are left out: a summary has a limit. The report and the patch have all.*\n\n`,
    )
  }

  toString(): string {
    return this.parts.join('')
  }
}

function problemLine({ severity, title, message, file, line }: Problem): string {
  const place = file === undefined ? '' : ` ${code(line === undefined ? file : `${file}:${line}`)}`
  return `- ${severity === 'error' ? '❌' : '⚠️'} **${text(title)}**${place}: ${text(message)}\n`
}

function row(workload: ReportedWorkload, outcome: Outcome): string {
  const { kind, file, line, reason } = workload
  const name = fullName(workload)
  const result = `${actionText(workload, outcome)}${reason === '' ? '' : `: ${text(reason)}`}`
  return `| ${kind}${name === '' ? '' : ` ${code(name)}`} | ${code(`${file}:${line}`)} | ${result} |\n`
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

function diffBlock(change: Change): string {
  const patch = patchOf(change)
  const longestRun = Math.max(2, ...[...patch.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `\n<details><summary>${text(change.file)}</summary>\n\n${fence}diff\n${patch}${fence}\n\n</details>\n`
}

/** Text that Markdown and HTML leave alone, on one line; code marks in our own sentences stay. */
function text(value: string): string {
  return oneLine(value).replace(/[&<>|*_[\]\\~]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A name as code. */
function code(value: string): string {
  return `<code>${text(value).replaceAll('`', '&#96;')}</code>`
}

function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
