import { isAlias, isMap, isSeq, type Document, type Node, type Pair } from 'yaml'

import { targetOf } from './aliases.ts'
import { isYamlMap, mapsOf, type Value } from './value.ts'

/** The keys from a value to a part of it; in a sequence, the name of an item. */
export type Place = readonly (string | { readonly named: string })[]

/** The offsets of the parts of a value in the text that it was read from. */
export interface SourceMap {
  readonly value: Value
  /**
   * The offsets of all keys and items in document order, each before those inside it; -1 for a part that a merge key
   * contributes.
   */
  readonly offsets: Int32Array
}

/**
 * The offsets of the parts of a value.
 *
 * @param node the node of the value; its offsets count from `start` in the text.
 */
export function sourceMapOf(value: Value, node: Node | undefined, yaml: Document, start: number): SourceMap {
  const offsets: number[] = []
  const add = (part: Value, at: unknown): void => {
    const found = isAlias(at) ? targetOf(at, yaml) : at
    if (Array.isArray(part)) {
      const items = isSeq<Node>(found) ? found.items : []
      part.forEach((item: Value, index) => {
        const of = items[index]
        const target = isAlias(of) ? targetOf(of, yaml) : of
        offsets.push(target?.range ? start + target.range[0] : -1)
        add(item, target)
      })
    } else if (isYamlMap(part)) {
      const pairs = isMap<Node, Node | null>(found)
        ? pairsByKey(found.items)
        : new Map<unknown, Pair<Node, Node | null>>()
      for (const [key, child] of Object.entries(part)) {
        const pair = pairs.get(key)
        offsets.push(pair?.key.range ? start + pair.key.range[0] : -1)
        add(child, pair?.value)
      }
    }
  }
  add(value, node)
  return { value, offsets: Int32Array.from(offsets) }
}

function pairsByKey(pairs: readonly Pair<Node, Node | null>[]): ReadonlyMap<unknown, Pair<Node, Node | null>> {
  return new Map(pairs.map((pair) => ['value' in pair.key ? pair.key.value : undefined, pair]))
}

/** The offset of a part of a value; undefined when there is no such part, or when a merge key contributes it. */
export function offsetAt({ value, offsets }: SourceMap, place: Place): number | undefined {
  let part = value
  /** The index of the offset of the first key or item in the part. */
  let first = 0
  let offset: number | undefined
  for (const step of place) {
    const entries = entriesOf(part)
    const index =
      typeof step === 'string'
        ? isYamlMap(part)
          ? Object.keys(part).indexOf(step)
          : -1
        : mapsOf(part).findIndex(({ name }) => name === step.named)
    const found = entries[index]
    if (found === undefined) return undefined
    const at = first + sizeOf(entries.slice(0, index))
    offset = offsets[at]
    part = found
    first = at + 1
  }
  return offset === undefined || offset === -1 ? undefined : offset
}

function entriesOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[]
  return isYamlMap(value) ? Object.values(value) : []
}

/** The number of keys and items in a value, including nested ones. */
function sizeOf(value: Value): number {
  return entriesOf(value).reduce<number>((sum, entry) => sum + 1 + sizeOf(entry), 0)
}
