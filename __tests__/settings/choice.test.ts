import { expect, test } from '@jest/globals'
import { parseChoice } from '../../src/settings/choice.ts'

const CHOICES = ['Always', 'IfNotPresent', 'Never'] as const

test.each(CHOICES)('accepts %s', (text) => {
  expect(parseChoice(text, CHOICES)).toEqual({ value: text })
})

test.each([
  ['always', 'Always'],
  ['if-not-present', 'IfNotPresent'],
  ['Nevr', 'Never'],
  ['sometimes', undefined],
  ['a\nb', undefined],
])('refuses %j, and is reminded of %s', (text, nearest) => {
  expect(parseChoice(text, CHOICES)).toEqual({
    fault: { code: 'not-a-choice', found: text, choices: CHOICES, nearest },
  })
})
