import { found } from './found.ts'
import { nameMark } from './list-marks.ts'
import type { Verdict } from './verdict.ts'

/**
 * Accepts one line of `workloads`: a name in which `*` stands for any characters, or `!` and such a name. Names are
 * RFC 1123 subdomains, so no other characters could ever match.
 */
export function parseWorkloadPattern(text: string): Verdict<string> {
  const expected = `expected a workload's name such as web or web-*, found ${found(text)}`
  if (text === '!') return { problem: `${expected}, which takes nothing away; put a name after the "!"` }
  const mark = nameMark(text)
  if (mark !== undefined) return { problem: `${expected}, ${mark}` }
  const foreign = /[^-.*a-z0-9]/u.exec(text.replace(/^!/, ''))?.[0]
  if (foreign === undefined) return { value: text }
  return {
    problem: `${expected}, which has ${found(foreign)}; use lower-case letters, digits, "-", "." and "*", one name a line`,
  }
}
