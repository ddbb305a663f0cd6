import type { Refused, Verdict } from './fault.ts'
import { nearest } from './nearest.ts'

/** Accepts exactly one of `choices`, upper and lower case told apart. */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): Verdict<T> {
  const value = choices.find((choice) => choice === text)
  return value === undefined ? notAChoice(text, choices) : { value }
}

/** A text that is none of `choices`, with the nearest of them. */
export function notAChoice(text: string, choices: readonly string[]): Refused {
  // Half of its letters wrong is still a slip; more is another word, and a suggestion would only mislead.
  const near = nearest(text, choices, Math.floor(text.length / 2))
  return { fault: { code: 'not-a-choice', found: text, choices, nearest: near } }
}
