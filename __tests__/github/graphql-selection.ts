import { GraphqlError, type Field } from './graphql-document.ts'

/** An object's type and all of its fields that are served. */
export type Values = Readonly<Record<string, unknown>> & { readonly __typename: string }

/** An object with the fields that were asked for, under the names that they were given. */
export function answerWith(values: Values, fields: readonly Field[]): Readonly<Record<string, unknown>> {
  const asked = fields.filter(({ on }) => on === undefined || on === values.__typename || on === 'GitObject')
  return Object.fromEntries(asked.map((field) => [field.key, answerField(values, field)]))
}

function answerField(values: Values, field: Field): unknown {
  if (!Object.hasOwn(values, field.name)) {
    throw new GraphqlError(`Field '${field.name}' doesn't exist on type '${values.__typename}'`)
  }
  const value = values[field.name]
  if (Array.isArray(value)) return value.map((item) => answerWith(item as Values, field.fields))
  return isObject(value) ? answerWith(value, field.fields) : value
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null
}
