import { expect, test } from '@jest/globals'

import { isQualifiedName, nameFault, type NameFault, type NameForm } from '../../src/kubernetes/names.ts'

test.each<[NameForm, readonly string[]]>([
  ['label', ['a', '0', 'migrate', 'a--b', '1-2', 'a'.repeat(63)]],
  ['subdomain', ['atlas-project', 'a.b', '0.1', 'a'.repeat(253)]],
  ['key', ['atlas.hcl', '.hidden', '-', '_', 'A.b-C_1', 'a..b', 'a'.repeat(253)]],
])('takes as a %s %j', (form, names) => {
  expect(names.map((name) => nameFault(name, form))).toEqual(names.map(() => undefined))
})

test.each<[NameForm, string, NameFault]>([
  ['label', 'Migrate', { code: 'foreign-character', character: 'M' }],
  ['label', 'my_job', { code: 'foreign-character', character: '_' }],
  ['label', 'a.b', { code: 'foreign-character', character: '.' }],
  ['label', 'a\nb', { code: 'foreign-character', character: '\n' }],
  ['label', 'é', { code: 'foreign-character', character: 'é' }],
  ['label', '😀', { code: 'foreign-character', character: '😀' }],
  ['label', '-a', { code: 'wrong-form' }],
  ['label', 'a-', { code: 'wrong-form' }],
  ['label', '', { code: 'wrong-form' }],
  ['label', 'a'.repeat(64), { code: 'too-long', length: 64, longest: 63 }],
  ['subdomain', 'a/b', { code: 'foreign-character', character: '/' }],
  ['subdomain', '.a', { code: 'wrong-form' }],
  ['subdomain', 'a..b', { code: 'wrong-form' }],
  ['subdomain', 'a.-b', { code: 'wrong-form' }],
  ['subdomain', 'a'.repeat(254), { code: 'too-long', length: 254, longest: 253 }],
  ['key', 'a/b', { code: 'foreign-character', character: '/' }],
  ['key', '.', { code: 'wrong-form' }],
  ['key', '..data', { code: 'wrong-form' }],
  ['key', 'a'.repeat(254), { code: 'too-long', length: 254, longest: 253 }],
])('takes as no %s %j', (form, name, fault) => {
  expect(nameFault(name, form)).toEqual(fault)
})

test.each([
  ['app', true],
  ['example.com/App_1', true],
  [`${'a'.repeat(253)}/a`, true],
  [`${'a'.repeat(254)}/a`, false],
  ['a'.repeat(64), false],
  ['A/b', false],
  ['a/b/c', false],
  ['-app', false],
  ['a/', false],
])('whether %s is a qualified name: %s', (name, is) => {
  expect(isQualifiedName(name)).toBe(is)
})
