import { isMap, isSeq, visit, type Node, type YAMLMap } from 'yaml'

import { keepsEmptyKey, linesToRemove } from './block-edit.ts'
import { keepsEmptySequence } from './flow-edit.ts'
import { entriesOf, isFlow } from './flow-style.ts'
import { pairOf, refuseOverridden, refuseUnsafe, resolved } from './nodes.ts'
import { Refusal } from './refusal.ts'
import type { ManifestDocument } from './stream.ts'
import { surroundings } from './surroundings.ts'
import type { Path, Value } from './value.ts'

/**
 * The node of the pod spec at a path, once it is sure that an edit of it changes nothing else.
 *
 * @throws Refusal when a part of the path is shared, or brought in by a merge key.
 */
export function editablePodSpec(document: ManifestDocument, path: Path): YAMLMap {
  let node = ownNode(document, document.yaml.contents)
  for (const step of path) {
    const pair = isMap(node) && typeof step === 'string' ? pairOf(node, step) : undefined
    if (isMap(node) && pair) refuseOverridden(node, pair, document)
    const child = childOf(node, step)
    if (!child)
      throw new Refusal(`a merge key (\`<<\`) brings in \`${step}\`; write it out here.`, node?.range?.[0] ?? 0)
    node = ownNode(document, child)
  }
  if (!isMap(node)) throw new RangeError('a pod spec that is no mapping')
  return node
}

function ownNode(document: ManifestDocument, node: Node | null): Node | null {
  if (node) refuseUnsafe(node, document)
  return node && resolved(node, document)
}

function childOf(node: Node | null, step: string | number): Node | null | undefined {
  if (typeof step === 'number') return isSeq<Node>(node) ? node.items[step] : undefined
  return isMap(node) ? pairOf(node, step)?.value : undefined
}

/** Where the value at a path starts, or as much of the path as the document itself has. */
export function offsetOf(document: ManifestDocument, path: Path): number {
  let node: Node | null = document.yaml.contents
  for (const step of path) {
    const child = childOf(node, step)
    if (!child) break
    node = child
  }
  return node?.range?.[0] ?? document.yaml.range[0]
}

/** What a list at a path leaves behind when its only item goes; undefined when its key goes too. */
export function leftBehind(document: ManifestDocument, path: Path): Value | undefined {
  const podSpec = document.yaml.getIn(path.slice(0, -1), true)
  const pair = isMap(podSpec) ? pairOf(podSpec, String(path.at(-1))) : undefined
  if (!isMap(podSpec) || !isSeq<Node>(pair?.value)) return undefined
  if (isFlow(pair.value)) return keepsEmptySequence(podSpec, pair.value, document.text) ? [] : undefined
  const around = surroundings(document, podSpec, path.slice(0, -1), '')
  return keepsEmptyKey(podSpec, pair, pair.value, around) ? null : undefined
}

/** Whether comments go with the init container of a name when it is taken out. */
export function hasComments({ text, yaml }: ManifestDocument, path: Path, name: string): boolean {
  const sequence = yaml.getIn([...path, 'initContainers'], true)
  if (!isSeq<Node>(sequence)) return false
  const index = sequence.items.findIndex((item) => isMap(item) && item.get('name') === name)
  const item = sequence.items[index]
  if (!item) return false
  const range = isFlow(sequence) ? entriesOf(sequence)[index] : linesToRemove(sequence, index, text)
  if (!range) return false
  let rest = text.slice(range.start, range.end)
  visit(item, {
    // A text of its own may have the sign of a comment in it.
    Scalar: (_key, scalar) => {
      const [start, end] = scalar.range ?? [range.start, range.start]
      const [from, to] = [start - range.start, end - range.start]
      rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to)
    },
  })
  return rest.includes('#')
}
