import { isAlias, isMap, isSeq, visit, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

import { flowStyleOf } from './flow-style.ts'
import { blockPairs, layoutOf, sequenceLayout } from './layout.ts'
import { columnOf } from './lines.ts'
import { isBlock, nodeAt, pairOf, startOf, type Sharing } from './nodes.ts'
import type { FlowStyle, Layout } from './render.ts'
import type { ManifestDocument } from './stream.ts'
import type { Path } from './value.ts'

/** The lists of a mapping that show its layout, by key. */
export interface Lists {
  /** A list that no edit changes. New lists get its layout. */
  readonly model: string
  /** The lists that edits change. */
  readonly edited: readonly string[]
}

/** What an edit of a mapping needs to know about the text around it. */
export interface Surroundings extends Sharing {
  /** The text of the document. */
  readonly text: string
  /** The name of the item that may move within its sequence. */
  readonly movable: string
  /** The layout for additions to a block mapping. */
  layoutIn(map: YAMLMap): Layout
  /** The layout for additions inside the items of a block sequence. */
  layoutInItems(sequence: YAMLSeq): Layout
  /** The style for additions in braces or brackets. */
  flowStyleIn(collection: Node): FlowStyle
}

/** The text around the mapping at a path. */
export function surroundings(
  document: ManifestDocument,
  edited: YAMLMap,
  path: Path,
  lists: Lists,
  movable: string,
): Surroundings {
  const { text, yaml, sharedAnchors } = document
  const model = pairOf(edited, lists.model)
  const changing = lists.edited.map((key) => pairOf(edited, key))
  const items = [model, ...changing].flatMap((pair) => (isSeq(pair?.value) ? pair.value.items : []))
  // The lists that edits change must not affect the layout, or a second run would choose another.
  const others = blockPairs([edited]).filter((pair) => changing.every((list) => list !== pair))
  const outer = layoutOf(text, others, { step: stepTo(document, edited, path), dash: 0, gap: 2 })
  const ofModel =
    model && isSeq(model.value) && isBlock(model.value)
      ? sequenceLayout(text, model.value, columnOf(text, startOf(model)))
      : {}
  const inItems = layoutOf(text, blockPairs(items), { ...outer, ...ofModel })
  return {
    text,
    yaml,
    sharedAnchors,
    movable,
    layoutIn: (map) =>
      map === edited ? { ...outer, ...ofModel, inItems } : layoutOf(text, blockPairs([map]), inItems),
    layoutInItems: (sequence) => layoutOf(text, blockPairs(sequence.items), inItems),
    flowStyleIn: (collection) => flowStyleOf(text, [collection, edited, ...objectAt(document, path)]),
  }
}

/** The node of the object that contains a path: the root of the document, or a member of a list. */
function objectAt({ yaml }: ManifestDocument, path: Path): Node[] {
  const member = path.findLastIndex((step) => typeof step === 'number')
  const node = nodeAt(yaml, path.slice(0, member + 1))
  return node ? [node] : []
}

/** The distance from the key of a mapping to the keys in it. */
function stepTo({ text, yaml }: ManifestDocument, map: YAMLMap, path: Path): number {
  const parent = nodeAt(yaml, path.slice(0, -1))
  const own = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined
  // Behind an alias, the mapping is under the key with its anchor.
  const pair = own && isAlias(own.value) ? pairWith(yaml, map) : own
  if (!pair || !isBlock(map) || !map.items[0]) return 2
  return columnOf(text, startOf(map.items[0])) - columnOf(text, startOf(pair))
}

function pairWith(yaml: Document, value: Node): Pair | undefined {
  let found: Pair | undefined
  visit(yaml, {
    Pair: (_key, pair) => {
      if (pair.value === value) found = pair
      return found && visit.BREAK
    },
  })
  return found
}
