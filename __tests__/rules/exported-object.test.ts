import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

function withLines(...metadata: string[]): string {
  return deployment({ metadata })
}

function message(names: string, result = 'applying it may fail with a conflict'): string {
  return `warning: Deployment web: its \`metadata\` has ${names} from the cluster that it was exported from: ${result}.`
}

test.each([
  [['resourceVersion: "12345"'], 5, '`resourceVersion`'],
  [['resourceVersion: 12345'], 5, '`resourceVersion`'],
  [['uid: 8a1f8a3e-0000-4000-8000-000000000000'], 5, '`uid`'],
  [['managedFields: [{manager: kubectl}]', 'uid: 8a1f'], 6, '`uid`, `managedFields`'],
  [['generation: 3', 'uid: 8a1f', 'resourceVersion: "1"'], 7, '`resourceVersion`, `uid`'],
])('%j fires', (lines, line, names) => {
  expect(foundBy('exported-object', withLines(...lines))).toEqual([`${line} ${message(names)}`])
})

test('managedFields alone are refused by a server-side apply', () => {
  expect(foundBy('exported-object', withLines('managedFields: [{manager: kubectl}]'))).toEqual([
    `5 ${message('`managedFields`', 'server-side apply rejects it')}`,
  ])
})

test.each([
  [withLines(), 'none of them'],
  [withLines('creationTimestamp: null', 'generation: 3'), 'what the API server passes over'],
  [`${deployment()}status: {}\n`, 'a status'],
  [withLines('resourceVersion: ""', 'managedFields: []'), 'empty ones'],
  [withLines('labels: {uid: a}', 'annotations: {resourceVersion: "1"}'), 'names of labels and annotations'],
])('%j does not: %s', (manifest) => {
  expect(foundBy('exported-object', manifest)).toEqual([])
})
