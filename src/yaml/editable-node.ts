import { isMap, isSeq, visit, type Node, type YAMLMap } from 'yaml'

import { keepsEmptyKey, linesToRemove, removeLines } from './block-edit.ts'
import { keepsEmptySequence } from './flow-edit.ts'
import { removeEntries } from './flow-remove.ts'
import { isFlow } from './flow-style.ts'
import { nodeAt, pairOf, refuseOverridden, resolved, unshared } from './nodes.ts'
import { Refusal } from './refusal.ts'
import type { ManifestDocument } from './stream.ts'
import { surroundings, type Lists } from './surroundings.ts'
import type { Path, Value } from './value.ts'

/**
 * The mapping at a path, if an edit of it changes nothing else.
 *
 * @throws Refusal when a part of the path is shared, or a merge key contributes it.
 */
export function editableMap(document: ManifestDocument, path: Path): YAMLMap {
  let node = document.yaml.contents && unshared(document.yaml.contents, document)
  for (const step of path) {
    const pair = isMap(node) && typeof step === 'string' ? pairOf(node, step) : undefined
    if (isMap(node) && pair) refuseOverridden(node, pair, document)
    const child = childOf(node, step)
    if (!child) throw new Refusal({ code: 'merged-key', key: String(step) }, node?.range?.[0] ?? 0)
    node = unshared(child, document)
  }
  if (!isMap(node)) throw new RangeError('a path that leads to no mapping')
  return node
}

function childOf(node: Node | null, step: string | number): Node | null | undefined {
  if (typeof step === 'number') return isSeq<Node>(node) ? node.items[step] : undefined
  return isMap(node) ? pairOf(node, step)?.value : undefined
}

/** The offset of the value at a path, or of the part of the path that the document itself has. */
export function offsetOf(document: ManifestDocument, path: Path): number {
  let node: Node | null = document.yaml.contents
  for (const step of path) {
    const child = childOf(node, step)
    if (!child) break
    node = child
  }
  return node?.range?.[0] ?? document.yaml.range[0]
}

/** What remains of a list at a path without its only item; undefined when its key goes, too. */
export function leftBehind(document: ManifestDocument, path: Path, lists: Lists): Value | undefined {
  const map = nodeAt(document.yaml, path.slice(0, -1))
  const pair = isMap(map) ? pairOf(map, String(path.at(-1))) : undefined
  const sequence = pair?.value && resolved(pair.value, document)
  if (!isMap(map) || !pair || !isSeq<Node>(sequence)) return undefined
  if (isFlow(sequence)) return keepsEmptySequence(map, sequence, document.text) ? [] : undefined
  const around = surroundings(document, map, path.slice(0, -1), lists, '')
  return keepsEmptyKey(map, pair, sequence, around) ? null : undefined
}

/** Whether removing an item of the list at a path also removes comments. */
export function hasComments({ text, yaml }: ManifestDocument, path: Path): boolean {
  const sequence = nodeAt(yaml, path.slice(0, -1))
  const index = Number(path.at(-1))
  const item = isSeq<Node>(sequence) ? sequence.items[index] : undefined
  if (!isSeq<Node>(sequence) || !item) return false
  const edits = isFlow(sequence)
    ? removeEntries(sequence, new Set([index]), text)
    : [removeLines(linesToRemove(sequence, index, text))]
  return edits.some(({ start, end }) => withoutScalars(item, text, start, end).includes('#'))
}

/** A part of a text with blanks in place of the scalars of a node, which may contain a `#`. */
function withoutScalars(node: Node, text: string, start: number, end: number): string {
  let part = text.slice(start, end)
  visit(node, {
    Scalar: (_key, scalar) => {
      const [from, to] = (scalar.range ?? [start, start]).map(
        (offset) => Math.min(Math.max(offset, start), end) - start,
      )
      part = part.slice(0, from) + ' '.repeat((to ?? 0) - (from ?? 0)) + part.slice(to)
    },
  })
  return part
}
