import { isAlias, isMap, isNode, isSeq, visit, type Alias, type Document } from 'yaml'

import { targetOf } from './aliases.ts'
import { isMergeKey, startOf, startOfNode } from './nodes.ts'
import type { UnresolvedCode } from './text-fault.ts'

/** Why the aliases and merge keys of a document cannot be resolved, and where in its text. */
export interface Unresolved {
  readonly code: UnresolvedCode
  readonly offset: number
}

/** Why a document cannot be resolved. */
export function whyUnresolved(yaml: Document): Unresolved {
  let fault: Unresolved | undefined
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
      fault = { code: 'merge-key-without-mapping', offset: startOf(pair) }
      return visit.BREAK
    },
  })
  return fault ?? { code: 'too-many-aliases', offset: yaml.range?.[0] ?? 0 }
}

function aliasFault(alias: Alias, anchors: ReadonlySet<string>, ancestors: readonly unknown[]): Unresolved | undefined {
  const offset = startOfNode(alias)
  if (!anchors.has(alias.source)) return { code: 'alias-without-anchor', offset }
  const isWithin = ancestors.some((node) => isNode(node) && !isAlias(node) && node.anchor === alias.source)
  return isWithin ? { code: 'alias-within-anchor', offset } : undefined
}

/** Whether a merge key accepts a value. Aliases are checked on their own. */
function isMergeable(value: unknown, yaml: Document): boolean {
  if (isSeq(value)) return value.items.every((item) => !isSeq(item) && isMergeable(item, yaml))
  const merged = isAlias(value) ? targetOf(value, yaml) : value
  return isMap(merged) || (isAlias(value) && merged === undefined)
}
