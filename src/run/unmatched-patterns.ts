import type { SearchResult } from '../files/find.ts'
import { ALL_MANIFESTS } from '../settings/manifest-patterns.ts'

/** The unmatched patterns that a person wrote; where no file was found, the default ones, too. */
export function tellingPatterns({ unmatched, files }: Pick<SearchResult, 'unmatched' | 'files'>): readonly string[] {
  return files.length === 0 ? unmatched : unmatched.filter((pattern) => !ALL_MANIFESTS.includes(pattern))
}
