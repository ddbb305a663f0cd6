import { isYamlMap, type Path, type Value } from '../yaml/value.ts'
import type { Expectation, FieldFault } from './field-fault.ts'

/** What a field of a Kubernetes object accepts. */
export type Field =
  | 'boolean'
  | 'string'
  | 'id'
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: Field }
  | { readonly fields: Readonly<Record<string, Field>> }

/** https://github.com/kubernetes/kubernetes/blob/v1.32.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go */
export const LARGEST_ID = 2 ** 31 - 1

/** What is wrong with the value of a field; undefined when nothing is. */
export function fieldFault(value: Value, field: Field, path: Path): FieldFault | undefined {
  if (isAbsent(value)) return undefined
  if (field === 'boolean' || field === 'string') return typeof value === field ? undefined : unexpected(path, field)
  if (field === 'id') {
    const isId = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_ID
    return isId ? undefined : unexpected(path, 'id')
  }
  if ('oneOf' in field) {
    const isChoice = typeof value === 'string' && field.oneOf.includes(value)
    return isChoice ? undefined : { code: 'not-a-choice', path, choices: field.oneOf }
  }
  if ('listOf' in field) {
    if (!Array.isArray(value)) return unexpected(path, 'list')
    return first(value.map((item: Value, index) => fieldFault(item, field.listOf, [...path, index])))
  }
  if (!isYamlMap(value)) return unexpected(path, 'mapping')
  const known = Object.keys(field.fields)
  return first(
    Object.entries(value).map(([key, part]) => {
      const inner = Object.hasOwn(field.fields, key) ? field.fields[key] : undefined
      return inner ? fieldFault(part, inner, [...path, key]) : { code: 'unknown-field', path, key, known }
    }),
  )
}

/** Kubernetes reads `null` as absent. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === null || value === undefined
}

/** A value that is not what Kubernetes expects at its path. */
export function unexpected(path: Path, expected: Expectation): FieldFault {
  return { code: 'unexpected-value', path, expected }
}

/** The first fault, if any. */
export function first(faults: readonly (FieldFault | undefined)[]): FieldFault | undefined {
  return faults.find((fault) => fault !== undefined)
}
