import { expect, test } from '@jest/globals'

import { selects, type Requirement } from '../../src/kubernetes/selector.ts'

const LABELS = new Map([
  ['app', 'web'],
  ['weight', '10'],
  ['empty', ''],
])

test.each<[Requirement, boolean]>([
  [{ key: 'app', operator: 'in', values: ['api', 'web'] }, true],
  [{ key: 'app', operator: 'in', values: ['api'] }, false],
  [{ key: 'gone', operator: 'in', values: [''] }, false],
  [{ key: 'empty', operator: 'in', values: [''] }, true],
  [{ key: 'app', operator: 'notin', values: ['web'] }, false],
  [{ key: 'app', operator: 'notin', values: ['api'] }, true],
  [{ key: 'gone', operator: 'notin', values: ['web'] }, true],
  [{ key: 'empty', operator: 'exists', values: [] }, true],
  [{ key: 'gone', operator: 'exists', values: [] }, false],
  [{ key: 'app', operator: '!', values: [] }, false],
  [{ key: 'gone', operator: '!', values: [] }, true],
  [{ key: 'weight', operator: '>', values: ['9'] }, true],
  [{ key: 'weight', operator: '>', values: ['10'] }, false],
  [{ key: 'weight', operator: '<', values: ['11'] }, true],
  [{ key: 'weight', operator: '<', values: ['10'] }, false],
  [{ key: 'app', operator: '>', values: ['1'] }, false],
  [{ key: 'gone', operator: '<', values: ['1'] }, false],
])('%j: %s', (requirement, expected) => {
  expect(selects([requirement], LABELS)).toBe(expected)
})

test('every requirement has to be met, and none is', () => {
  const app: Requirement = { key: 'app', operator: 'exists', values: [] }

  expect(selects([], LABELS)).toBe(true)
  expect(selects([app, { ...app, key: 'gone' }], LABELS)).toBe(false)
})
