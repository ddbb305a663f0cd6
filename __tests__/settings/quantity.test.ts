import { describe, expect, test } from '@jest/globals'

import { compareQuantities, parseQuantity } from '../../src/settings/quantity.ts'
import type { Value } from '../../src/yaml/value.ts'

const EXPECTED = 'expected a quantity such as 500m, 128Mi or 2, found'

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
  const [one, other] = [parseQuantity(left), parseQuantity(right)]

  expect(one).toEqual({ value: expect.anything() })
  expect(one).toEqual(other)
})

test('compares', () => {
  expect(compareQuantities(1n, 2n)).toBeLessThan(0)
  expect(compareQuantities(2n, 1n)).toBeGreaterThan(0)
  expect(compareQuantities(1n, 1n)).toBe(0)
})

describe('refuses', () => {
  test.each<[Value, string]>([
    ['512mb', `${EXPECTED} "512mb"; did you mean \`512M\`?`],
    ['512MB', `${EXPECTED} "512MB"; did you mean \`512M\`?`],
    ['1GiB', `${EXPECTED} "1GiB"; did you mean \`1Gi\`?`],
    ['64mi', `${EXPECTED} "64mi"; did you mean \`64Mi\`?`],
    ['1K', `${EXPECTED} "1K"; did you mean \`1k\`?`],
    ['-1', `${EXPECTED} "-1", which is negative`],
    ['one', `${EXPECTED} "one"`],
    ['1 Gi', `${EXPECTED} "1 Gi"`],
    ['', `${EXPECTED} ""`],
    ['.', `${EXPECTED} "."`],
    [true, `${EXPECTED} "true"`],
    [null, `${EXPECTED} ""`],
  ])('%j', (value, problem) => {
    expect(parseQuantity(value)).toEqual({ problem })
  })
})
