import { describe, expect, test } from '@jest/globals'

import { changeTexts } from '../../src/messages/changes.ts'
import { jsonReport } from '../../src/messages/report.ts'
import { outcome, workload } from './outcomes.ts'

const DIGEST = `@sha256:${'0'.repeat(63)}`
const LONG = `ghcr.io/${'a/'.repeat(200)}`

describe('changeTexts', () => {
  test.each([
    ['a value', { path: 'image', from: 'a:v1', to: 'a:v2' }, 'image: a:v1 → a:v2'],
    ['one that comes', { path: 'args[6]', from: null, to: '--dry-run' }, 'args[6]: (none) → --dry-run'],
    ['one that goes', { path: 'args[6]', from: '--dry-run', to: null }, 'args[6]: --dry-run → (none)'],
    [
      'long values that differ at their end',
      { path: 'image', from: `${LONG}${DIGEST}1`, to: `${LONG}${DIGEST}2` },
      `image: ${LONG.slice(0, 100)}…${`${LONG}${DIGEST}1`.slice(-99)} → ${LONG.slice(0, 100)}…${`${LONG}${DIGEST}2`.slice(-99)}`,
    ],
  ])('of %s', (_title, change, line) => {
    expect(changeTexts(workload({ action: 'updated', changes: [change] }))).toEqual([line])
  })

  test.each([
    ['injected', 'adds', (to: string) => ({ from: null, to })],
    ['removed', 'removes', (from: string) => ({ from, to: null })],
  ] as const)('a container that is %s has one line', (action, verb, ends) => {
    const changes = [
      { path: 'initContainer', ...ends('migrate') },
      { path: 'image', ...ends('a:v1') },
      { path: 'volume', ...ends('atlas-project') },
    ]

    expect(changeTexts(workload({ action, changes }))).toEqual([
      `${verb} init container migrate, image a:v1, volume atlas-project`,
    ])
  })

  test('a workload without changes has none', () => {
    expect(changeTexts(workload({ action: 'unchanged' }))).toEqual([])
    expect(changeTexts(workload({ changes: [] }))).toEqual([])
  })
})

test('the report has whole values', () => {
  const changes = [{ path: 'image', from: null, to: LONG }]

  expect(JSON.parse(jsonReport(outcome({ workloads: [workload({ changes }), workload()] })))).toMatchObject({
    workloads: [{ changes }, { changes: [] }],
  })
})
