import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

import type { Layout } from './render.ts'

/** The column, from 0, of an offset in a text. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

/** Where a pair starts: its key, or the anchor, tag or `?` before it. */
export function startOf(pair: Pair): number {
  const first = pair.srcToken?.start.find(
    ({ type }) => type === 'anchor' || type === 'tag' || type === 'explicit-key-ind',
  )
  return first?.offset ?? (pair.key as Node).range?.[0] ?? 0
}

/** Where an item of a block sequence has its dash; undefined in a flow sequence. */
export function dashOf(sequence: YAMLSeq, index: number): number | undefined {
  const token = sequence.srcToken
  if (token?.type !== 'block-seq') return undefined
  return token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset
}

/** Whether a node is a mapping or a sequence in block style with something in it. */
export function isBlock(node: unknown): node is YAMLMap<Node, Node | null> | YAMLSeq<Node> {
  return (isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0
}

/** The pair of a mapping whose key is a scalar of that text, the last as readers take it. A merged key is none. */
export function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return (map.items as Pair<Node, Node | null>[]).findLast((pair) => isScalar(pair.key) && pair.key.value === key)
}

/** Whether a key brings in another mapping: `<<` without quotes, which `yaml` reads as a symbol. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol'
}

/** How a block sequence is indented under a key at a column. */
export function sequenceLayout(text: string, sequence: YAMLSeq, keyColumn: number): Pick<Layout, 'dash' | 'gap'> {
  const dash = columnOf(text, dashOf(sequence, 0) ?? 0)
  const [item] = sequence.items
  const content = isMap(item) && isBlock(item) && item.items[0] ? startOf(item.items[0]) : undefined
  return { dash: dash - keyColumn, gap: content === undefined ? 2 : Math.max(2, columnOf(text, content) - dash) }
}

/**
 * The layout of mappings, taken from the first pairs in them that show it.
 *
 * @param otherwise what counts where they show nothing.
 */
export function layoutOf(text: string, maps: readonly unknown[], otherwise: Layout): Layout {
  let step: number | undefined
  let sequence: Pick<Layout, 'dash' | 'gap'> | undefined
  for (const map of maps) {
    if (!isMap(map) || !isBlock(map)) continue
    for (const pair of map.items) {
      const column = columnOf(text, startOf(pair))
      if (isSeq(pair.value) && isBlock(pair.value)) sequence ??= sequenceLayout(text, pair.value, column)
      else if (isMap(pair.value) && isBlock(pair.value) && pair.value.items[0])
        step ??= columnOf(text, startOf(pair.value.items[0])) - column
    }
    if (step !== undefined && sequence) break
  }
  return { ...otherwise, ...(step === undefined ? {} : { step }), ...sequence }
}
