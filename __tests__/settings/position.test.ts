import { expect, test } from '@jest/globals'

import { parsePosition } from '../../src/settings/position.ts'

test.each([
  ['first', { at: 'first' }],
  ['last', { at: 'last' }],
  ['before:cloud-sql-proxy', { at: 'before', name: 'cloud-sql-proxy' }],
  ['after:wait', { at: 'after', name: 'wait' }],
])('accepts %s', (text, value) => {
  expect(parsePosition(text)).toEqual({ value })
})

test.each([
  ['frist', { code: 'position', nearest: 'first' }],
  ['Before:wait', { code: 'position', nearest: 'before' }],
  ['somewhere', { code: 'position', nearest: undefined }],
  ['first:wait', { code: 'position-with-name', word: 'first' }],
  ['after', { code: 'position-without-name', word: 'after' }],
])('refuses %s', (text, fault) => {
  expect(parsePosition(text)).toEqual({ fault: { ...fault, found: text } })
})

test.each(['after:', 'before: wait', 'before:Wait'])('refuses the name in %j', (text) => {
  expect(parsePosition(text)).toMatchObject({ fault: { code: 'name', form: 'label' } })
})
