import { describe, expect, test } from '@jest/globals'
import { isAlias, isMap, parseDocument, visit, type Alias, type Document, type Node } from 'yaml'

import { targetOf } from '../../src/yaml/aliases.ts'

function aliasesOf(yaml: Document): Alias[] {
  const aliases: Alias[] = []
  visit(yaml, {
    Alias: (_key, alias) => {
      aliases.push(alias)
    },
  })
  return aliases
}

describe('an alias stands for what the parser says', () => {
  test.each([
    ['an anchor before it', 'a: &x 1\nb: *x\n'],
    ['the last of a name', 'a: &x 1\nb: &x 2\nc: *x\nd: &x 3\n'],
    ['an anchor around it', 'a: &x\n  b: *x\n'],
    ['a key', '&x a: 1\nb: *x\n'],
    ['an alias as a key', 'a: &x b\n*x : 1\n'],
    ['an empty value', 'a: &x\nb: *x\n'],
    ['nothing before it', 'a: *x\nb: &x 1\n'],
    ['merge keys, one behind the other', 'a: &x {b: 1}\nc: &y {<<: *x}\nd: {<<: [*x, *y]}\n'],
  ])('%s', (_what, text) => {
    const yaml = parseDocument(text, { merge: true, logLevel: 'silent' })
    const aliases = aliasesOf(yaml)

    expect(aliases.length).toBeGreaterThan(0)
    for (const alias of aliases) expect(targetOf(alias, yaml)).toBe(alias.resolve(yaml))
  })
})

/** How often the list of a document's members is read while each of its aliases is followed. */
function looksFor(aliasCount: number): number {
  const text = `- &s {a: 1}\n${'- *s\n'.repeat(aliasCount)}`
  const yaml = parseDocument(text)
  const aliases = aliasesOf(yaml)
  const root = yaml.contents as Node & { items: unknown[] }
  const { items } = root
  let looks = 0
  Object.defineProperty(root, 'items', {
    get: () => {
      looks += 1
      return items
    },
  })
  const targets = aliases.map((alias) => targetOf(alias, yaml))
  expect(targets.filter((target) => isMap(target) && !isAlias(target))).toHaveLength(aliasCount)
  return looks / (aliasCount + 1)
}

test('twice the aliases are twice the work', () => {
  expect(looksFor(200)).toBeLessThan(looksFor(100) * 1.1)
})
