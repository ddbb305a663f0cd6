import { isCollection, isMap, isPair, isScalar, isSeq, visit, type Node, type YAMLMap, type YAMLSeq } from 'yaml'

import { contentEnd, lastPart, startOf, startOfNode } from './nodes.ts'
import type { FlowStyle } from './render.ts'

/** A mapping in braces or a sequence in brackets. */
export type FlowCollection = YAMLMap<Node, Node | null> | YAMLSeq<Node>

/** The extent of an entry in a flow collection: an item or a pair, with its anchor and tag. */
export interface Entry {
  readonly start: number
  readonly end: number
}

/** Whether a node is a collection in braces or brackets. A single pair in a sequence has none. */
export function isFlow(node: unknown): node is FlowCollection {
  return isCollection(node) && node.flow === true && node.srcToken?.type === 'flow-collection'
}

/** The extents of the entries of a flow collection. */
export function entriesOf(collection: FlowCollection): Entry[] {
  const token = collection.srcToken
  const tokens = token?.type === 'flow-collection' ? token.items : []
  return collection.items.map((item, index) => {
    const property = tokens[index]?.start.find(({ type }) => type === 'anchor' || type === 'tag')
    if (isPair(item)) return { start: startOf(item), end: contentEnd(lastPart(item)) }
    return { start: property?.offset ?? startOfNode(item), end: contentEnd(item) }
  })
}

/** The number of fields in a `FlowStyle`. */
const ASPECTS = 6

/**
 * The style of flow collections, read from the first ones in the nodes that show it.
 *
 * @param nodes the nearest first.
 */
export function flowStyleOf(text: string, nodes: readonly Node[]): FlowStyle {
  const shown: { -readonly [Key in keyof FlowStyle]?: FlowStyle[Key] } = {}
  for (const node of nodes) {
    visit(node, {
      Collection: (_key, collection) => {
        if (isFlow(collection)) Object.assign(shown, { ...shownBy(text, collection), ...shown })
        return Object.keys(shown).length === ASPECTS ? visit.BREAK : undefined
      },
    })
  }
  const { quoted = false, colon = ': ', comma = ', ', brace = '', bracket = '' } = shown
  return {
    quoted,
    // Without a space after it, a colon would be part of an unquoted key.
    colon: quoted || colon.endsWith(' ') ? colon : ': ',
    comma,
    brace,
    bracket,
    scalarsOnOneLine: shown.scalarsOnOneLine ?? !quoted,
  }
}

function shownBy(text: string, collection: FlowCollection): Partial<FlowStyle> {
  const [first, second] = entriesOf(collection)
  if (!first) return {}
  const [item] = collection.items
  const padding = text.slice(startOfNode(collection) + 1, first.start)
  const comma = second ? text.slice(first.end, second.start) : ''
  const colon =
    isPair(item) && isScalar(item.key) && item.value ? text.slice(item.key.range?.[1], startOfNode(item.value)) : ''
  return {
    ...(padding.trim() === '' && !padding.includes('\n') ? { [isMap(collection) ? 'brace' : 'bracket']: padding } : {}),
    ...(/^, ?$/.test(comma) ? { comma } : {}),
    ...(/^ ?: ?$/.test(colon) ? { colon } : {}),
    ...(isPair(item) && isScalar(item.key) ? { quoted: item.key.type === 'QUOTE_DOUBLE' } : {}),
    ...(isSeq(collection) && isScalar(item)
      ? { scalarsOnOneLine: !text.slice(startOfNode(collection), collection.range?.[1]).includes('\n') }
      : {}),
  }
}
