import { expect, test } from '@jest/globals'

import { findings } from './findings.ts'
import { deployment } from './workloads.ts'

function named(name: string, namespace?: string): string {
  const metadata = namespace === undefined ? [] : [`namespace: ${namespace}`]
  return deployment({ metadata }).replace('name: web', `name: ${name}`)
}

function foundIn(documents: readonly string[], inputs: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = Object.fromEntries(documents.map((text, index) => [`k8s/${index}.yaml`, text]))
  return findings(files, inputs)
    .filter(({ rule }) => rule === 'shared-migrations')
    .map(({ file, line, severity, message }) => `${file}:${line} ${severity}: ${message}`)
}

const END = 'each waits for the lock at every start, and a failed migration stops them all.'

test('two workloads', () => {
  expect(foundIn([named('web'), named('worker')])).toEqual([
    `k8s/1.yaml:2 notice: Deployment worker: 2 workloads migrate the same database (Deployment \`web\`, Deployment \`worker\`): ${END}`,
  ])
})

test('many are named once, and not all of them', () => {
  expect(foundIn(['a', 'b', 'c', 'd', 'e'].map((name) => named(name)))).toEqual([
    `k8s/1.yaml:2 notice: Deployment b: 5 workloads migrate the same database (Deployment \`a\`, Deployment \`b\`, Deployment \`c\`, …): ${END}`,
  ])
})

test('one name of two kinds', () => {
  const documents = [named('web'), named('web').replace('kind: Deployment', 'kind: StatefulSet')]

  expect(foundIn(documents, { kinds: 'Deployment\nStatefulSet' })).toEqual([
    `k8s/1.yaml:2 notice: StatefulSet web: 2 workloads migrate the same database (Deployment \`web\`, StatefulSet \`web\`): ${END}`,
  ])
})

test('two namespaces have two Secrets, unless the content is given', () => {
  const documents = [named('web', 'one'), named('worker', 'two')]

  expect(foundIn(documents)).toEqual([])
  expect(foundIn(documents, { 'database-url': 'postgres://db/app' })).toEqual([
    `k8s/1.yaml:2 notice: Deployment two/worker: 2 workloads migrate the same database (Deployment \`web\`, Deployment \`worker\`): ${END}`,
  ])
})

test.each([
  ['sqlite:///data/app.db', 0],
  ['libsql+file:///data/app.db', 0],
  ['libsql://db.example.com', 1],
])('%s is a file: %#', (url, count) => {
  expect(foundIn([named('web'), named('worker')], { 'database-url': url })).toHaveLength(count)
})

test.each([
  [[named('web')], 'one'],
  [[named('web'), named('web')], 'one, in two files'],
  [[named('web', 'one'), named('web', 'two')], 'one, in two namespaces'],
])('%j does not fire: %s', (documents) => {
  expect(foundIn(documents)).toEqual([])
  expect(foundIn(documents, { 'database-url': 'postgres://db/app' })).toEqual([])
})
