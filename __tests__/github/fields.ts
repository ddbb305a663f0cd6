import { Refusal } from './reply.ts'

/** A request's body, or an object in it, before its fields are checked. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields {
  if (isFields(value)) return value
  throw new Refusal(422, `Invalid request.\n\n${JSON.stringify(value)} is not an object.`)
}

export function textIn(fields: Fields, name: string): string {
  const text = optionalTextIn(fields, name)
  if (text === undefined) throw new Refusal(422, `Invalid request.\n\n"${name}" wasn't supplied.`)
  return text
}

export function optionalTextIn(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || typeof value === 'string') return value
  throw new Refusal(422, `Invalid request.\n\nFor '${name}', ${JSON.stringify(value)} is not a string.`)
}

/** A list; empty when it is not given. */
export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name]
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new Refusal(422, `Invalid request.\n\nFor '${name}', ${JSON.stringify(value)} is not an array.`)
}

/** A list of texts; empty when it is not given. */
export function textsIn(fields: Fields, name: string): readonly string[] {
  return listIn(fields, name).map((item) => {
    if (typeof item === 'string') return item
    throw new Refusal(422, `Invalid request.\n\nFor '${name}', ${JSON.stringify(item)} is not a string.`)
  })
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
