import { describe, expect, test } from '@jest/globals'

import { RULES } from '../../src/rules/rules.ts'
import { foundBy } from './findings.ts'

describe.each(RULES.map((rule) => ({ ...rule })))('$name', ({ name, example, title, meaning, fix, sources }) => {
  test('fires on its example', () => {
    expect(foundBy(name, example.manifest, example.inputs)).not.toEqual([])
  })

  test('says what it means, what to do and where that is from', () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(meaning).toMatch(/\.$/)
    expect(fix).toMatch(/\.$/)
    expect(sources).not.toEqual([])
    for (const { url } of sources) expect(url).toMatch(/^https:\/\//)
  })
})

test('no two rules have one name, and each name is words with hyphens', () => {
  const names = RULES.map(({ name }) => name)

  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
})
