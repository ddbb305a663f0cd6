import type { components, operations } from '@octokit/openapi-types'

import type { State } from './state.ts'

/** What is wrong with which field, as a validation error tells it. */
export type FieldErrors = NonNullable<components['schemas']['validation-error']['errors']>

/** What was asked for is refused, with the status and message that GitHub has for it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly errors: FieldErrors | undefined

  constructor(status: number, message: string, errors?: FieldErrors) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

/** A request to one endpoint. */
export interface Call<Body> {
  readonly state: State
  /** What stands in the path where the endpoint has a name in braces, in the order of the path. */
  readonly names: readonly string[]
  readonly query: URLSearchParams
  readonly body: Body
}

/** How one operation is done. */
export interface Endpoint<Body = never, Answer = unknown> {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** The path below `/repos/OWNER/NAME`, with a group for each name in it. */
  readonly path: RegExp
  serve(call: Call<Body>): Answer | Promise<Answer>
}

/** Endpoints by GitHub's own names for them. Each answers some of what GitHub's description of it has. */
export type Endpoints = { readonly [Name in keyof operations]?: Endpoint<BodyOf<Name>, Some<AnswerOf<Name>>> }

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never
type BodyOf<Name extends keyof operations> = operations[Name] extends { requestBody?: infer Body } ? Json<Body> : never
type Responses<Name extends keyof operations> = operations[Name]['responses']
type AnswerOf<Name extends keyof operations> = Json<Responses<Name>[keyof Responses<Name> & (200 | 201)]>
type Some<T> = T extends readonly (infer Item)[]
  ? Some<Item>[]
  : T extends object
    ? { [Key in keyof T]?: Some<T[Key]> }
    : T
