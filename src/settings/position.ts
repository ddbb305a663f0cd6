import type { Placement } from '../injection/placement.ts'
import { found } from './found.ts'
import { parseLabel } from './kubernetes-names.ts'
import { nearest } from './nearest.ts'
import type { Verdict } from './verdict.ts'

const WORDS = ['first', 'last', 'before', 'after'] as const

/** Accepts a place among the init containers: `first`, `last`, `before:NAME` or `after:NAME`. */
export function parsePosition(text: string): Verdict<Placement> {
  const expected = `expected \`first\`, \`last\`, \`before:NAME\` or \`after:NAME\`, found ${found(text)}`
  const [word, name] = splitAtColon(text)
  const at = WORDS.find((known) => known === word)
  if (at === undefined) {
    const meant = nearest(word, WORDS, 2)
    return { problem: `${expected}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}` }
  }
  if (at === 'first' || at === 'last')
    return name === undefined ? { value: { at } } : { problem: `${expected}; \`${at}\` takes no name` }
  if (name === undefined) return { problem: `${expected}; put a colon and the name of an init container behind it` }
  const verdict = parseLabel(name)
  return 'problem' in verdict ? { problem: `${expected}, in whose name: ${verdict.problem}` } : { value: { at, name } }
}

function splitAtColon(text: string): [string, string?] {
  const colon = text.indexOf(':')
  return colon === -1 ? [text] : [text.slice(0, colon), text.slice(colon + 1)]
}
