/** What a YAML node stands for, as plain JavaScript: what `yaml` makes of it, and what we ask it to become. */
export type Value = string | number | boolean | null | readonly Value[] | YamlMap

/** A YAML mapping as a plain object: its keys in their order. */
export interface YamlMap {
  readonly [key: string]: Value
}

/** Keys and indexes from a document's root to a value. */
export type Path = readonly (string | number)[]

/** Whether a value is a mapping (not a sequence, a scalar such as a date, or absent). */
export function isYamlMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Whether a value is a string, a number or a boolean. */
export function isScalarValue(value: Value): value is string | number | boolean {
  return value !== null && typeof value !== 'object'
}

/** The mappings of a sequence; none when the value is no sequence. What is no mapping stays, as an empty one. */
export function mapsOf(value: Value | undefined): readonly YamlMap[] {
  return Array.isArray(value) ? value.map((item: unknown) => (isYamlMap(item) ? item : {})) : []
}

/** A scalar as text; empty for nothing, a mapping or a sequence. */
export function textOf(value: Value | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

/** A value in which no object stands in two places, as those do that `yaml` makes of aliases. */
export function unshared(value: Value): Value {
  if (Array.isArray(value)) return value.map(unshared)
  if (!isYamlMap(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unshared(part)]))
}

/** Whether two values are equal. The order of keys does not count, that of items does. */
export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return { number: String(part) }
    if (typeof part === 'bigint') return { bigint: String(part) }
    if (!isYamlMap(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
