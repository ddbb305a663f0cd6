import { fieldsOf, textIn } from './fields.ts'
import { GraphqlError, parseDocument, type Document, type Field, type Value } from './graphql-document.ts'
import { objectValues } from './graphql-objects.ts'
import { answerWith } from './graphql-selection.ts'
import { pullRequestId } from './pull-request-reply.ts'
import type { Reply } from './reply.ts'
import type { State } from './state.ts'

/** Answers a query for objects of the repository, or a mutation of a pull request's draft. */
export async function answerGraphql(state: State, body: unknown): Promise<Reply> {
  const fields = fieldsOf(body)
  try {
    const variables = fieldsOf(fields.variables ?? {}) as Readonly<Record<string, Value>>
    const document = parseDocument(textIn(fields, 'query'), variables)
    return { status: 200, body: { data: await dataOf(state, document) } }
  } catch (error) {
    if (!(error instanceof GraphqlError)) throw error
    const { type, message } = error
    return { status: 200, body: { data: null, errors: [type === undefined ? { message } : { type, message }] } }
  }
}

async function dataOf(state: State, document: Document): Promise<Readonly<Record<string, unknown>>> {
  const data: [string, unknown][] = []
  for (const field of document.fields) {
    const values = document.kind === 'mutation' ? mutate(state, field) : await repositoryValues(state, field)
    data.push([field.key, values])
  }
  return Object.fromEntries(data)
}

async function repositoryValues(state: State, field: Field): Promise<unknown> {
  if (field.name !== 'repository') throw new GraphqlError(`Field '${field.name}' doesn't exist on type 'Query'`)
  const owner = textIn(field.arguments, 'owner')
  const name = textIn(field.arguments, 'name')
  if (owner !== state.owner || name !== state.name) {
    throw new GraphqlError(`Could not resolve to a Repository with the name '${owner}/${name}'.`, 'NOT_FOUND')
  }
  return objectValues(state.repository.folder, field.fields)
}

function mutate(state: State, field: Field): unknown {
  const drafts: Readonly<Record<string, boolean>> = {
    convertPullRequestToDraft: true,
    markPullRequestReadyForReview: false,
  }
  const draft = drafts[field.name]
  if (draft === undefined) throw new GraphqlError(`Field '${field.name}' doesn't exist on type 'Mutation'`)
  const id = textIn(fieldsOf(field.arguments.input), 'pullRequestId')
  const pull = state.pulls.find(({ number }) => pullRequestId(number) === id)
  if (pull === undefined)
    throw new GraphqlError(`Could not resolve to a node with the global id of '${id}'`, 'NOT_FOUND')
  pull.draft = draft
  const values = { __typename: 'PullRequest', id, number: pull.number, isDraft: pull.draft }
  return answerWith({ __typename: 'Payload', pullRequest: values }, field.fields)
}
