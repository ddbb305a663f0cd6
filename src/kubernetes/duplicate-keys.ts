import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from 'yaml'

import { targetOf } from '../yaml/aliases.ts'
import { repeatedKey } from '../yaml/duplicate-keys.ts'
import { nodeAt } from '../yaml/nodes.ts'
import type { Path } from '../yaml/value.ts'
import { POD_LISTS } from './pod.ts'
import type { ManifestWorkload } from './workload.ts'

/** Keys that say what an object is, or lead to what edits change. */
const OF_OBJECT: readonly string[] = ['apiVersion', 'kind', 'spec', 'items', 'objects']

/** Keys whose first value hides objects when a `---` is missing. */
const HIDING: readonly string[] = ['kind', 'items', 'objects']

/**
 * The offset of a duplicate key on the path to a workload's pod spec, or in the lists that an edit changes; undefined
 * when there is none. Elsewhere the last one counts, as in Kubernetes, and an edit does not affect that.
 */
export function repeatedKeyOnTheWay(yaml: Document, { path, podSpec }: ManifestWorkload): number | undefined {
  const steps: Path = [...path, ...podSpec]
  for (const [depth, step] of steps.entries()) {
    const node = nodeAt(yaml, steps.slice(0, depth))
    const repeated = isMap(node) ? repeatedKey(node, depth <= path.length ? OF_OBJECT : [String(step)]) : undefined
    if (repeated !== undefined) return repeated
  }
  const node = nodeAt(yaml, steps)
  return isMap(node) ? repeatedKey(node, [POD_LISTS.model, ...POD_LISTS.edited]) : undefined
}

/** The offset of a duplicate key whose first value hides an object; undefined when there is none. */
export function hidingKey(yaml: Document): number | undefined {
  return hidingKeyIn(yaml.contents, yaml)
}

function hidingKeyIn(node: Node | null, yaml: Document): number | undefined {
  const object = isAlias(node) ? targetOf(node, yaml) : node
  if (!isMap<Node, Node | null>(object)) return undefined
  const repeated = repeatedKey(object, HIDING)
  if (repeated !== undefined) return repeated
  for (const { key, value } of object.items) {
    if (!isScalar(key) || (key.value !== 'items' && key.value !== 'objects') || !isSeq<Node>(value)) continue
    for (const member of value.items) {
      const within = hidingKeyIn(member, yaml)
      if (within !== undefined) return within
    }
  }
  return undefined
}
