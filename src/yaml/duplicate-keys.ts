import { isScalar, type YAMLMap } from 'yaml'

import { isMergeKey } from './nodes.ts'

/** The offset of the first duplicate of some keys in a mapping; undefined when there is none. */
export function repeatedKey(map: YAMLMap, keys: readonly string[]): number | undefined {
  const seen = new Set<unknown>()
  for (const { key } of map.items) {
    if (!isScalar(key) || isMergeKey(key) || !keys.includes(String(key.value))) continue
    if (seen.has(key.value)) return key.range?.[0] ?? 0
    seen.add(key.value)
  }
  return undefined
}
