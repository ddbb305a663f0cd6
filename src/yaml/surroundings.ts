import { isAlias, isMap, isSeq, visit, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

import { flowStyleOf } from './flow-style.ts'
import { blockPairs, layoutOf, sequenceLayout } from './layout.ts'
import { columnOf } from './lines.ts'
import { isBlock, nodeAt, pairOf, startOf, type Sharing } from './nodes.ts'
import type { FlowStyle, Layout } from './render.ts'
import type { ManifestDocument } from './stream.ts'
import type { Path } from './value.ts'

/** The lists of a mapping that its layout is read from, by their keys. */
export interface Lists {
  /** A list that no edit changes: new ones are laid out as it is. */
  readonly model: string
  /** Lists that edits change. */
  readonly edited: readonly string[]
}

/** What an edit of a mapping has to know about the text around it. */
export interface Surroundings extends Sharing {
  /** The document's text. */
  readonly text: string
  /** The name of the item that may move to another place of its sequence. */
  readonly movable: string
  /** The layout of what is new in a block mapping. */
  layoutIn(map: YAMLMap): Layout
  /** The layout of what is new inside the items of a block sequence. */
  layoutInItems(sequence: YAMLSeq): Layout
  /** The style of what is new in braces or brackets. */
  flowStyleIn(collection: Node): FlowStyle
}

/** The text around a mapping that stands at a path. */
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
  // What we edit ourselves must not change what we would do.
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

/** The node of the object that holds what stands at a path: the document's root, or a member of a list. */
function objectAt({ yaml }: ManifestDocument, path: Path): Node[] {
  const member = path.findLastIndex((step) => typeof step === 'number')
  const node = nodeAt(yaml, path.slice(0, member + 1))
  return node ? [node] : []
}

/** From the key of a mapping to the keys in it. */
function stepTo({ text, yaml }: ManifestDocument, map: YAMLMap, path: Path): number {
  const parent = nodeAt(yaml, path.slice(0, -1))
  const own = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined
  // Behind an alias it stands under the key that has its anchor.
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
