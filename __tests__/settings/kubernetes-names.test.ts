import { expect, test } from '@jest/globals'

import { parseLabel, parseSecretKey, parseSubdomain } from '../../src/settings/kubernetes-names.ts'

test.each([
  [parseLabel, 'migrate'],
  [parseSubdomain, 'atlas.project'],
  [parseSecretKey, 'Atlas_1.hcl'],
])('%p accepts %s', (parse, text) => {
  expect(parse(text)).toEqual({ value: text })
})

test.each([
  [parseLabel, 'a.b', { form: 'label', fault: { code: 'foreign-character', character: '.' } }],
  [parseSubdomain, 'a..b', { form: 'subdomain', fault: { code: 'wrong-form' } }],
  [parseSecretKey, 'a'.repeat(254), { form: 'key', fault: { code: 'too-long', length: 254, longest: 253 } }],
])('%p refuses %j', (parse, text, fault) => {
  expect(parse(text)).toEqual({ fault: { code: 'name', found: text, ...fault } })
})
