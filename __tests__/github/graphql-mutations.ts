import { closePullsOf } from './closed-by-deletion.ts'
import { fieldsOf, listIn, optionalTextIn, textIn, type Fields } from './fields.ts'
import { NOTHING, type BranchUpdate } from './git-branches.ts'
import { GraphqlError, type Field } from './graphql-document.ts'
import { answerWith, type Values } from './graphql-selection.ts'
import { pullRequestId, repositoryId } from './node-ids.ts'
import { Refusal } from './reply.ts'
import type { State } from './state.ts'

type Mutation = (state: State, input: Fields) => Values | Promise<Values>

/** How each mutation is done that is served. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  convertPullRequestToDraft: (state, input) => draft(state, input, true),
  markPullRequestReadyForReview: (state, input) => draft(state, input, false),
  updateRefs,
}

/** Does a mutation and gives what it was asked for. */
export async function mutate(state: State, field: Field): Promise<Readonly<Record<string, unknown>>> {
  const mutation = MUTATIONS[field.name]
  if (mutation === undefined) throw new GraphqlError(`Field '${field.name}' doesn't exist on type 'Mutation'`)
  if (state.archived) throw new GraphqlError('Repository was archived so is read-only.', 'UNPROCESSABLE')
  if (!state.canPush) throw new GraphqlError('Resource not accessible by integration', 'FORBIDDEN')
  const input = fieldsOf(field.arguments.input)
  const values = await mutation(state, input)
  return answerWith({ ...values, clientMutationId: input.clientMutationId ?? null }, field.fields)
}

function draft(state: State, input: Fields, isDraft: boolean): Values {
  const id = textIn(input, 'pullRequestId')
  const pull = state.pulls.find(({ number }) => pullRequestId(number) === id)
  if (pull === undefined) throw unresolved(id)
  pull.draft = isDraft
  const values = { __typename: 'PullRequest', id, number: pull.number, isDraft }
  return { __typename: 'Payload', pullRequest: values }
}

async function updateRefs(state: State, input: Fields): Promise<Values> {
  const id = textIn(input, 'repositoryId')
  if (id !== repositoryId(state)) throw unresolved(id)
  const updates = listIn(input, 'refUpdates').map((update) => branchUpdate(fieldsOf(update)))
  await state.branches.update(updates)
  for (const { branch, after } of updates) if (after === NOTHING) closePullsOf(state, branch)
  return { __typename: 'UpdateRefsPayload' }
}

function branchUpdate(fields: Fields): BranchUpdate {
  const name = textIn(fields, 'name')
  const [, branch] = /^refs\/heads\/(.+)$/.exec(name) ?? []
  if (branch === undefined) throw new Refusal(422, `Reference name must start with refs/heads/`)
  return {
    branch,
    before: optionalTextIn(fields, 'beforeOid'),
    after: textIn(fields, 'afterOid'),
    force: fields.force === true,
  }
}

function unresolved(id: string): GraphqlError {
  return new GraphqlError(`Could not resolve to a node with the global id of '${id}'`, 'NOT_FOUND')
}
