import { expect, test } from '@jest/globals'

import { excerpt } from '../../src/messages/excerpt.ts'

test.each([
  ['plain', '`plain`'],
  ['a"b\\c', '`a"b\\c`'],
  ['a b', '`a b`'],
  ['é😀', '`é😀`'],
  ['', '""'],
  [' a', '" a"'],
  ['a ', '"a "'],
  ['`a`', '"`a`"'],
  ['a"\n\t\u0000b', '"a\\"\\n\\t\\u0000b"'],
  ['a\u007f\u0085b', '"a\\u007f\\u0085b"'],
  ['a\u2028\u00a0\u200bb c', '"a\\u2028\\u00a0\\u200bb c"'],
  ['a\u{e0001}b', '"a\\udb40\\udc01b"'],
  ['a\ud800', '"a\\ud800"'],
  ['x'.repeat(80), `\`${'x'.repeat(80)}\``],
  ['x'.repeat(81), `\`${'x'.repeat(80)}…\``],
  ['😀'.repeat(81), `\`${'😀'.repeat(80)}…\``],
  ['mysql://root:pass@host/db', '`mysql://***@host/db`'],
  ['mysql://root:p@ss/w rd@host/db', '`mysql://***@host/db`'],
  ['mysql://root:pa\nss@host/db', '`mysql://***@host/db`'],
  [`mysql://root:${'p'.repeat(100)}@host/db`, '`mysql://***@host/db`'],
])('shows %j as %s', (text, words) => {
  expect(excerpt(text)).toBe(words)
})
