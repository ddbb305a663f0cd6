import type { Verdict } from './fault.ts'
import { nameMark } from './list-marks.ts'

/**
 * Accepts a line of `workloads`: a name in which `*` matches any characters, or such a name after `!`. Names are RFC
 * 1123 subdomains, so no other characters can match.
 */
export function parseWorkloadPattern(text: string): Verdict<string> {
  if (text === '!') return { fault: { code: 'empty-exclusion', found: text } }
  const mark = nameMark(text)
  if (mark) return { fault: mark }
  const character = /[^-.*a-z0-9]/u.exec(text.replace(/^!/, ''))?.[0]
  return character === undefined ? { value: text } : { fault: { code: 'character-in-pattern', found: text, character } }
}
