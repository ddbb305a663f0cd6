import { isYamlMap, type Value } from '../yaml/value.ts'
import { found } from './found.ts'
import { nearest } from './nearest.ts'

/** What a field of a Kubernetes object may hold. */
export type Field =
  | 'boolean'
  | 'string'
  /** A user's or group's ID: https://github.com/kubernetes/kubernetes/blob/v1.32.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go */
  | 'id'
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: Field }
  | { readonly fields: Readonly<Record<string, Field>> }

const LARGEST_ID = 2 ** 31 - 1

/** What is wrong with a value, with the path to it in front; undefined when it is as the field asks. */
export function fieldProblem(value: Value, field: Field, path: string): string | undefined {
  if (isAbsent(value)) return undefined
  if (field === 'boolean') return typeof value === 'boolean' ? undefined : expected(path, 'true or false', value)
  if (field === 'string') return typeof value === 'string' ? undefined : expected(path, 'a text', value)
  if (field === 'id') {
    const isId = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_ID
    return isId ? undefined : expected(path, `a whole number from 0 to ${LARGEST_ID}`, value)
  }
  if ('oneOf' in field) {
    if (typeof value === 'string' && field.oneOf.includes(value)) return undefined
    const meant = typeof value === 'string' ? nearest(value, field.oneOf, 3) : undefined
    return expected(path, `one of ${field.oneOf.join(', ')}`, value) + didYouMean(meant)
  }
  if ('listOf' in field) {
    if (!Array.isArray(value)) return expected(path, 'a list', value)
    return first(value.map((item: Value, index) => fieldProblem(item, field.listOf, `${path}[${index}]`)))
  }
  if (!isYamlMap(value)) return expected(path, 'a mapping', value)
  return first(
    Object.entries(value).map(([key, part]) => {
      const known = Object.hasOwn(field.fields, key) ? field.fields[key] : undefined
      const at = path === '' ? key : `${path}.${key}`
      return known ? fieldProblem(part, known, at) : unknownField(key, Object.keys(field.fields), path)
    }),
  )
}

/** Kubernetes reads `null` as nothing. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === null || value === undefined
}

/** What to say of a key that Kubernetes does not know. */
export function unknownField(key: string, known: readonly string[], path: string): string {
  const owner = path === '' ? '' : ` in \`${path}\``
  const meant = nearest(key, known, 3)
  return `found the field ${found(key)}${owner}, which Kubernetes does not know${didYouMean(meant) || `; it knows ${known.join(', ')}`}`
}

/** A problem with a value at a path. */
export function expected(path: string, what: string, value: Value): string {
  return `expected ${what} at \`${path}\`, found ${found(typeof value === 'string' ? value : JSON.stringify(value))}`
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`
}

/** The first problem there is. */
export function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined)
}
