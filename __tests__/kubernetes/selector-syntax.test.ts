import { expect, test } from '@jest/globals'

import { readSelector, type SelectorFault } from '../../src/kubernetes/selector-syntax.ts'

test.each([
  ['app=web', [{ key: 'app', operator: 'in', values: ['web'] }]],
  ['app == web', [{ key: 'app', operator: 'in', values: ['web'] }]],
  ['app!=web', [{ key: 'app', operator: 'notin', values: ['web'] }]],
  ['app=', [{ key: 'app', operator: 'in', values: [''] }]],
  ['app', [{ key: 'app', operator: 'exists', values: [] }]],
  ['!example.com/app', [{ key: 'example.com/app', operator: '!', values: [] }]],
  ['app in (web, api,web)', [{ key: 'app', operator: 'in', values: ['web', 'api'] }]],
  ['app notin (web,)', [{ key: 'app', operator: 'notin', values: ['web', ''] }]],
  ['app in ()', [{ key: 'app', operator: 'in', values: [''] }]],
  ['app notin ( )', [{ key: 'app', operator: 'notin', values: [''] }]],
  ['in in (in,notin)', [{ key: 'in', operator: 'in', values: ['in', 'notin'] }]],
  ['weight>1', [{ key: 'weight', operator: '>', values: ['1'] }]],
  ['weight < 10', [{ key: 'weight', operator: '<', values: ['10'] }]],
  [
    'a=b,\n c , !d',
    [
      { key: 'a', operator: 'in', values: ['b'] },
      { key: 'c', operator: 'exists', values: [] },
      { key: 'd', operator: '!', values: [] },
    ],
  ],
  ['', []],
])('reads %j', (text, requirements) => {
  expect(readSelector(text)).toEqual({ requirements })
})

test.each<[string, SelectorFault]>([
  ['=', { code: 'unexpected-part', expected: 'label', found: '=' }],
  ['app=web,', { code: 'unexpected-part', expected: 'label', found: '' }],
  ['app=web api', { code: 'unexpected-part', expected: 'comma', found: 'api' }],
  ['app web', { code: 'unexpected-part', expected: 'operator', found: 'web' }],
  ['app in web', { code: 'unexpected-part', expected: 'opening-parenthesis', found: 'web' }],
  ['app in (web', { code: 'unexpected-part', expected: 'comma-or-closing-parenthesis', found: '' }],
  ['app in (web=)', { code: 'unexpected-part', expected: 'comma-or-closing-parenthesis', found: '=' }],
  ['app=!', { code: 'unexpected-part', expected: 'value', found: '!' }],
  ['!app=web', { code: 'unexpected-part', expected: 'comma', found: '=' }],
  ['weight>x', { code: 'unexpected-part', expected: 'whole-number', found: 'x' }],
  ['weight>9223372036854775808', { code: 'unexpected-part', expected: 'whole-number', found: '9223372036854775808' }],
  ['-app', { code: 'no-label-key', found: '-app' }],
  ['a/b/c', { code: 'no-label-key', found: 'a/b/c' }],
  ['A/b', { code: 'no-label-key', found: 'A/b' }],
  ['app=-', { code: 'no-label-value', found: '-' }],
])('does not read %j', (text, fault) => {
  expect(readSelector(text)).toEqual({ fault })
})
