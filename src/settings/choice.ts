import { found } from './found.ts'
import { nearest } from './nearest.ts'
import type { Verdict } from './verdict.ts'

/** Accepts exactly one of `choices`, upper and lower case told apart; otherwise names them all and the nearest one. */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): Verdict<T> {
  const value = choices.find((choice) => choice === text)
  if (value !== undefined) return { value }
  const list = choices.map((choice) => `\`${choice}\``).join(', ')
  const expected = choices.length === 1 ? list : `one of ${list}`
  // Half of its letters wrong is still a slip; more is another word, and a suggestion would only mislead.
  const meant = nearest(text, choices, Math.floor(text.length / 2))
  const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`
  return { problem: `expected ${expected}, found ${found(text)}${hint}` }
}
