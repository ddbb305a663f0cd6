import type { IncomingMessage } from 'node:http'

import type { Operation } from './endpoint.ts'
import { requestName, type RequestName } from './request-name.ts'

/** A request as it came in. */
export interface RecordedRequest {
  /** What it asks for; `unexpected` when that is nothing that is served. */
  readonly operation: Operation | 'unexpected'
  /** The same, with the queries and mutations of GraphQL told apart. */
  readonly name: RequestName
  readonly method: string
  /** With the query, to the letter. */
  readonly path: string
  /** Names in lower case; the right token as `***`. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed; a text when it is not JSON, undefined when there is none. */
  readonly body: unknown
}

/** Makes the record of a request. */
export function record(
  request: IncomingMessage,
  operation: Operation | undefined,
  text: string,
  authorized: boolean,
): RecordedRequest {
  const body = parsed(text)
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
  return {
    operation: operation ?? 'unexpected',
    name: requestName(operation ?? 'unexpected', body),
    method: request.method ?? '',
    path: request.url ?? '',
    headers: { ...Object.fromEntries(headers), ...(authorized ? { authorization: '***' } : {}) },
    body,
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
