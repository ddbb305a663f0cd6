import type { Connection } from './connection.ts'
import { explained } from './explanation.ts'
import { GithubFailure } from './failure.ts'
import { PULL_REQUEST_PERMISSIONS } from './permissions.ts'
import { PublishError, type Reason } from './publish-error.ts'

/** What an open pull request lacks, and what to do. */
export interface Shortcoming extends Reason {
  /** An error fails the run. */
  readonly severity: 'error' | 'warning'
  /** The part that it is about. */
  readonly title: 'Pull request' | 'Labels' | 'Reviewers'
}

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

/** What went wrong as a shortcoming: `Pull request #1 is open, WHAT: WHY`. */
export async function shortcomingOf(
  connection: Connection,
  failure: GithubFailure,
  { number, ...about }: Omit<Shortcoming, keyof Reason> & { readonly number: number; readonly what: string },
): Promise<Shortcoming> {
  const error = await explained(connection, failure, { permissions: PULL_REQUEST_PERMISSIONS })
  if (!(error instanceof PublishError)) throw error
  const [reason = { message: failure.message }] = error.reasons
  const { severity, title, what } = about
  return { ...reason, severity, title, message: `Pull request #${number} is open, ${what}: ${reason.message}` }
}
