import { FLAGS, SHORT_FLAGS, type Flag } from './atlas-flags.ts'
import type { Fault } from './fault.ts'
import { nearest } from './nearest.ts'
import { parseArgument } from './plain-text.ts'

/** What is wrong with the lines of `args`. */
export interface ArgumentsVerdict {
  /** What Atlas could not run with. */
  readonly faults: readonly Fault[]
  /** What Atlas may know, though the action does not. */
  readonly doubts: readonly Fault[]
}

const NAMES = [...FLAGS.keys()]

/** The flags that the action sets. */
const SET = ['config', 'env']

/**
 * Looks at all lines of `args` as the command line does: flags, each with its value behind `=` or on the next line, and
 * one amount. A flag that is near to a known one is a slip; any other may be of a version to come.
 */
export function judgeArguments(lines: readonly string[]): ArgumentsVerdict {
  const reader = new ArgumentsReader(lines)
  reader.readAll()
  const { faults, doubts } = reader
  return { faults, doubts }
}

/** Source: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax */
class ArgumentsReader {
  readonly faults: Fault[] = []
  readonly doubts: Fault[] = []
  private readonly lines: string[]
  private hasAmount = false

  constructor(lines: readonly string[]) {
    this.lines = [...lines]
  }

  readAll(): void {
    for (let line = this.lines.shift(); line !== undefined; line = this.lines.shift()) {
      const verdict = parseArgument(line)
      if ('fault' in verdict) this.faults.push(verdict.fault)
      else if (line === '--') continue
      else if (line.startsWith('--')) this.readFlag(line, line.slice(2))
      else if (line.startsWith('-')) this.readShortFlag(line)
      else this.readAmount(line)
    }
  }

  private readFlag(line: string, text: string): void {
    const { name, value } = parted(text)
    const flag = FLAGS.get(name)
    if (!flag) this.readUnknownFlag(line, name)
    else if (value !== undefined) this.readValue(name, flag, value)
    else if (text !== name) this.faults.push({ code: 'flag-without-equals-sign', found: line, flag: name })
    else if (!flag.isSwitch) this.readNextLine(line, name, flag)
  }

  private readShortFlag(line: string): void {
    const { name } = parted(line.slice(1))
    const nearest = name.length > 2 ? nearestFlag(name) : undefined
    const long = SHORT_FLAGS.get(line.slice(1, 2))
    if (nearest !== undefined) this.faults.push({ code: 'flag-without-dashes', found: line, nearest })
    else if (line.startsWith('-c')) this.faults.push({ code: 'set-flag', found: line })
    else if (long === undefined) this.readUnknownFlag(line, name)
    else if (line.length === 2) this.readFlag(line, long)
  }

  private readUnknownFlag(line: string, name: string): void {
    const nearest = nearestFlag(name)
    if (nearest !== undefined) {
      this.faults.push({ code: 'misspelled-flag', found: line, nearest })
      return
    }
    this.doubts.push({ code: 'unknown-flag', found: line, known: NAMES })
    // What follows may be its value.
    if (!line.includes('=') && this.lines[0]?.startsWith('-') === false) this.lines.shift()
  }

  private readNextLine(line: string, name: string, flag: Flag): void {
    const [value] = this.lines
    if (value === undefined || /^-+[a-z]/i.test(value)) {
      this.faults.push({ code: 'flag-without-value', found: line })
      return
    }
    this.lines.shift()
    const verdict = parseArgument(value)
    if ('fault' in verdict) this.faults.push(verdict.fault)
    else this.readValue(name, flag, value)
  }

  private readValue(name: string, flag: Flag, value: string): void {
    const fault = isExpanded(value) ? undefined : flag.faultOf(value)
    if (fault) this.faults.push({ code: 'flag-value', flag: name, fault })
  }

  private readAmount(line: string): void {
    const { name } = parted(line)
    const nearest = nearestFlag(name.replace(/^[\u2010-\u2015\u2212]+/, ''))
    if (nearest !== undefined) this.faults.push({ code: 'flag-without-dashes', found: line, nearest })
    else if (/^(?:atlas|migrate|apply)$/.test(line)) this.faults.push({ code: 'set-command', found: line })
    else if (!isExpanded(line) && !/^\+?0*[1-9]\d*$/.test(line)) this.faults.push({ code: 'amount', found: line })
    else if (this.hasAmount) this.faults.push({ code: 'second-amount', found: line })
    else this.hasAmount = true
  }
}

/** The parts of a flag without its dashes: the name, up to the first `=`, `:` or blank, and the value behind an `=`. */
function parted(text: string): { readonly name: string; readonly value: string | undefined } {
  const [, name = '', value] = /^([^=:\s]*)(?:=(.*))?/s.exec(text) ?? []
  return { name, value }
}

/** The flag that a name is, or is a slip of; a short one may differ by less, as `--to` is not `--log`. */
function nearestFlag(name: string): string | undefined {
  return nearest(name, [...NAMES, ...SET], Math.min(2, Math.floor(name.length / 3)))
}

/** Whether Kubernetes puts something else in the place of a text: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ */
function isExpanded(text: string): boolean {
  return text.includes('$(')
}
