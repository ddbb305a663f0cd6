import { isMap, isSeq, type Pair, type YAMLSeq } from 'yaml'

import { columnOf } from './lines.ts'
import { dashOf, isBlock, startOf } from './nodes.ts'
import type { Layout } from './render.ts'

/** The indentation of a block sequence under a key at a column. */
export function sequenceLayout(text: string, sequence: YAMLSeq, keyColumn: number): Pick<Layout, 'dash' | 'gap'> {
  const dash = columnOf(text, dashOf(sequence, 0) ?? 0)
  const [item] = sequence.items
  const content = isMap(item) && isBlock(item) && item.items[0] ? startOf(item.items[0]) : undefined
  return {
    dash: Math.max(0, dash - keyColumn),
    gap: content === undefined ? 2 : Math.max(2, columnOf(text, content) - dash),
  }
}

/** The pairs of all nodes that are block mappings. */
export function blockPairs(nodes: readonly unknown[]): Pair[] {
  return nodes.flatMap((node) => (isMap(node) && isBlock(node) ? node.items : []))
}

/**
 * The layout of block mappings, read from the first of their pairs that show it.
 *
 * @param otherwise the default for what they do not show.
 */
export function layoutOf(text: string, pairs: readonly Pair[], otherwise: Layout): Layout {
  let step: number | undefined
  let sequence: Pick<Layout, 'dash' | 'gap'> | undefined
  for (const pair of pairs) {
    const column = columnOf(text, startOf(pair))
    if (isSeq(pair.value) && isBlock(pair.value)) sequence ??= sequenceLayout(text, pair.value, column)
    else if (isMap(pair.value) && isBlock(pair.value) && pair.value.items[0])
      step ??= columnOf(text, startOf(pair.value.items[0])) - column
    if (step !== undefined && sequence) break
  }
  return { ...otherwise, ...(step === undefined ? {} : { step }), ...sequence }
}
