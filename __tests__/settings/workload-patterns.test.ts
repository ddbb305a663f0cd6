import { expect, test } from '@jest/globals'
import { parseWorkloadPattern } from '../../src/settings/workload-patterns.ts'

test.each(['web', 'web-*', '*', '!web', '!*-canary', 'a.b-1'])('accepts %s', (text) => {
  expect(parseWorkloadPattern(text)).toEqual({ value: text })
})

test.each([
  ['!', { code: 'empty-exclusion' }],
  ['Web', { code: 'character-in-pattern', character: 'W' }],
  ['!!web', { code: 'character-in-pattern', character: '!' }],
  ['shop/web', { code: 'character-in-pattern', character: '/' }],
  ['web?', { code: 'character-in-pattern', character: '?' }],
  ['web, api', { code: 'several-values' }],
  ['web,api', { code: 'several-values' }],
  ['web api', { code: 'several-values' }],
  ['web,', { code: 'separator-at-end', separator: ',' }],
  ['- web', { code: 'yaml-list-item' }],
  ['-', { code: 'yaml-list-item' }],
  ['"web"', { code: 'quotes' }],
  ["'web-*'", { code: 'quotes' }],
  ['["web"]', { code: 'brackets' }],
  ['[web]', { code: 'brackets' }],
  ['# web', { code: 'comment' }],
  ['web # all', { code: 'comment-behind' }],
])('refuses %s', (text, fault) => {
  expect(parseWorkloadPattern(text)).toEqual({ fault: { ...fault, found: text } })
})
