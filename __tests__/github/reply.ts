import type { components } from '@octokit/openapi-types'

type Schemas = components['schemas']

/** What is wrong with which field, as a validation error tells it. */
export type FieldErrors = NonNullable<Schemas['validation-error']['errors']>

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** In place of a body. */
  readonly text?: string
}

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

/** The body of an error. */
export function errorBody(status: number, message: string, errors?: FieldErrors) {
  const body = {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  } satisfies Schemas['basic-error']
  return errors === undefined ? body : ({ ...body, errors } satisfies Schemas['validation-error'] & typeof body)
}
