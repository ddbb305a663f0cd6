import type { Connection } from '../github/connection.ts'
import { GithubFailure } from '../github/failure.ts'
import type { OpenPullRequest } from '../github/pull-request.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import type { PublishFailure, RequestProblem } from '../outcome/publish-failure.ts'
import { problemOf } from './explanation.ts'

/** What a pull request lacks. */
export type Missing = Pick<Extract<PublishFailure, { readonly code: 'incomplete-pull-request' }>, 'part' | 'names'>

/**
 * Does something; when GitHub says no to it, gives that back.
 *
 * @throws GithubFailure when it is not known whether it was done, or when nothing else would be done either.
 */
export async function refusalOf(action: () => Promise<unknown>): Promise<GithubFailure | undefined> {
  try {
    await action()
    return undefined
  } catch (error) {
    if (error instanceof GithubFailure && error.isRefusal) return error
    throw error
  }
}

/** What an open pull request lacks because of a failure. */
export async function shortcomingOf(
  connection: Connection,
  failure: GithubFailure,
  pull: OpenPullRequest,
  missing: Missing,
): Promise<Diagnostic> {
  return shortcoming(await problemOf(connection, failure, 'pull-request'), pull, missing)
}

/** What an open pull request lacks. The run fails when its content is not up to date. */
export function shortcoming(problem: RequestProblem, { number }: OpenPullRequest, missing: Missing): Diagnostic {
  const severity = missing.part === 'content' ? 'error' : 'warning'
  return { code: 'incomplete-pull-request', severity, number, ...missing, ...problem }
}

/** The names that are not there yet; GitHub does not tell upper and lower case apart. */
export function absent(names: readonly string[], present: readonly string[]): readonly string[] {
  const known = new Set(present.map((name) => name.toLowerCase()))
  return names.filter((name) => !known.has(name.toLowerCase()))
}
