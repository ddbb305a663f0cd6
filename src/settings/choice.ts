import type { Refused, Verdict } from './fault.ts'
import { nearest } from './nearest.ts'

/** Accepts exactly one of `choices`. Case matters. */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): Verdict<T> {
  const value = choices.find((choice) => choice === text)
  return value === undefined ? notAChoice(text, choices) : { value }
}

/** Refuses a text that is none of `choices`, and names the nearest of them. */
export function notAChoice(text: string, choices: readonly string[]): Refused {
  // Up to half of the letters may differ. Beyond that, it is another word, and a suggestion would mislead.
  const near = nearest(text, choices, Math.floor(text.length / 2))
  return { fault: { code: 'not-a-choice', found: text, choices, nearest: near } }
}
