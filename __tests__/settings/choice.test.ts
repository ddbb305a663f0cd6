import { expect, test } from '@jest/globals'
import { parseChoice } from '../../src/settings/choice.ts'

const LIST = 'expected one of `Always`, `IfNotPresent`, `Never`'

test.each(['Always', 'IfNotPresent', 'Never'])('accepts %s', (text) => {
  expect(parseChoice(text, ['Always', 'IfNotPresent', 'Never'])).toEqual({ value: text })
})

test.each([
  ['always', `${LIST}, found "always"; did you mean \`Always\`?`],
  ['if-not-present', `${LIST}, found "if-not-present"; did you mean \`IfNotPresent\`?`],
  ['Nevr', `${LIST}, found "Nevr"; did you mean \`Never\`?`],
  ['sometimes', `${LIST}, found "sometimes"`],
  ['a\nb', `${LIST}, found "a\\nb"`],
])('refuses %j', (text, problem) => {
  expect(parseChoice(text, ['Always', 'IfNotPresent', 'Never'])).toEqual({ problem })
})

test('names the only choice', () => {
  expect(parseChoice('sops', ['manifest'])).toEqual({ problem: 'expected `manifest`, found "sops"' })
})
