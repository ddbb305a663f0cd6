import type { Operation } from './endpoint.ts'
import { documentOf } from './graphql.ts'
import { GraphqlError } from './graphql-document.ts'
import { Refusal } from './reply.ts'

/** What a request asks for, with `graphql query` and `graphql MUTATION` told apart. */
export type RequestName = Operation | 'unexpected' | `graphql ${string}`

/** The name of a request; `graphql` alone when what it asks for cannot be read. */
export function requestName(operation: Operation | 'unexpected', body: unknown): RequestName {
  if (operation !== 'graphql') return operation
  try {
    const { kind, fields } = documentOf(body)
    return `graphql ${kind === 'query' ? kind : (fields[0]?.name ?? kind)}`
  } catch (error) {
    if (error instanceof GraphqlError || error instanceof Refusal) return 'graphql'
    throw error
  }
}
