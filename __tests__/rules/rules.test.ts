import { describe, expect, test } from '@jest/globals'

import { RULES } from '../../src/rules/rules.ts'
import { findings } from './findings.ts'
import { pageOf } from './pages.ts'

/** A reminder at every rollout, no fault of an example. */
const REMINDER = 'rolling-compatibility'

describe.each(RULES.map(({ name, fix }) => ({ name, fix, page: pageOf(name) })))(
  'the page of $name',
  ({ name, fix, page }) => {
    test('has an example that this rule fires for, and no other', () => {
      const fired = findings({ 'k8s/app.yaml': page.manifest }, page.inputs).map(({ rule }) => rule)

      expect(new Set(fired.filter((rule) => rule === name || rule !== REMINDER))).toEqual(new Set([name]))
    })

    test('gives the fix that a run reports', () => {
      expect(page.fix.slice(0, fix.length)).toBe(fix)
    })

    test('says what happens, when, how to fix it, and how it is known', () => {
      expect(page.headings).toEqual([
        expect.stringMatching(/^# [`A-Z].*[^.]$/),
        '## When it fires',
        '## Example',
        '## How to fix it',
        '## Sources',
      ])
      expect(page.links).not.toEqual([])
      for (const link of page.links) expect(link).toMatch(/^https:\/\//)
    })
  },
)

test('no two rules have one name, and each name is words with hyphens', () => {
  const names = RULES.map(({ name }) => name)

  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
})
