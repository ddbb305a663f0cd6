import { expect, test } from '@jest/globals'

import { findings } from './findings.ts'

function deployment(name: string, namespace = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: "${namespace}" }
spec:
  template:
    spec:
      containers:
      - { name: web, image: ghcr.io/repo/web }
`
}

function foundIn(documents: readonly string[], inputs: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = Object.fromEntries(documents.map((text, index) => [`k8s/${index}.yaml`, text]))
  return findings(files, inputs)
    .filter(({ rule }) => rule === 'shared-migrations')
    .map(({ file, line, severity, message }) => `${file}:${line} ${severity}: ${message}`)
}

const END = 'each waits for the lock when it starts, and all fail when the migration does.'

test('two workloads', () => {
  expect(foundIn([deployment('web'), deployment('worker')])).toEqual([
    `k8s/1.yaml:2 notice: Deployment worker: 2 workloads of this run migrate the same database (Deployment \`web\`, Deployment \`worker\`): ${END}`,
  ])
})

test('many are named once, and not all of them', () => {
  expect(foundIn(['a', 'b', 'c', 'd', 'e'].map((name) => deployment(name)))).toEqual([
    `k8s/1.yaml:2 notice: Deployment b: 5 workloads of this run migrate the same database (Deployment \`a\`, Deployment \`b\`, Deployment \`c\`, …): ${END}`,
  ])
})

test('one name of two kinds', () => {
  const documents = [deployment('web'), deployment('web').replace('kind: Deployment', 'kind: StatefulSet')]

  expect(foundIn(documents, { kinds: 'Deployment\nStatefulSet' })).toEqual([
    `k8s/1.yaml:2 notice: StatefulSet web: 2 workloads of this run migrate the same database (Deployment \`web\`, StatefulSet \`web\`): ${END}`,
  ])
})

test('two namespaces have two Secrets, unless the content is given', () => {
  const documents = [deployment('web', 'one'), deployment('worker', 'two')]

  expect(foundIn(documents)).toEqual([])
  expect(foundIn(documents, { 'database-url': 'postgres://db/app' })).toEqual([
    `k8s/1.yaml:2 notice: Deployment two/worker: 2 workloads of this run migrate the same database (Deployment \`web\`, Deployment \`worker\`): ${END}`,
  ])
})

test.each([
  ['sqlite:///data/app.db', 0],
  ['libsql+file:///data/app.db', 0],
  ['libsql://db.example.com', 1],
])('%s is a file: %#', (url, count) => {
  expect(foundIn([deployment('web'), deployment('worker')], { 'database-url': url })).toHaveLength(count)
})

test.each([
  [[deployment('web')], 'one'],
  [[deployment('web'), deployment('web')], 'one, in two files'],
  [[deployment('web', 'one'), deployment('web', 'two')], 'one, in two namespaces'],
])('%j does not fire: %s', (documents) => {
  expect(foundIn(documents)).toEqual([])
  expect(foundIn(documents, { 'database-url': 'postgres://db/app' })).toEqual([])
})
