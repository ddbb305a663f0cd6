import { closestMatch } from 'leven'

/**
 * The candidate that `text` most likely means: the one with the fewest edits, ignoring case. Undefined when all are
 * more than `maxDistance` edits away.
 */
export function nearest<T extends string>(text: string, candidates: readonly T[], maxDistance: number): T | undefined {
  const lowerCase = candidates.map((candidate) => candidate.toLowerCase())
  const match = closestMatch(text.toLowerCase(), lowerCase, { maxDistance })
  return candidates.find((candidate) => candidate.toLowerCase() === match)
}
