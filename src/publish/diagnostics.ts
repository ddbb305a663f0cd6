import { GitError } from '../git/git.ts'
import { PublishError } from '../github/publish-error.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'

/** What an error of publishing tells a person, each reason by itself. */
export function publishDiagnostics(error: unknown): Diagnostic[] {
  if (error instanceof PublishError)
    return error.reasons.map(({ file, ...reason }) => ({
      ...reason,
      code: 'not-published',
      severity: 'error',
      ...(file !== undefined && { location: { file } }),
    }))
  const message = error instanceof Error ? error.message : String(error)
  return [{ code: error instanceof GitError ? 'not-published' : 'failed', severity: 'error', message }]
}
