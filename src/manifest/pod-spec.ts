import { isMap, isSeq, type Node, type YAMLMap } from 'yaml'

import { columnOf, isBlock, layoutOf, pairOf, sequenceLayout, startOf } from './layout.ts'
import { refuseOverridden, refuseUnsafe, type Surroundings } from './reconcile.ts'
import { Refusal } from './refusal.ts'
import type { ManifestDocument } from './stream.ts'
import type { Path } from './workload.ts'

/**
 * The node of the pod spec at a path, once it is sure that an edit of it changes nothing else.
 *
 * @throws Refusal when a part of the path is shared, or brought in by a merge key.
 */
export function editablePodSpec(document: ManifestDocument, path: Path): YAMLMap {
  let node: Node | null = document.yaml.contents
  for (const step of path) {
    if (node) refuseUnsafe(node, document.sharedAnchors)
    const pair = isMap(node) && typeof step === 'string' ? pairOf(node, step) : undefined
    if (isMap(node) && pair) refuseOverridden(node, pair)
    const child = childOf(node, step)
    if (!child)
      throw new Refusal(`a merge key (\`<<\`) brings in \`${step}\`; write it out here.`, node?.range?.[0] ?? 0)
    node = child
  }
  if (node) refuseUnsafe(node, document.sharedAnchors)
  if (!isMap(node)) throw new Refusal('the pod spec is not a mapping; mend it first.', node?.range?.[0] ?? 0)
  return node
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

/** What an edit of a pod spec has to know about the text around it: new lists are laid out as `containers` is. */
export function surroundings(text: string, document: ManifestDocument, podSpec: YAMLMap, path: Path): Surroundings {
  const lists = ['containers', 'initContainers', 'volumes'].map((key) => pairOf(podSpec, key))
  const items = lists.flatMap((pair) => (isSeq(pair?.value) ? pair.value.items : []))
  const outer = layoutOf(text, [podSpec], { step: stepTo(text, document, path), dash: 0, gap: 2 })
  const [containers] = lists
  const ofContainers =
    containers && isSeq(containers.value) && isBlock(containers.value)
      ? sequenceLayout(text, containers.value, columnOf(text, startOf(containers)))
      : {}
  const inItems = layoutOf(text, items, { ...outer, ...ofContainers })
  return {
    text,
    sharedAnchors: document.sharedAnchors,
    layoutIn: (map) => (map === podSpec ? { ...outer, ...ofContainers, inItems } : layoutOf(text, [map], inItems)),
    layoutInItems: (sequence) => layoutOf(text, sequence.items, inItems),
  }
}

/** From the key of the pod spec to the keys in it. */
function stepTo(text: string, document: ManifestDocument, path: Path): number {
  const template = document.yaml.getIn(path.slice(0, -1), true)
  const pair = isMap(template) ? pairOf(template, 'spec') : undefined
  if (!pair || !isMap(pair.value) || !isBlock(pair.value) || !pair.value.items[0]) return 2
  return columnOf(text, startOf(pair.value.items[0])) - columnOf(text, startOf(pair))
}
