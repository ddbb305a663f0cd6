import { expect, test } from '@jest/globals'

import { parsePosition } from '../../src/settings/position.ts'

const EXPECTED = 'expected `first`, `last`, `before:NAME` or `after:NAME`, found'

test.each([
  ['first', { at: 'first' }],
  ['last', { at: 'last' }],
  ['before:cloud-sql-proxy', { at: 'before', name: 'cloud-sql-proxy' }],
  ['after:wait', { at: 'after', name: 'wait' }],
])('accepts %s', (text, value) => {
  expect(parsePosition(text)).toEqual({ value })
})

test.each([
  ['frist', `${EXPECTED} "frist"; did you mean \`first\`?`],
  ['Before:wait', `${EXPECTED} "Before:wait"; did you mean \`before\`?`],
  ['somewhere', `${EXPECTED} "somewhere"`],
  ['first:wait', `${EXPECTED} "first:wait"; \`first\` takes no name`],
  ['after', `${EXPECTED} "after"; put a colon and the name of an init container behind it`],
])('refuses %s', (text, problem) => {
  expect(parsePosition(text)).toEqual({ problem })
})

test.each(['after:', 'before: wait', 'before:Wait'])('refuses the name in %j', (text) => {
  expect(parsePosition(text)).toEqual({
    problem: expect.stringContaining(', in whose name: expected a name of at most'),
  })
})
