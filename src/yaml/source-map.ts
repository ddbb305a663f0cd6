import { isAlias, isMap, isSeq, type Document, type Node, type Pair } from 'yaml'

import { targetOf } from './aliases.ts'
import { isYamlMap, mapsOf, type Value } from './value.ts'

/** Keys from a value to a part of it; in a sequence, the item of a name. */
export type Place = readonly (string | { readonly named: string })[]

/** Where the parts of a value start in the text that it was read from. */
export interface SourceMap {
  readonly value: Value
  /**
   * Offsets in the text of all keys and items, each ahead of what is in it, in the order in which the value has them; -1 where
   * a merge key brings a part in.
   */
  readonly offsets: Int32Array
}

/**
 * Where the parts of a value start.
 *
 * @param node the node that stands for the value; its offsets count from `start` in the text.
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

/** Where a part of a value starts in its text; undefined when it has no such part, or a merge key brings it in. */
export function offsetAt({ value, offsets }: SourceMap, place: Place): number | undefined {
  let part = value
  /** The index of the offset of the part's first key or item. */
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

/** How many keys and items a value has, those of its parts included. */
function sizeOf(value: Value): number {
  return entriesOf(value).reduce<number>((sum, entry) => sum + 1 + sizeOf(entry), 0)
}
