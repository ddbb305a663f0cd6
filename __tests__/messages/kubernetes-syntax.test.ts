import { expect, test } from '@jest/globals'

import type { NameFault, NameForm } from '../../src/kubernetes/names.ts'
import type { SelectorFault } from '../../src/kubernetes/selector-syntax.ts'
import { nameWords, selectorWords } from '../../src/messages/kubernetes-syntax.ts'
import { tableOf, type Rows } from './rows.ts'

const NAMES: Rows<NameFault, [found: string, NameForm]> = {
  'foreign-character': [
    [
      { code: 'foreign-character', character: 'M' },
      'Migrate',
      'label',
      '`Migrate` contains `M`. Use lowercase letters, digits and `-`.',
    ],
    [
      { code: 'foreign-character', character: '/' },
      'a/b',
      'subdomain',
      '`a/b` contains `/`. Use lowercase letters, digits, `-` and `.`.',
    ],
    [
      { code: 'foreign-character', character: ' ' },
      'a b',
      'key',
      '`a b` contains " ". Use letters, digits, `-`, `_` and `.`.',
    ],
  ],
  'too-long': [
    [{ code: 'too-long', length: 64, longest: 63 }, 'aaa', 'label', '`aaa` has 64 characters. Use at most 63.'],
  ],
  'wrong-form': [
    [{ code: 'wrong-form' }, '-a', 'label', '`-a` is invalid. Start and end it with a letter or digit.'],
    [
      { code: 'wrong-form' },
      'a..b',
      'subdomain',
      '`a..b` is invalid. Start and end it, and each part between dots, with a letter or digit.',
    ],
    [{ code: 'wrong-form' }, '..', 'key', '`..` is invalid. A key is not `.` and does not start with `..`.'],
  ],
}

test.each(tableOf(NAMES))('%j %s %s: %s', (fault, found, form, words) => {
  expect(nameWords(fault, found, form)).toBe(words)
})

const SELECTORS: Rows<SelectorFault, [selector: string]> = {
  'unexpected-part': [
    [
      { code: 'unexpected-part', expected: 'label', found: '=' },
      'app web',
      '`app web` has `=` where a label is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'label', found: '' },
      'app web',
      '`app web` ends where a label is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'comma', found: 'api' },
      'app web',
      '`app web` has `api` where a comma is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'operator', found: 'web' },
      'app web',
      '`app web` has `web` where `=`, `==`, `!=`, `in`, `notin`, `<` or `>` is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'opening-parenthesis', found: 'web' },
      'app web',
      '`app web` has `web` where `(` is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'comma-or-closing-parenthesis', found: '=' },
      'app web',
      '`app web` has `=` where `,` or `)` is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'value', found: '!' },
      'app web',
      '`app web` has `!` where a value is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
    [
      { code: 'unexpected-part', expected: 'whole-number', found: 'x' },
      'app web',
      '`app web` has `x` where a whole number is expected. Write it as in `app=web,tier in (api,web)`.',
    ],
  ],
  'no-label-key': [
    [
      { code: 'no-label-key', found: 'a/b/c' },
      'a/b/c',
      '`a/b/c` is not a label. Use at most 63 letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit, optionally after a domain and `/`.',
    ],
  ],
  'no-label-value': [
    [
      { code: 'no-label-value', found: '-' },
      'app=-',
      '`-` is not the value of a label. Use at most 63 letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit.',
    ],
  ],
}

test.each(tableOf(SELECTORS))('%j %s: %s', (fault, selector, words) => {
  expect(selectorWords(fault, selector)).toBe(words)
})
