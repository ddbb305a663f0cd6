import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../src/injection/rewrite.ts'
import { workloadLines } from '../src/messages/log.ts'
import { shownOutcome, workload } from './messages/outcomes.ts'
import { growthOf, LINEAR } from './growth.ts'
import { requestOf } from './request.ts'

const COUNT = 100

function repeated(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('')
}

const SPEC = '{template: {spec: {containers: [{name: web}]}}}'
const WORKLOAD = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: ${SPEC}\n`

function list(count: number, spec: (index: number) => string): string {
  const member = (index: number): string =>
    `- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web-${index}}\n  spec: ${spec(index)}\n`
  return `kind: List\nitems:\n${repeated(count, member)}`
}

const SHAPES: readonly [what: string, text: (count: number) => string][] = [
  ['Deployments of a List', (count) => list(count, () => SPEC)],
  ['Deployments that share a spec', (count) => list(count, (index) => (index === 0 ? `&s ${SPEC}` : '*s'))],
  ['Deployments that share a spec with something else', (count) => `x: &s ${SPEC}\n${list(count, () => '*s')}`],
  ['Deployments with an anchor each', (count) => list(count, (index) => `&s${index} ${SPEC}`)],
  [
    'Deployments that are refused',
    (count) => list(count, () => SPEC.replace('{containers', '{volumes: x, containers')),
  ],
  ['Deployments with an alias that has no anchor', (count) => `${list(count, () => SPEC)}x: *gone\n`],
  ['a chain of merge keys', (count) => `${chain(count)}${WORKLOAD}`],
  ['merge keys of one mapping', (count) => `x: &x {a: 1}\n${WORKLOAD}${repeated(count, (at) => `m${at}: {<<: *x}\n`)}`],
  [
    'merge keys in one mapping',
    (count) =>
      `${repeated(count, (at) => `x${at}: &x${at} {a${at}: 1}\n`)}${WORKLOAD}y:\n${repeated(count, (at) => `  <<: *x${at}\n`)}`,
  ],
  ['anchors and aliases', (count) => `${WORKLOAD}${repeated(count, (at) => `a${at}: &a${at} 1\nb${at}: *a${at}\n`)}`],
  ['documents', (count) => repeated(count, () => `${WORKLOAD}---\n`)],
  ['init containers', (count) => podSpec(`initContainers:\n${repeated(count, (at) => `      - name: c${at}\n`)}`)],
  [
    'init containers in brackets',
    (count) => podSpec(`initContainers: [\n${repeated(count, (at) => `        {name: c${at}}, # c\n`)}      ]\n`),
  ],
  ['comments', (count) => podSpec(repeated(10 * count, () => '# c\n      '))],
  ['keys', (count) => `${WORKLOAD}${repeated(10 * count, (at) => `k${at}: 1\n`)}`],
  [
    'objects on one line, broken',
    (count) => `{"kind": "List", "items": [${repeated(count, () => '{"kind": "Deployment"}, ')}`,
  ],
  ['text in quotes at the left edge', (count) => `${WORKLOAD}x:\n${repeated(count, () => '- "a\nb"\n')}`],
]

/** Each merges the one before, and brings a key that is the same in all. */
function chain(count: number): string {
  return `m0: &m0 {a: 1}\n${repeated(count, (at) => `m${at + 1}: &m${at + 1} {<<: *m${at}, a: ${at}}\n`)}`
}

function podSpec(lines: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      ${lines}      containers: [{name: web}]\n`
}

describe('the time to rewrite a text does not grow with the square of its', () => {
  test.each(SHAPES)('%s', (_what, text) => {
    expect(rewrite(text(COUNT), requestOf()).results.length).toBeGreaterThan(0)

    const growth = growthOf(COUNT, (count) => {
      const made = text(count)
      return () => rewrite(made, requestOf())
    })

    expect(growth).toBeLessThan(LINEAR)
  })

  test('aliases and merge keys that make too much of a text are refused', () => {
    const keys = repeated(3_000, (at) => `m${at + 1}: &m${at + 1} {<<: *m${at}, k${at}: 1}\n`)
    const { results } = rewrite(`m0: &m0 {a: 1}\n${keys}${WORKLOAD}`, requestOf())

    expect(results).toMatchObject([{ action: 'refused', reason: { fault: { code: 'too-many-aliases' } } }])
  })
})

test('to tell of each workload is not to look at each file', () => {
  let looks = 0
  const names = Array.from({ length: COUNT }, (_, index) => `k8s/${index}.yaml`)
  const workloads = names.map((file) => workload({ file, action: 'injected' }))
  const given = {
    ...shownOutcome({ workloads }),
    changes: names.map((name) => ({
      diff: '',
      get path() {
        looks += 1
        return name
      },
    })),
  }

  expect(workloads.map((told) => workloadLines(told, given))).toHaveLength(COUNT)
  expect(looks).toBeLessThanOrEqual(COUNT)
})
