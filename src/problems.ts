import { GitError } from './git/git.ts'
import { PublishError } from './github/publish-error.ts'
import { InputError } from './inputs.ts'
import type { Problem } from './report/outcome.ts'

/** What an error tells a person: each thing that is wrong, by itself. */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof InputError)
    return error.problems.map(({ input, message }) => ({ severity: 'error', title: `Input ${input}`, message }))
  if (error instanceof PublishError)
    return error.reasons.map((reason) => ({ severity: 'error', title: 'Not published', ...reason }))
  const message = error instanceof Error ? error.message : String(error)
  return [{ severity: 'error', title: error instanceof GitError ? 'Not published' : 'Atlas Init Container', message }]
}
