import type { Requirement } from '../kubernetes/selector.ts'
import { readSelector, type SelectorFault, type SelectorPart } from '../kubernetes/selector-syntax.ts'
import { found } from './found.ts'
import type { Verdict } from './verdict.ts'

const PARTS: Readonly<Record<SelectorPart, string>> = {
  comma: 'a comma',
  label: 'a label',
  operator: 'one of =, ==, !=, in, notin, <, >',
  value: 'a value',
  'opening-parenthesis': '"("',
  'comma-or-closing-parenthesis': '"," or ")"',
  'whole-number': 'a whole number',
}

/** Accepts a label selector as `kubectl -l` does. */
export function parseSelector(text: string): Verdict<readonly Requirement[]> {
  const reading = readSelector(text)
  if ('requirements' in reading) return { value: reading.requirements }
  return {
    problem: `expected a label selector such as app=web,tier in (api,web), found ${found(text)}: ${textOf(reading.fault)}`,
  }
}

function textOf(fault: SelectorFault): string {
  if (fault.code === 'unexpected-part')
    return `${fault.found === '' ? 'it ends' : `${found(fault.found)} stands`} where ${PARTS[fault.expected]} is expected`
  const characters = 'letters, digits, "-", "_" and ".", at most 63'
  return fault.code === 'no-label-key'
    ? `${found(fault.found)} is no label: ${characters}, perhaps behind a domain and "/"`
    : `${found(fault.found)} is no label's value: ${characters}`
}
