import { closestMatch } from 'leven'

/**
 * The candidate that `text` was most likely meant to be: the one with the fewest edits between them, upper and lower
 * case counting as the same. Undefined when every candidate is more than `maxDistance` edits away.
 */
export function nearest<T extends string>(text: string, candidates: readonly T[], maxDistance: number): T | undefined {
  const lowerCase = candidates.map((candidate) => candidate.toLowerCase())
  const match = closestMatch(text.toLowerCase(), lowerCase, { maxDistance })
  return candidates.find((candidate) => candidate.toLowerCase() === match)
}
