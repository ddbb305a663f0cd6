/** The value of a YAML node as plain JavaScript: what `yaml` reads, and what edits write. */
export type Value = string | number | boolean | null | readonly Value[] | YamlMap

/** A YAML mapping as a plain object, with its keys in order. */
export interface YamlMap {
  readonly [key: string]: Value
}

/** The keys and indexes from the root of a document to a value. */
export type Path = readonly (string | number)[]

/** Whether a value is a mapping. */
export function isYamlMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Whether a value is a string, a number or a boolean. */
export function isScalarValue(value: Value): value is string | number | boolean {
  return value !== null && typeof value !== 'object'
}

/** The items of a sequence; none for any other value. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : []
}

/** The mappings of a sequence; none for any other value. An item that is not a mapping becomes an empty one. */
export function mapsOf(value: Value | undefined): readonly YamlMap[] {
  return itemsOf(value).map((item) => (isYamlMap(item) ? item : {}))
}

/** A scalar as text; empty for null, a mapping or a sequence. */
export function textOf(value: Value | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

/** The value at a path; undefined when there is none. */
export function valueAt(root: Value | undefined, path: Path): Value | undefined {
  let value = root
  for (const step of path) {
    if (typeof step === 'number') value = Array.isArray(value) ? (value as readonly Value[])[step] : undefined
    else value = isYamlMap(value) ? value[step] : undefined
  }
  return value
}

/** The mapping at a path; empty when there is none. */
export function mapAt(root: Value, path: Path): YamlMap {
  const value = valueAt(root, path)
  return isYamlMap(value) ? value : {}
}

/** A value with another value at a path that exists in it. Objects off the path are reused. */
export function withValueAt(root: Value, [step, ...rest]: Path, value: Value): Value {
  if (step === undefined) return value
  if (typeof step === 'number' && Array.isArray(root)) {
    const items = root as readonly Value[]
    return items.with(step, withValueAt(items[step] ?? null, rest, value))
  }
  if (!isYamlMap(root)) throw new RangeError('a path that leads to nothing')
  return { ...root, [step]: withValueAt(root[step] ?? null, rest, value) }
}

/** Whether two values are equal. The order of items matters, the order of keys does not. */
export function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false
  if (isIterable(left) && isIterable(right)) return sameItems([...left], [...right])
  const [leftKeys, rightKeys] = [Object.keys(left), Object.keys(right)]
  return (
    leftKeys.length === rightKeys.length &&
    leftKeys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        same((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  )
}

/** Where two lists differ. */
export interface ListDifference {
  /** The number of items that both lists start with. */
  readonly head: number
  /** The items between the common start and the common end. */
  readonly removed: readonly Value[]
  readonly added: readonly Value[]
}

/** The difference of two lists, without their common start and end. */
export function differenceOf(from: readonly Value[], to: readonly Value[]): ListDifference {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && same(from[head], to[head])) head++
  let tail = 0
  while (tail < shorter - head && same(from.at(-1 - tail), to.at(-1 - tail))) tail++
  return { head, removed: from.slice(head, from.length - tail), added: to.slice(head, to.length - tail) }
}

/** Whether two values are equal except for quotes: `cpu: 1`, `cpu: "1"`. */
export function saysTheSame(left: Value, right: Value): boolean {
  if (isScalarValue(left) && isScalarValue(right)) return textOf(left) === textOf(right)
  if (Array.isArray(left) && Array.isArray(right))
    return (
      left.length === right.length &&
      left.every((item: Value, index) => saysTheSame(item, (right as readonly Value[])[index] ?? null))
    )
  if (!isYamlMap(left) || !isYamlMap(right)) return left === right
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && saysTheSame(left[key] ?? null, right[key] ?? null))
  )
}

/** The type that `yaml` uses for sequences, sets, ordered mappings and binary data. */
function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => same(item, right[index]))
}
