import type { Placement } from '../injection/placement.ts'
import type { Verdict } from './fault.ts'
import { parseLabel } from './kubernetes-names.ts'
import { nearest } from './nearest.ts'

const WORDS = ['first', 'last', 'before', 'after'] as const

/** Accepts a position among the init containers: `first`, `last`, `before:NAME` or `after:NAME`. */
export function parsePosition(text: string): Verdict<Placement> {
  const [word, name] = splitAtColon(text)
  const at = WORDS.find((known) => known === word)
  if (at === undefined) return { fault: { code: 'position', found: text, nearest: nearest(word, WORDS, 2) } }
  if (at === 'first' || at === 'last')
    return name === undefined ? { value: { at } } : { fault: { code: 'position-with-name', found: text, word: at } }
  if (name === undefined) return { fault: { code: 'position-without-name', found: text, word: at } }
  const verdict = parseLabel(name)
  return 'fault' in verdict ? verdict : { value: { at, name } }
}

function splitAtColon(text: string): [string, string?] {
  const colon = text.indexOf(':')
  return colon === -1 ? [text] : [text.slice(0, colon), text.slice(colon + 1)]
}
