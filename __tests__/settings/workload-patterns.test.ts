import { expect, test } from '@jest/globals'
import { parseWorkloadPattern } from '../../src/settings/workload-patterns.ts'

const EXPECTED = "expected a workload's name such as web or web-*, found"
const WAY_OUT = 'use lower-case letters, digits, "-", "." and "*", one name a line'

test.each(['web', 'web-*', '*', '!web', '!*-canary', 'a.b-1'])('accepts %s', (text) => {
  expect(parseWorkloadPattern(text)).toEqual({ value: text })
})

test.each([
  ['!', `${EXPECTED} "!", which takes nothing away; put a name after the "!"`],
  ['Web', `${EXPECTED} "Web", which has "W"; ${WAY_OUT}`],
  ['web, api', `${EXPECTED} "web, api", which is more than one; write one a line, without commas`],
  ['web,api', `${EXPECTED} "web,api", which is more than one; write one a line, without commas`],
  ['web,', `${EXPECTED} "web,", which ends with a ","; take it out`],
  ['web api', `${EXPECTED} "web api", which is more than one; write one a line`],
  ['- web', `${EXPECTED} "- web", which is an item of a YAML list; take out the "-"`],
  ['-', `${EXPECTED} "-", which is an item of a YAML list; take out the "-"`],
  ['"web"', `${EXPECTED} "\\"web\\"", whose quotes would be part of it; take them out`],
  ["'web-*'", `${EXPECTED} "'web-*'", whose quotes would be part of it; take them out`],
  ['["web"]', `${EXPECTED} "[\\"web\\"]", which is a list in brackets; write one value a line, without brackets`],
  ['[web]', `${EXPECTED} "[web]", which is a list in brackets; write one value a line, without brackets`],
  ['# web', `${EXPECTED} "# web", which is a comment; take it out`],
  ['web # all', `${EXPECTED} "web # all", which has a comment behind it; take it out`],
  ['!!web', `${EXPECTED} "!!web", which has "!"; ${WAY_OUT}`],
  ['shop/web', `${EXPECTED} "shop/web", which has "/"; ${WAY_OUT}`],
  ['web?', `${EXPECTED} "web?", which has "?"; ${WAY_OUT}`],
])('refuses %s', (text, problem) => {
  expect(parseWorkloadPattern(text)).toEqual({ problem })
})
