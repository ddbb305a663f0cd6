import { fieldsOf, textIn } from './fields.ts'
import { GraphqlError, parseDocument, type Document, type Field, type Value } from './graphql-document.ts'
import { mutate } from './graphql-mutations.ts'
import { objectValues } from './graphql-objects.ts'
import { repositoryId } from './node-ids.ts'
import { Refusal, type Reply } from './reply.ts'
import type { State } from './state.ts'

/** From how many objects on a query has been seen to fail. */
const MOST_OBJECTS = 80

/** Answers a query for the repository and objects of it, or a mutation. */
export async function answerGraphql(state: State, body: unknown): Promise<Reply> {
  try {
    const document = documentOf(body)
    if (document.fields.some(({ fields }) => fields.length >= MOST_OBJECTS))
      throw new GraphqlError('This query is too large.', 'RESOURCE_LIMITS_EXCEEDED')
    return { status: 200, body: { data: await dataOf(state, document) } }
  } catch (error) {
    return { status: 200, body: { data: null, errors: [errorOf(error)] } }
  }
}

/** The query or mutation in the body of a request. */
export function documentOf(body: unknown): Document {
  const fields = fieldsOf(body)
  const variables = fieldsOf(fields.variables ?? {}) as Readonly<Record<string, Value>>
  return parseDocument(textIn(fields, 'query'), variables)
}

/** An error as an answer has it. Throws what is no error of the request. */
function errorOf(error: unknown): { readonly message: string; readonly type?: string } {
  if (error instanceof Refusal) return { type: 'UNPROCESSABLE', message: error.message }
  if (!(error instanceof GraphqlError)) throw error
  const { type, message } = error
  return type === undefined ? { message } : { type, message }
}

async function dataOf(state: State, document: Document): Promise<Readonly<Record<string, unknown>>> {
  const data: [string, unknown][] = []
  for (const field of document.fields) {
    const values = document.kind === 'mutation' ? await mutate(state, field) : await repositoryValues(state, field)
    data.push([field.key, values])
  }
  return Object.fromEntries(data)
}

async function repositoryValues(state: State, field: Field): Promise<unknown> {
  if (field.name !== 'repository') throw new GraphqlError(`Field '${field.name}' doesn't exist on type 'Query'`)
  const owner = textIn(field.arguments, 'owner')
  const name = textIn(field.arguments, 'name')
  const names = [`${state.owner}/${state.name}`, ...state.formerNames].map((known) => known.toLowerCase())
  if (!names.includes(`${owner}/${name}`.toLowerCase())) {
    throw new GraphqlError(`Could not resolve to a Repository with the name '${owner}/${name}'.`, 'NOT_FOUND')
  }
  const ids = field.fields.filter((asked) => asked.name === 'id').map(({ key }) => [key, repositoryId(state)] as const)
  const others = field.fields.filter((asked) => asked.name !== 'id')
  return { ...Object.fromEntries(ids), ...(await objectValues(state.repository.folder, others)) }
}
