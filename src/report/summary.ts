import type { StartOrder } from '../manifest/rewrite.ts'
import { actionText, secretLine, totals } from './log.ts'
import { fullName, type Change, type Outcome, type Problem, type ReportedWorkload } from './outcome.ts'

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
  page.add(`## Atlas Init Container\n\n${[totals(outcome), ...secretLine(outcome)].map(text).join('\n\n')}\n`)
  if (problems.length > 0) page.add('\n')
  page.addAll(problems.map(problemLine), 'problems', 'The log has all.')
  if (workloads.length > 0) {
    page.add('\n| File | Kind | Name | Result |\n| --- | --- | --- | --- |\n')
    page.addAll(
      workloads.map((workload) => row(workload, outcome)),
      'workloads',
      'The report has all.',
    )
  }
  const starting = changes.length === 0 ? [] : workloads.filter(({ startOrder }) => startOrder)
  if (starting.length > 0) {
    page.add('\n### Order of start\n\n')
    page.addAll(starting.map(startLine), 'pods', 'Their manifests show it.')
  }
  if (changes.length > 0) {
    page.add('\n### Changes\n')
    page.addAll(changes.map(diffBlock), 'files', 'The patch has all.')
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

  /** Adds as many parts as there is room for, and says how many it left out, and where they are. */
  addAll(parts: readonly string[], noun: string, elsewhere: string): void {
    const end = parts.findIndex((part) => {
      const fits = Buffer.byteLength(part) <= this.room
      if (fits) this.add(part)
      return !fits
    })
    if (end === -1) return
    this.parts.push(`\n*${parts.length - end} more ${noun} are left out: a summary has a limit. ${elsewhere}*\n\n`)
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

function diffBlock({ file, diff }: Change): string {
  const longestRun = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `\n<details><summary>${plain(file)}</summary>\n\n${fence}diff\n${diff}${fence}\n\n</details>\n`
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
