import { expect, test } from '@jest/globals'

import { applyEdits } from '../../src/yaml/edit.ts'

test('edits are made where they stand, in any order, and at one place in the order given', () => {
  const edits = [
    { start: 3, end: 3, text: 'X' },
    { start: 0, end: 1, text: '' },
    { start: 3, end: 3, text: 'Y' },
    { start: 4, end: 6, text: 'Z' },
  ]

  expect(applyEdits('abcdef', edits)).toBe('bcXYdZ')
})

test('edits that overlap are an error', () => {
  const edits = [
    { start: 0, end: 3, text: '' },
    { start: 2, end: 4, text: '' },
  ]

  expect(() => applyEdits('abcdef', edits)).toThrow(RangeError)
})
