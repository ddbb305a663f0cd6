import { GO_DURATION } from '../atlas/duration.ts'
import { argumentAt, FLAGS, type Argument, type FlagValue } from '../atlas/flags.ts'
import { notAChoice } from './choice.ts'
import type { Reading } from './definitions.ts'
import type { Fault } from './fault.ts'
import { nearest } from './nearest.ts'
import { parseArgument } from './plain-text.ts'

const NAMES = [...FLAGS.keys()]

/** The flags that the action sets. */
const SET: readonly string[] = ['config', 'env']

const FREE_NAMES = NAMES.filter((name) => !SET.includes(name))

/**
 * Reads the lines of `args` as the command line does: flags, each with its value behind `=` or on the next line, and
 * one amount. A flag that is near to a known one is a slip; any other may be of a version to come.
 */
export function parseArguments(lines: readonly string[]): Reading<readonly string[]> {
  const faults: (Fault | undefined)[] = []
  const doubts: Fault[] = []
  let amounts = 0
  let isBehindDashes = false
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const verdict = parseArgument(line)
    const argument = argumentAt(lines, index)
    if ('fault' in verdict) faults.push(verdict.fault)
    else if (line === '--' && !isBehindDashes) isBehindDashes = true
    else if (argument.flag === undefined || isBehindDashes) {
      const fault = amountFault(line, amounts)
      faults.push(fault)
      if (!fault) amounts += 1
    } else {
      const fault = slipFault(line, argument.flag) ?? flagFault(line, argument)
      if (fault?.code === 'unknown-flag') doubts.push(fault)
      else faults.push(fault)
      if (argument.length === 2 && !isMissing(argument)) index += 1
    }
  }
  const found = faults.filter((fault) => fault !== undefined)
  return found.length > 0 ? { faults: found, doubts } : { value: lines, doubts }
}

/** A flag with one dash or another sign behind its name, or one that the action sets. */
function slipFault(line: string, flag: string): Fault | undefined {
  const name = nameIn(line.replace(/^--?/, ''))
  const near = nearestFlag(name)
  if (!line.startsWith('--')) {
    if (name.length > 2 && near !== undefined) return { code: 'flag-without-dashes', found: line, nearest: near }
    if (SET.includes(flag)) return { code: 'set-flag', found: line }
  }
  if (FLAGS.has(flag)) return undefined
  if (FREE_NAMES.includes(name)) return { code: 'flag-without-equals-sign', found: line, flag: name }
  return near === undefined ? undefined : { code: 'misspelled-flag', found: line, nearest: near }
}

function flagFault(line: string, argument: Argument): Fault | undefined {
  const { flag, takes, value } = argument
  if (flag === undefined || takes === undefined) return { code: 'unknown-flag', found: line, known: FREE_NAMES }
  if (value === undefined || isMissing(argument)) return { code: 'flag-without-value', found: line }
  if (argument.length === 2) {
    const verdict = parseArgument(value)
    if ('fault' in verdict) return verdict.fault
  }
  const fault = isExpanded(value) ? undefined : valueFault(takes, value)
  return fault && { code: 'flag-value', flag, fault }
}

/** Whether what a flag takes for its value is the next flag. */
function isMissing({ value = '', length }: Argument): boolean {
  return length === 2 && /^-+[a-z]/i.test(value)
}

function valueFault(takes: FlagValue, value: string): Fault | undefined {
  switch (takes) {
    case 'template':
      return undefined
    case 'text':
      return /^(["']).*\1$/.test(value) ? { code: 'quotes', found: value } : undefined
    case 'boolean': {
      // https://pkg.go.dev/strconv#ParseBool
      const isBoolean = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)
      return isBoolean ? undefined : notAChoice(value, ['true', 'false']).fault
    }
    case 'duration':
      return GO_DURATION.test(value) ? undefined : { code: 'duration', found: value }
    default:
      return takes.includes(value) ? undefined : notAChoice(value, takes).fault
  }
}

/** @param before how many amounts stand before the line */
function amountFault(line: string, before: number): Fault | undefined {
  const near = nearestFlag(nameIn(line).replace(/^[\u2010-\u2015\u2212]+/, ''))
  if (near !== undefined) return { code: 'flag-without-dashes', found: line, nearest: near }
  if (/^(?:atlas|migrate|apply)$/.test(line)) return { code: 'set-command', found: line }
  if (!isExpanded(line) && !/^\+?0*[1-9]\d*$/.test(line)) return { code: 'amount', found: line }
  return before === 0 ? undefined : { code: 'second-amount', found: line }
}

/** A flag's name without its dashes: up to the first `=`, `:` or blank. */
function nameIn(text: string): string {
  return /^[^=:\s]*/.exec(text)?.[0] ?? ''
}

/** The flag that a name is, or is a slip of; a short one may differ by less, as `--to` is not `--log`. */
function nearestFlag(name: string): string | undefined {
  return nearest(name, NAMES, Math.min(2, Math.floor(name.length / 3)))
}

/** Whether Kubernetes puts something else in the place of a text: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ */
function isExpanded(text: string): boolean {
  return text.includes('$(')
}
