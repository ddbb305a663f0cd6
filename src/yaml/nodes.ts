import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

import { targetOf } from './aliases.ts'
import { Refusal, SharedRefusal } from './refusal.ts'
import type { Path } from './value.ts'

/** The start of a node's text, after its anchor and tag. */
export function startOfNode(node: Node): number {
  return node.range?.[0] ?? 0
}

/** The start of a pair: its key, or the anchor, tag or `?` before it. */
export function startOf(pair: Pair): number {
  const first = pair.srcToken?.start.find(
    ({ type }) => type === 'anchor' || type === 'tag' || type === 'explicit-key-ind',
  )
  return first?.offset ?? (pair.key as Node).range?.[0] ?? 0
}

/** The offset of the dash of an item in a block sequence; undefined in a flow sequence. */
export function dashOf(sequence: YAMLSeq, index: number): number | undefined {
  const token = sequence.srcToken
  if (token?.type !== 'block-seq') return undefined
  return token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset
}

/** Whether a node is a non-empty mapping or sequence in block style. */
export function isBlock(node: unknown): node is YAMLMap<Node, Node | null> | YAMLSeq<Node> {
  return (isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0
}

/** The pair of a mapping with a scalar key of that text: the last one, as in other parsers. Ignores merged keys. */
export function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return (map.items as Pair<Node, Node | null>[]).findLast((pair) => isScalar(pair.key) && pair.key.value === key)
}

/** Whether a key merges another mapping: `<<` without quotes, which `yaml` reads as a symbol. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol'
}

/** The node at the end of a pair: its value, or its key if it has none. */
export function lastPart(pair: Pair): Node {
  return (pair.value ?? pair.key) as Node
}

/** The node at the end of a block collection; any other node itself. */
export function lastOf(node: Node): Node {
  const item = isBlock(node) ? node.items.at(-1) : undefined
  if (!item) return node
  return lastOf('key' in item ? lastPart(item) : item)
}

/** The end of a node's own text, without the comments and blank lines after it. */
export function contentEnd(node: Node): number {
  return lastOf(node).range?.[1] ?? 0
}

/** Tags that do not change the value: https://yaml.org/spec/1.2.2/#101-failsafe-schema */
const HARMLESS_TAGS: readonly string[] = [
  '!',
  'tag:yaml.org,2002:str',
  'tag:yaml.org,2002:map',
  'tag:yaml.org,2002:seq',
]

/** The node at a path, through aliases; undefined when there is none, or when a merge key contributes it. */
export function nodeAt(yaml: Document, path: Path): Node | undefined {
  const followed = (node: unknown): unknown => (isAlias(node) ? targetOf(node, yaml) : node)
  let node = followed(yaml.contents)
  for (const step of path) {
    if (typeof step === 'number') node = isSeq(node) ? followed(node.items[step]) : undefined
    else node = isMap(node) ? followed(pairOf(node, step)?.value) : undefined
  }
  return isNode(node) ? node : undefined
}

/** The shared parts of a document. */
export interface Sharing {
  readonly yaml: Document
  /** Anchors that an alias refers to: a node with one of them has several places. */
  readonly sharedAnchors: ReadonlySet<string>
}

/** A node itself; for an alias whose anchor does not count as shared, its target. */
export function resolved(node: Node, { yaml, sharedAnchors }: Sharing): Node {
  return isAlias(node) && !sharedAnchors.has(node.source) ? (targetOf(node, yaml) ?? node) : node
}

/**
 * @throws Refusal when a node has several places, so that an edit would change another one, or when its tag changes its
 * value.
 */
function refuseUnsafe(node: Node, { sharedAnchors }: Sharing): void {
  if (isAlias(node) && sharedAnchors.has(node.source))
    throw new SharedRefusal({ code: 'shared-alias' }, startOfNode(node))
  if (node.anchor && sharedAnchors.has(node.anchor))
    throw new SharedRefusal({ code: 'shared-anchor' }, startOfNode(node))
  if (node.tag && !HARMLESS_TAGS.includes(node.tag)) throw new Refusal({ code: 'tagged-value' }, startOfNode(node))
}

/**
 * A node, or the target of an alias that edits may go through.
 *
 * @throws Refusal when an edit of it would change something else, too.
 */
export function unshared(node: Node, sharing: Sharing): Node {
  refuseUnsafe(node, sharing)
  return resolved(node, sharing)
}

/** @throws Refusal when a node contains an anchor that an alias needs, so that it cannot be removed from its place. */
export function refuseSharedWithin(node: Node, sharing: Sharing): void {
  visit(node, {
    Value: (_key, part) => {
      if (!isAlias(part)) refuseUnsafe(part, sharing)
    },
  })
}

/** @throws Refusal when a node contains an alias, which could lose its anchor elsewhere. */
export function refuseAliasWithin(node: Node): void {
  visit(node, {
    Alias: (_key, alias) => {
      throw new Refusal({ code: 'alias-in-moved-value' }, startOfNode(alias))
    },
  })
}

/** @throws Refusal when a merge key after a pair overrides it: in Kubernetes, the later one wins. */
export function refuseOverridden(map: YAMLMap, pair: Pair, sharing: Sharing): void {
  const behind = map.items.slice(map.items.indexOf(pair))
  const merge = behind.find(({ key, value }) => isMergeKey(key) && brings(value, (pair.key as Scalar).value, sharing))
  if (merge) throw new Refusal({ code: 'overriding-merge-key' }, startOf(merge))
}

/** Whether a merged mapping has a key, itself or through a merge key of its own. */
function brings(merged: unknown, key: unknown, sharing: Sharing): boolean {
  if (isAlias(merged)) return brings(targetOf(merged, sharing.yaml), key, sharing)
  if (isSeq(merged)) return merged.items.some((item) => brings(item, key, sharing))
  if (!isMap(merged)) return false
  return merged.items.some((pair) =>
    isMergeKey(pair.key) ? brings(pair.value, key, sharing) : isScalar(pair.key) && pair.key.value === key,
  )
}
