import { buildSchema, graphql, Kind, parse } from 'graphql'

import { NOTHING, updateBranches } from './branches.ts'
import { Refusal } from './endpoint.ts'
import { commitOf } from './git-commits.ts'
import { objectIn, readObject, treeEntries, type GitObject } from './git-objects.ts'
import { pullRequestId, repositoryId, type State } from './state.ts'

/** A query for more objects has been seen to fail. */
const MOST_OBJECTS = 79

/** GitHub gives no more of a blob's text than this. */
const TEXT_BYTES = 512_000

/** What is used of https://docs.github.com/en/graphql/overview/public-schema. */
const SCHEMA = buildSchema(`
  scalar GitObjectID
  scalar GitRefname

  type Query {
    repository(owner: String!, name: String!): Repository
  }
  type Repository {
    object(expression: String): GitObject
  }
  interface GitObject { oid: GitObjectID! }
  type Blob implements GitObject { oid: GitObjectID!, text: String, isTruncated: Boolean! }
  type Commit implements GitObject { oid: GitObjectID! }
  type Tree implements GitObject { oid: GitObjectID!, entries: [TreeEntry!] }
  type TreeEntry { name: String!, mode: Int!, oid: GitObjectID! }

  type Mutation {
    convertPullRequestToDraft(input: PullRequestInput!): Payload
    markPullRequestReadyForReview(input: PullRequestInput!): Payload
    updateRefs(input: UpdateRefsInput!): Payload
  }
  input PullRequestInput { pullRequestId: ID! }
  input UpdateRefsInput { repositoryId: ID!, refUpdates: [RefUpdate!]! }
  input RefUpdate { name: GitRefname!, beforeOid: GitObjectID, afterOid: GitObjectID!, force: Boolean = false }
  type Payload { clientMutationId: String }
`)

interface Request {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

interface Input<T> {
  readonly input: T
}

interface RefUpdates {
  readonly repositoryId: string
  readonly refUpdates: readonly {
    readonly name: string
    readonly beforeOid?: string
    readonly afterOid: string
    readonly force: boolean
  }[]
}

/** The name of a request: `graphql query`, or `graphql` and the mutation. */
export function graphqlName(body: unknown): `graphql ${string}` {
  const [definition] = parse((body as Request).query).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return 'graphql unknown'
  const [field] = definition.selectionSet.selections
  const isMutation = definition.operation === 'mutation' && field?.kind === Kind.FIELD
  return `graphql ${isMutation ? field.name.value : definition.operation}`
}

/** Answers a query for the repository and objects of it, or a mutation. */
export async function answerGraphql(state: State, body: unknown): Promise<object> {
  const { query: source, variables: variableValues } = body as Request
  const { data, errors } = await graphql({ schema: SCHEMA, source, variableValues, rootValue: rootOf(state) })
  return errors === undefined
    ? { data }
    : { data, errors: errors.map(({ message, cause }) => ({ message, type: typeOf(cause) })) }
}

/** GitHub's word for an error; undefined for one of the query itself. */
function typeOf(cause: unknown): string | undefined {
  if (cause instanceof Refusal) return 'UNPROCESSABLE'
  return cause instanceof GraphqlRefusal ? cause.type : undefined
}

/** An error that GitHub has a word for. */
class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal'
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}

function unresolved(id: string): GraphqlRefusal {
  return new GraphqlRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
}

function rootOf(state: State) {
  const setDraft = ({ pullRequestId: id }: { readonly pullRequestId: string }, draft: boolean): object => {
    const pull = state.pulls.find(({ number }) => pullRequestId(number) === id)
    if (pull === undefined) throw unresolved(id)
    pull.draft = draft
    return {}
  }
  return {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const names = [`${state.owner}/${state.name}`, ...state.formerNames].map((known) => known.toLowerCase())
      if (!names.includes(`${owner}/${name}`.toLowerCase()))
        throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
      return { object: objectReader(state) }
    },
    convertPullRequestToDraft: ({ input }: Input<{ readonly pullRequestId: string }>) => setDraft(input, true),
    markPullRequestReadyForReview: ({ input }: Input<{ readonly pullRequestId: string }>) => setDraft(input, false),
    updateRefs: ({ input }: Input<RefUpdates>) => {
      if (input.repositoryId !== repositoryId(state)) throw unresolved(input.repositoryId)
      const updates = input.refUpdates.map(({ name, beforeOid: before, afterOid: after, force }) => {
        return { branch: name.replace('refs/heads/', ''), before, after, force }
      })
      updateBranches(state, updates)
      const deleted = updates.filter(({ after }) => after === NOTHING).map(({ branch }) => branch)
      for (const pull of state.pulls) if (deleted.includes(pull.head)) pull.state = 'closed'
      return {}
    },
  }
}

/** Gives the objects of expressions: a name, or a commit (or `HEAD`) and a path. */
function objectReader({ repository, defaultBranch }: State) {
  const { folder } = repository
  let asked = 0
  return ({ expression }: { readonly expression: string }) => {
    if (++asked > MOST_OBJECTS) throw new GraphqlRefusal('RESOURCE_LIMITS_EXCEEDED', 'This query is too large.')
    const [, name = '', path] = /^(HEAD|[0-9a-f]{40})(?::(.*))?$/.exec(expression) ?? []
    const sha = name === 'HEAD' ? (repository.head(defaultBranch) ?? '') : name
    const object =
      path === undefined ? readObject(folder, sha) : objectIn(folder, commitOf(folder, sha)?.tree ?? '', path)
    return object && valuesOf(object)
  }
}

function valuesOf({ type, oid, content }: GitObject): object {
  if (type === 'commit') return { __typename: 'Commit', oid }
  // GraphQL has modes as numbers: 33188 is 100644 in octal digits.
  const entries = () => treeEntries(content).map((entry) => ({ ...entry, mode: Number.parseInt(entry.mode, 8) }))
  if (type === 'tree') return { __typename: 'Tree', oid, entries }
  const isTruncated = content.length > TEXT_BYTES
  return { __typename: 'Blob', oid, isTruncated, text: textOf(content)?.slice(0, TEXT_BYTES) ?? null }
}

/** A blob's text to the byte; undefined when it is not text. */
function textOf(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return undefined
  }
}
