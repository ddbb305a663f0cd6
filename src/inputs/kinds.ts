import { KINDS } from '../manifest/kinds.ts'
import { found } from './found.ts'
import { nearest } from './nearest.ts'
import type { Verdict } from './verdict.ts'

const KNOWN_KINDS = Object.keys(KINDS)

/** What holds other manifests: those are looked into whatever `kinds` says. */
const HOLDERS = /^(?:[A-Za-z]*List|Template)$/

/**
 * Accepts one line of `kinds`: a kind that brings pods. One that is not known is taken for a custom one whose pod
 * template stands at `spec.template.spec`, unless it is so near to a known kind that it must be a slip, which would
 * match nothing.
 */
export function parseKind(text: string): Verdict<string> {
  if (KNOWN_KINDS.includes(text)) return { value: text }
  const expected = `expected a kind of workload such as Deployment, one a line, found ${found(text)}`
  if (HOLDERS.test(text))
    return { problem: `${expected}; what a ${text} holds is looked into anyway: name the kinds of its members` }
  // Two edits make another word out of a short one (Web and Job), so a short kind may differ by fewer.
  const meant = nearest(text, KNOWN_KINDS, Math.min(2, Math.floor(text.length / 3)))
  if (meant !== undefined) return { problem: `${expected}; did you mean \`${meant}\`?` }
  if (/^[A-Z][A-Za-z0-9]*$/.test(text)) return { value: text }
  return { problem: `${expected}; use letters and digits with an upper-case letter in front` }
}
