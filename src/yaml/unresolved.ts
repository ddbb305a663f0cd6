import { isAlias, isMap, isNode, isSeq, visit, type Alias, type Document } from 'yaml'

import { targetOf } from './aliases.ts'
import { isMergeKey, startOf, startOfNode } from './nodes.ts'

/** Why a document's aliases and merge keys stand for nothing, and where that shows in its text. */
export interface Fault {
  readonly message: string
  readonly offset: number
}

/** The first fault of a document that cannot be resolved. */
export function unresolvedFault(yaml: Document): Fault {
  let fault: Fault | undefined
  const anchors = new Set<string>()
  visit(yaml, {
    Node: (_key, node, ancestors) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor)
        return undefined
      }
      fault = aliasFault(node, anchors, ancestors)
      return fault && visit.BREAK
    },
    Pair: (_key, pair) => {
      if (!isMergeKey(pair.key) || isMergeable(pair.value, yaml)) return undefined
      fault = { message: 'a merge key (`<<`) brings in something that is no mapping', offset: startOf(pair) }
      return visit.BREAK
    },
  })
  return fault ?? { message: 'aliases repeat too much', offset: yaml.range?.[0] ?? 0 }
}

function aliasFault(alias: Alias, anchors: ReadonlySet<string>, ancestors: readonly unknown[]): Fault | undefined {
  const offset = startOfNode(alias)
  if (!anchors.has(alias.source)) return { message: 'an alias has no anchor before it in its document', offset }
  const isWithin = ancestors.some((node) => isNode(node) && !isAlias(node) && node.anchor === alias.source)
  return isWithin ? { message: 'an alias stands within its own anchor', offset } : undefined
}

/** Whether a merge key takes a value; an alias is looked at for itself. */
function isMergeable(value: unknown, yaml: Document): boolean {
  if (isSeq(value)) return value.items.every((item) => !isSeq(item) && isMergeable(item, yaml))
  const merged = isAlias(value) ? targetOf(value, yaml) : value
  return isMap(merged) || (isAlias(value) && merged === undefined)
}
