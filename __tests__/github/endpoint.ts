import type { operations } from '@octokit/openapi-types'

import type { Fields } from './fields.ts'
import type { Reply } from './reply.ts'
import type { State } from './state.ts'

/** What can be asked for below `/repos/OWNER/NAME`, by GitHub's own names. */
export type RestOperation = Extract<
  keyof operations,
  | 'git/create-blob'
  | 'git/create-commit'
  | 'git/create-ref'
  | 'git/create-tree'
  | 'git/delete-ref'
  | 'git/get-commit'
  | 'git/get-ref'
  | 'git/update-ref'
  | 'issues/add-labels'
  | 'issues/create-comment'
  | 'issues/get-label'
  | 'issues/list-labels-on-issue'
  | 'issues/set-labels'
  | 'pulls/create'
  | 'pulls/list'
  | 'pulls/list-reviews'
  | 'pulls/request-reviewers'
  | 'pulls/update'
  | 'repos/compare-commits-with-basehead'
  | 'repos/get'
  | 'repos/get-branch'
  | 'repos/get-branch-rules'
>

export type Operation = RestOperation | 'graphql'

/** A request to one endpoint. */
export interface Call {
  readonly state: State
  /** What stands in the path where the endpoint has a name in braces, in the order of the path. */
  readonly names: readonly string[]
  readonly query: URLSearchParams
  readonly body: Fields
}

/** How one operation is done. */
export interface Endpoint {
  readonly operation: RestOperation
  readonly method: string
  /** The path, with a group for each name in it. */
  readonly path: RegExp
  serve(call: Call): Reply | Promise<Reply>
}
