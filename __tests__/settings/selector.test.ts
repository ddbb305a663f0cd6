import { expect, test } from '@jest/globals'

import { parseSelector } from '../../src/settings/selector.ts'

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
])('accepts %j', (text, value) => {
  expect(parseSelector(text)).toEqual({ value })
})

test.each([
  ['=', '"=" stands where a label is expected'],
  ['app=web,', 'it ends where a label is expected'],
  ['app=web api', '"api" stands where a comma is expected'],
  ['app web', '"web" stands where one of =, ==, !=, in, notin, <, > is expected'],
  ['app in web', '"web" stands where "(" is expected'],
  ['app in (web', 'it ends where "," or ")" is expected'],
  ['app in (web=)', '"=" stands where "," or ")" is expected'],
  ['app=!', '"!" stands where a value is expected'],
  ['!app=web', '"=" stands where a comma is expected'],
  ['weight>x', '"x" stands where a whole number is expected'],
  ['weight>9223372036854775808', '"9223372036854775808" stands where a whole number is expected'],
  ['-app', '"-app" is no label: letters, digits, "-", "_" and ".", at most 63, perhaps behind a domain and "/"'],
  ['a/b/c', '"a/b/c" is no label: letters, digits, "-", "_" and ".", at most 63, perhaps behind a domain and "/"'],
  ['A/b', '"A/b" is no label: letters, digits, "-", "_" and ".", at most 63, perhaps behind a domain and "/"'],
  ['app=-', '"-" is no label\'s value: letters, digits, "-", "_" and ".", at most 63'],
])('refuses %j', (text, reason) => {
  const problem = `expected a label selector such as app=web,tier in (api,web), found ${JSON.stringify(text)}: ${reason}`

  expect(parseSelector(text)).toEqual({ problem })
})
