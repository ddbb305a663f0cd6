import { FLAGS, SHORT_FLAGS, type Flag } from './atlas-flags.ts'
import { found } from './found.ts'
import { nearest } from './nearest.ts'
import { parseArgument, SET_BY_US } from './plain-text.ts'

/** What is to be said of the lines of `args`. */
export interface ArgumentsVerdict {
  /** What Atlas could not run with. */
  readonly problems: readonly string[]
  /** What Atlas may know, though the action does not. */
  readonly doubts: readonly string[]
}

const NAMES = [...FLAGS.keys()]

/** The flags that stand in each container already. */
const OURS = ['config', 'env']

/**
 * Looks at all lines of `args` as the command line does: flags, each with its value behind `=` or on the next line, and
 * one amount. A flag that is near to a known one is a slip; any other may be of a version to come.
 */
export function judgeArguments(lines: readonly string[]): ArgumentsVerdict {
  const reader = new ArgumentsReader(lines)
  reader.readAll()
  const { problems, doubts } = reader
  return { problems, doubts }
}

/** Source: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax */
class ArgumentsReader {
  readonly problems: string[] = []
  readonly doubts: string[] = []
  private readonly lines: string[]
  private hasAmount = false

  constructor(lines: readonly string[]) {
    this.lines = [...lines]
  }

  readAll(): void {
    for (let line = this.lines.shift(); line !== undefined; line = this.lines.shift()) {
      const verdict = parseArgument(line)
      if ('problem' in verdict) this.problems.push(verdict.problem)
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
    else if (text !== name) this.refuse(line, `put "=" between \`--${name}\` and its value`)
    else if (!flag.isSwitch) this.readNextLine(line, name, flag)
  }

  private readShortFlag(line: string): void {
    const { name } = parted(line.slice(1))
    const meant = name.length > 2 ? flagMeantBy(name) : undefined
    if (meant !== undefined) {
      this.refuse(line, `a flag has two dashes: did you mean \`--${meant}\`?`)
      return
    }
    if (line.startsWith('-c')) {
      this.refuse(line, SET_BY_US)
      return
    }
    const long = SHORT_FLAGS.get(line.slice(1, 2))
    if (long === undefined) this.readUnknownFlag(line, name)
    else if (line.length === 2) this.readFlag(line, long)
  }

  private readUnknownFlag(line: string, name: string): void {
    const meant = flagMeantBy(name)
    if (meant !== undefined) {
      this.refuse(line, `did you mean \`--${meant}\`?`)
      return
    }
    const known = NAMES.map((flag) => `--${flag}`).join(', ')
    this.doubts.push(
      `found ${found(line)}, which is no flag of \`atlas migrate apply\` that the action knows (${known}); if Atlas does not know it either, every pod fails`,
    )
    // What follows may be its value.
    if (!line.includes('=') && this.lines[0]?.startsWith('-') === false) this.lines.shift()
  }

  private readNextLine(line: string, name: string, flag: Flag): void {
    const [value] = this.lines
    if (value === undefined || /^-+[a-z]/i.test(value)) {
      this.refuse(line, 'it takes a value: write it behind "=", or on the next line')
      return
    }
    this.lines.shift()
    const verdict = parseArgument(value)
    if ('problem' in verdict) this.problems.push(verdict.problem)
    else this.readValue(name, flag, value)
  }

  private readValue(name: string, flag: Flag, value: string): void {
    const flaw = isExpanded(value) ? undefined : flag.flawOf(value)
    if (flaw !== undefined) this.problems.push(`the value of \`--${name}\`: ${flaw}`)
  }

  private readAmount(line: string): void {
    const { name } = parted(line)
    const meant = flagMeantBy(name.replace(/^[\u2010-\u2015\u2212]+/, ''))
    if (meant !== undefined) this.refuse(line, `a flag starts with two dashes: did you mean \`--${meant}\`?`)
    else if (/^(?:atlas|migrate|apply)$/.test(line))
      this.refuse(line, 'it stands in front of them already; take it out')
    else if (!isExpanded(line) && !/^\+?0*[1-9]\d*$/.test(line))
      this.refuse(
        line,
        'what is no flag is the amount of migrations to apply, a whole number; correct it, or take it out',
      )
    else if (this.hasAmount) this.refuse(line, 'there is an amount of migrations already; take one out')
    else this.hasAmount = true
  }

  private refuse(line: string, what: string): void {
    this.problems.push(`expected arguments of \`atlas migrate apply\`, found ${found(line)}; ${what}`)
  }
}

/** The parts of a flag without its dashes: the name, up to the first `=`, `:` or blank, and the value behind an `=`. */
function parted(text: string): { readonly name: string; readonly value: string | undefined } {
  const [, name = '', value] = /^([^=:\s]*)(?:=(.*))?/s.exec(text) ?? []
  return { name, value }
}

/** The flag that a name is, or is a slip of; a short one may differ by less, as `--to` is not `--log`. */
function flagMeantBy(name: string): string | undefined {
  return nearest(name, [...NAMES, ...OURS], Math.min(2, Math.floor(name.length / 3)))
}

/** Whether Kubernetes puts something else in the place of a text: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ */
function isExpanded(text: string): boolean {
  return text.includes('$(')
}
