import { expect, test } from '@jest/globals'
import { parseWorkloadPattern } from '../../src/inputs/workload-patterns.ts'

const EXPECTED = "expected a workload's name such as web or web-*, found"
const WAY_OUT = 'use lower-case letters, digits, "-", "." and "*", one name a line'

test.each(['web', 'web-*', '*', '!web', '!*-canary', 'a.b-1'])('accepts %s', (text) => {
  expect(parseWorkloadPattern(text)).toEqual({ value: text })
})

test.each([
  ['!', `${EXPECTED} "!", which takes nothing away; put a name after the "!"`],
  ['Web', `${EXPECTED} "Web", which has "W"; ${WAY_OUT}`],
  ['web, api', `${EXPECTED} "web, api", which has ","; ${WAY_OUT}`],
  ['!!web', `${EXPECTED} "!!web", which has "!"; ${WAY_OUT}`],
  ['shop/web', `${EXPECTED} "shop/web", which has "/"; ${WAY_OUT}`],
  ['web?', `${EXPECTED} "web?", which has "?"; ${WAY_OUT}`],
])('refuses %s', (text, problem) => {
  expect(parseWorkloadPattern(text)).toEqual({ problem })
})
