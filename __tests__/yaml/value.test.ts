import { describe, expect, test } from '@jest/globals'
import { parseDocument } from 'yaml'

import { same, saysTheSame, withValueAt, type Value } from '../../src/yaml/value.ts'

function read(text: string): unknown {
  return parseDocument(text, { version: '1.1' }).toJS()
}

describe('same', () => {
  test.each([
    ['{a: 1, b: [x, null]}', '{b: [x, ~], a: 1}'],
    ['.nan', '.NaN'],
    ['!!set {a, b}', '!!set {a: , b: }'],
    ['!!omap [a: 1, b: 2]', '!!omap [a: 1, b: 2]'],
    ['!!binary aGVsbG8=', '!!binary "aGVs bG8="'],
    ['123456789012345678901', '123456789012345678901'],
  ])('%s is %s', (left, right) => {
    expect(same(read(left), read(right))).toBe(true)
  })

  test.each([
    ['1', '"1"'],
    ['null', '{}'],
    ['[]', '{}'],
    ['[a, b]', '[b, a]'],
    ['[a]', '[a, a]'],
    ['{a: 1}', '{a: 1, b: 2}'],
    ['{a: null}', '{b: null}'],
    ['{a: {b: 1}}', '{a: {b: 2}}'],
    ['.nan', 'null'],
    ['!!set {a, b}', '!!set {a, c}'],
    ['!!set {a}', '[a]'],
    ['!!omap [a: 1, b: 2]', '!!omap [a: 1, b: 3]'],
    ['!!binary aGVsbG8=', '!!binary aGVsbG8h'],
  ])('%s is not %s', (left, right) => {
    expect(same(read(left), read(right))).toBe(false)
    expect(same(read(right), read(left))).toBe(false)
  })
})

describe('withValueAt', () => {
  const shared = { image: 'a' }
  const root = { items: [shared, shared], kind: 'List' }

  test('changes one place, though the value there stands in two', () => {
    expect(withValueAt(root, ['items', 1, 'image'], 'b')).toEqual({
      items: [{ image: 'a' }, { image: 'b' }],
      kind: 'List',
    })
    expect(root).toEqual({ items: [{ image: 'a' }, { image: 'a' }], kind: 'List' })
  })

  test('is the value itself at the root', () => {
    expect(withValueAt(root, [], 'b')).toBe('b')
  })

  test('throws where the path leads to nothing', () => {
    expect(() => withValueAt(root, ['kind', 'x', 'y'], 'b')).toThrow(RangeError)
  })
})

describe('saysTheSame', () => {
  test.each<[string, string, boolean]>([
    ['{cpu: 1, a: [x, true]}', '{a: ["x", "true"], cpu: "1"}', true],
    ['{limits: null}', '{requests: null}', false],
    ['{limits: null}', '{limits: {}}', false],
    ['[a, b]', '[b, a]', false],
    ['[a]', '[a, b]', false],
    ['1', '"1.0"', false],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(saysTheSame(read(left) as Value, read(right) as Value)).toBe(expected)
  })
})
