import { isMap, isSeq, type YAMLSeq } from 'yaml'

import { columnOf } from './lines.ts'
import { dashOf, isBlock, startOf } from './nodes.ts'
import type { Layout } from './render.ts'

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
