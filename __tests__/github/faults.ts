import type { NewFiles } from './bare-repository.ts'
import type { FieldErrors } from './endpoint.ts'

/** What goes wrong with a request. */
export type Fault =
  | FaultyAnswer
  /** The errors of a GraphQL query, which come with the status 200. */
  | { readonly kind: 'graphql-errors'; readonly errors: readonly { readonly type: string; readonly message: string }[] }
  /** A text to the letter in place of the right answer, such as half of it. */
  | { readonly kind: 'text-before' | 'text-after'; readonly text: string }
  /** The connection ends without an answer. */
  | { readonly kind: 'drop-before' | 'drop-after' }
  /** The request has its effect at once, its answer comes when something else is over. */
  | { readonly kind: 'hold'; readonly until: () => Promise<unknown> }
  /** Somebody else commits to a branch, and then the request is served. */
  | { readonly kind: 'move-head'; readonly branch: string; readonly files: NewFiles }

/** An answer in place of the right one: before the request has any effect, or after it had its effect. */
export interface FaultyAnswer {
  readonly kind: 'answer-before' | 'answer-after'
  readonly status: number
  readonly message: string
  readonly errors?: FieldErrors
  readonly headers?: Readonly<Record<string, string>>
}

/** An error before any effect, as most of them are. */
export function failure(status: number, message: string, headers: FaultyAnswer['headers'] = {}): FaultyAnswer {
  return { kind: 'answer-before', status, message, headers }
}

/** The same answer, but after the request had its effect. */
export function afterEffect(fault: FaultyAnswer): FaultyAnswer {
  return { ...fault, kind: 'answer-after' }
}

/** Too many requests at a time: GitHub says with either status after how many seconds to come back. */
export function secondaryRateLimit(status: 403 | 429, seconds: number): FaultyAnswer {
  return failure(status, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
    'retry-after': String(seconds),
  })
}

/** Too many requests in the hour that ends at a time in seconds since 1970. */
export function primaryRateLimit(status: 403 | 429, reset: number): FaultyAnswer {
  return failure(status, 'API rate limit exceeded for installation.', {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(reset),
  })
}
