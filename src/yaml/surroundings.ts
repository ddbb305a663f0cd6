import { isAlias, isMap, isSeq, visit, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

import { flowStyleOf } from './flow-style.ts'
import { blockPairs, layoutOf, sequenceLayout } from './layout.ts'
import { columnOf } from './lines.ts'
import { isBlock, nodeAt, pairOf, startOf, type Sharing } from './nodes.ts'
import type { FlowStyle, Layout } from './render.ts'
import type { ManifestDocument } from './stream.ts'
import type { Path } from './value.ts'

/** What an edit of a pod spec has to know about the text around it. */
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

/** What stands around a pod spec: new lists are laid out as `containers` is. */
export function surroundings(document: ManifestDocument, podSpec: YAMLMap, path: Path, movable: string): Surroundings {
  const { text, yaml, sharedAnchors } = document
  const lists = ['containers', 'initContainers', 'volumes'].map((key) => pairOf(podSpec, key))
  const items = lists.flatMap((pair) => (isSeq(pair?.value) ? pair.value.items : []))
  // What we edit ourselves must not change what we would do.
  const others = blockPairs([podSpec]).filter((pair) => pair !== lists[1] && pair !== lists[2])
  const outer = layoutOf(text, others, { step: stepTo(document, podSpec, path), dash: 0, gap: 2 })
  const [containers] = lists
  const ofContainers =
    containers && isSeq(containers.value) && isBlock(containers.value)
      ? sequenceLayout(text, containers.value, columnOf(text, startOf(containers)))
      : {}
  const inItems = layoutOf(text, blockPairs(items), { ...outer, ...ofContainers })
  return {
    text,
    yaml,
    sharedAnchors,
    movable,
    layoutIn: (map) =>
      map === podSpec ? { ...outer, ...ofContainers, inItems } : layoutOf(text, blockPairs([map]), inItems),
    layoutInItems: (sequence) => layoutOf(text, blockPairs(sequence.items), inItems),
    flowStyleIn: (collection) => flowStyleOf(text, [collection, podSpec, ...workloadAt(document, path)]),
  }
}

/** The node of the workload whose pod spec stands at a path: the document's root, or a member of a list. */
function workloadAt({ yaml }: ManifestDocument, path: Path): Node[] {
  const member = path.findLastIndex((step) => typeof step === 'number')
  const node = nodeAt(yaml, path.slice(0, member + 1))
  return node ? [node] : []
}

/** From the key of the pod spec to the keys in it. */
function stepTo({ text, yaml }: ManifestDocument, podSpec: YAMLMap, path: Path): number {
  const template = nodeAt(yaml, path.slice(0, -1))
  const own = isMap(template) ? pairOf(template, 'spec') : undefined
  // Behind an alias it stands under the key that has its anchor.
  const pair = own && isAlias(own.value) ? pairWith(yaml, podSpec) : own
  if (!pair || !isBlock(podSpec) || !podSpec.items[0]) return 2
  return columnOf(text, startOf(podSpec.items[0])) - columnOf(text, startOf(pair))
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
