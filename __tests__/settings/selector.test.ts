import { expect, test } from '@jest/globals'

import { parseSelector } from '../../src/settings/selector.ts'

test('accepts what kubectl does', () => {
  expect(parseSelector('app=web')).toEqual({ value: [{ key: 'app', operator: 'in', values: ['web'] }] })
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
