import { isScalar, type YAMLMap } from 'yaml'

import { isMergeKey } from './nodes.ts'

/** Where one of some keys stands in a mapping for the second time; undefined when none does. */
export function repeatedKey(map: YAMLMap, keys: readonly string[]): number | undefined {
  const seen = new Set<unknown>()
  for (const { key } of map.items) {
    if (!isScalar(key) || isMergeKey(key) || !keys.includes(String(key.value))) continue
    if (seen.has(key.value)) return key.range?.[0] ?? 0
    seen.add(key.value)
  }
  return undefined
}
