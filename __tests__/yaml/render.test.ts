import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { renderItem, renderPairs, renderQuoted, renderScalar } from '../../src/yaml/render.ts'

const LAYOUT = { step: 2, dash: 0, gap: 2 }

describe('renderScalar', () => {
  test.each([
    'web',
    'ghcr.io/repo/migrations:v0.1.2',
    `a@sha256:${'0'.repeat(64)}`,
    'Always',
    '1password',
    'a--b',
    'x_y',
  ])('writes %j without quotes', (text) => {
    expect(renderScalar(text)).toBe(text)
  })

  test.each([
    ...[
      '',
      ' ',
      'a b',
      'a ',
      ' a',
      'a: b',
      'a:',
      'a #b',
      '#a',
      '-a',
      '- a',
      '?',
      ':a',
      '@a',
      '`a',
      '*a',
      '&a',
      '!a',
      '%a',
    ],
    ...[
      '|',
      '>',
      '{a',
      '[a',
      ']',
      'a,b',
      "'a",
      '"a',
      'a\\b',
      '/etc/atlas',
      '--env',
      '.5',
      '+1',
      '~',
      '=',
      '<<',
      '---',
      '...',
    ],
    ...['yes', 'No', 'ON', 'off', 'y', 'N', 'true', 'False', 'null', 'Null'],
    ...[
      '1',
      '0755',
      '0o7',
      '0x1F',
      '0b1',
      '1e3',
      '1.5',
      '1_000',
      '1:30',
      '1:30:59',
      '2001-12-14',
      '2001-12-14t21:59:43.10-05:00',
    ],
    ...['12e03', '685_230.15', '0.', '1.e+3', '190:20:30'],
    ...['a\nb', 'a\tb', '\u0000', '\u007f', '\u0085', '\u2028', '\ufeff', 'é', '東京', '🚀', '\ud800'],
  ])('quotes %j', (text) => {
    const rendered = renderScalar(text)

    expect(rendered).toMatch(/^"[^\n]*"$/)
    expect(parse(rendered, { version: '1.1' })).toBe(text)
    expect(parse(rendered, { version: '1.2' })).toBe(text)
  })

  test('escapes what YAML does not print', () => {
    expect(renderQuoted('\u007f\u0085\u2028\ufeff')).toBe('"\\u007f\\u0085\\u2028\\ufeff"')
  })
})

test('renderPairs writes a sequence of scalars in flow style with every string quoted', () => {
  expect(renderPairs({ args: ['migrate', '--env', 1, true, null] }, 2, LAYOUT)).toEqual([
    '  args: ["migrate", "--env", 1, true, null]',
  ])
})

test('renderPairs nests mappings by the step, sequences by the dash and what is inside items by their own layout', () => {
  const value = { a: { b: 'c' }, list: [{ name: 'x', deep: { e: 'f' }, inner: [{ g: 'h' }] }] }

  const lines = renderPairs(value, 1, { step: 3, dash: 2, gap: 4, inItems: { step: 5, dash: 1, gap: 2 } })

  expect(lines).toEqual([
    ' a:',
    '    b: c',
    ' list:',
    '   -   name: x',
    '       deep:',
    '            e: f',
    '       inner:',
    '        - g: h',
  ])
})

test('renderItem writes a scalar behind its dash', () => {
  expect(renderItem('--dry-run', 2, 2, LAYOUT)).toEqual(['  - "--dry-run"'])
})
