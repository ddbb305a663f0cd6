import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from 'yaml'

import { targetOf } from '../yaml/aliases.ts'
import { repeatedKey } from '../yaml/duplicate-keys.ts'
import { nodeAt } from '../yaml/nodes.ts'
import type { Path } from '../yaml/value.ts'
import { POD_LISTS } from './pod.ts'
import type { ManifestWorkload } from './workload.ts'

/** Keys that say what an object is, or lead to what is edited in it. */
const OF_OBJECT: readonly string[] = ['apiVersion', 'kind', 'spec', 'items', 'objects']

/** Keys whose first value hides objects, where a `---` was forgotten. */
const HIDING: readonly string[] = ['kind', 'items', 'objects']

/**
 * Where a key stands for the second time on the way to a workload's pod spec, or with the lists that an edit is about;
 * undefined when none does. Elsewhere the last one counts, as Kubernetes' reader has it, and an edit changes nothing of that.
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

/** Where a key stands for the second time whose first value hides an object; undefined when none does. */
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
