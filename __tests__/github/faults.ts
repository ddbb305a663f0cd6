import type { NewFiles } from './bare-repository.ts'
import type { RequestName } from './request-name.ts'
import { errorBody, type FieldErrors, type Reply } from './reply.ts'

/** An answer in place of the right one: before the request has any effect, or after it had its effect. */
export interface FaultyAnswer {
  readonly kind: 'answer-before' | 'answer-after'
  readonly status: number
  readonly message: string
  readonly errors?: FieldErrors
  readonly headers?: Readonly<Record<string, string>>
}

/** The errors of a GraphQL query, which come with the status 200. */
export interface GraphqlFault {
  readonly kind: 'graphql-errors'
  readonly errors: readonly { readonly type: string; readonly message: string }[]
}

/** A text to the letter in place of the right answer, such as half of it: before the request has any effect, or after. */
export interface OtherText {
  readonly kind: 'text-before' | 'text-after'
  readonly text: string
}

/** The connection ends without an answer: before the request has any effect, or after it had its effect. */
export interface Drop {
  readonly kind: 'drop-before' | 'drop-after'
}

/** The request has its effect at once, its answer comes late. */
export interface Slow {
  readonly kind: 'slow'
  readonly milliseconds: number
}

/** Somebody else commits to a branch, and then the request is served. */
export interface MovedHead {
  readonly kind: 'move-head'
  readonly branch: string
  readonly files: NewFiles
}

export type Fault = FaultyAnswer | GraphqlFault | OtherText | Drop | Slow | MovedHead

/** Where a fault is put: at the request of this number, counted from 0. */
export interface PlacedFault {
  /** The name or operation of the requests that count; all do when it is not given. */
  readonly of?: RequestName
  readonly at: number
  readonly fault: Fault
}

/** An error before any effect, as most of them are. */
export function failure(status: number, message: string, headers?: Readonly<Record<string, string>>): FaultyAnswer {
  const fault = { kind: 'answer-before', status, message } as const
  return headers === undefined ? fault : { ...fault, headers }
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

/** What a fault answers; undefined when it answers nothing itself. */
export function replyOf(fault: Fault): Reply | undefined {
  if (fault.kind === 'graphql-errors') return { status: 200, body: { data: null, errors: fault.errors } }
  if (fault.kind === 'text-before' || fault.kind === 'text-after') return { status: 200, text: fault.text }
  if (fault.kind !== 'answer-before' && fault.kind !== 'answer-after') return undefined
  const { status, message, errors, headers } = fault
  const reply = { status, body: errorBody(status, message, errors) }
  return headers === undefined ? reply : { ...reply, headers }
}
