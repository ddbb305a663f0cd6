import type { Requirement } from '../kubernetes/selector.ts'
import { readSelector } from '../kubernetes/selector-syntax.ts'
import type { Verdict } from './fault.ts'

/** Accepts a label selector as `kubectl -l` does. */
export function parseSelector(text: string): Verdict<readonly Requirement[]> {
  const reading = readSelector(text)
  if ('requirements' in reading) return { value: reading.requirements }
  return { fault: { code: 'selector', found: text, fault: reading.fault } }
}
