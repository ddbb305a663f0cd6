import { GitError } from '../git/git.ts'
import { PublishError } from '../github/publish-error.ts'
import type { Problem } from '../outcome/outcome.ts'

/** What an error of publishing tells a person, each reason by itself. */
export function publishProblems(error: unknown): Problem[] {
  if (error instanceof PublishError)
    return error.reasons.map((reason) => ({ severity: 'error', title: 'Not published', ...reason }))
  const message = error instanceof Error ? error.message : String(error)
  return [{ severity: 'error', title: error instanceof GitError ? 'Not published' : 'Atlas Init Container', message }]
}
