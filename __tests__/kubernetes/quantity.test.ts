import { expect, test } from '@jest/globals'

import { isWhole, quantityMeantBy, quantityOf } from '../../src/kubernetes/quantity.ts'
import type { Value } from '../../src/yaml/value.ts'

test.each<[Value, Value]>([
  [1, '1000m'],
  [0.5, '500m'],
  ['1.', '1'],
  ['.5', '500m'],
  ['1Ki', '1024'],
  ['1Mi', '1024Ki'],
  ['1.5Gi', '1536Mi'],
  ['1k', 1000],
  ['1e3', '1k'],
  ['12E', '12e18'],
  ['1E', '1000P'],
  ['+1', '1'],
  ['100u', '0.1m'],
  ['1n', '1e-9'],
])('%j is as much as %j', (left, right) => {
  expect(quantityOf(left)).toEqual(expect.any(BigInt))
  expect(quantityOf(left)).toBe(quantityOf(right))
})

test.each<Value>(['512mb', '1K', '-1', 'one', '1 Gi', '', '.', true, null])('%j is no quantity', (value) => {
  expect(quantityOf(value)).toBeUndefined()
})

test.each([
  ['1', true],
  ['1.5', false],
  ['1500m', false],
  ['1.5k', true],
])('whether %s is whole: %s', (text, whole) => {
  expect(isWhole(quantityOf(text) ?? 0n)).toBe(whole)
})

test.each([
  ['512mb', '512M'],
  ['512MB', '512M'],
  ['1GiB', '1Gi'],
  ['64mi', '64Mi'],
  ['1K', '1k'],
  ['one', undefined],
  ['1 Gi', undefined],
  ['2x', undefined],
])('%s seems to mean %s', (text, meant) => {
  expect(quantityMeantBy(text)).toBe(meant)
})
