import { GitError } from '../git/git.ts'
import { SecretInRequest } from '../github/connection.ts'
import { TreeNotReady, UnreadableBlob } from '../github/tree-at.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import { PublishError, type Problem } from './publish-error.ts'

/** What an error of publishing tells a person, each reason by itself. */
export function publishDiagnostics(error: unknown): Diagnostic[] {
  const message = error instanceof Error ? error.message : String(error)
  const problems = problemsOf(error) ?? [{ code: 'failed', message }]
  return problems.map((problem) => ({ ...problem, severity: 'error' }))
}

/** What keeps a run from publishing; undefined when an error is about something else. */
export function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (error instanceof PublishError) return error.problems
  if (error instanceof SecretInRequest) return [{ code: 'secret-in-request' }]
  if (error instanceof TreeNotReady) return [{ code: 'tree-not-ready', commit: error.commit }]
  if (error instanceof UnreadableBlob)
    return [{ code: 'unreadable-blob', blob: error.blob, isTruncated: error.isTruncated }]
  if (error instanceof GitError) return [gitProblem(error)]
  return undefined
}

function gitProblem({ command, folder, words, isMissing }: GitError): Problem {
  return isMissing ? { code: 'no-git', words } : { code: 'git-failed', command, folder, words }
}
