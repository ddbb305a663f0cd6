import { expect, test } from '@jest/globals'

import { parseSelector } from '../../src/settings/selector.ts'

test('accepts what kubectl does', () => {
  expect(parseSelector('app=web')).toEqual({ value: [{ key: 'app', operator: 'in', values: ['web'] }] })
})

test('refuses what cannot be read, and says where', () => {
  expect(parseSelector('app=web api')).toEqual({
    fault: {
      code: 'selector',
      found: 'app=web api',
      fault: { code: 'unexpected-part', expected: 'comma', found: 'api' },
    },
  })
})
