import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deploymentInShop, documents } from './workloads.ts'

const MESSAGE =
  '`migrate` turns its pods from `Guaranteed` to `Burstable`: it has no CPU and memory limits, or requests less.'

const GUARANTEED = '{ limits: { cpu: 1, memory: 128Mi } }'

/** A Deployment whose container has these resources. */
function withResources(resources: string, ...podSpec: readonly string[]): string {
  return deploymentInShop({ podSpec, container: [`resources: ${resources}`] })
}

function limitRange(limits: string, namespace: string): string {
  return `apiVersion: v1\nkind: LimitRange\nmetadata: { name: a, namespace: ${namespace} }\nspec: { limits: [{ ${limits} }] }\n`
}

test('limits alone make a pod Guaranteed, and none in ours unmake it', () => {
  expect(foundBy('qos-class', withResources(GUARANTEED))).toEqual([`2 warning: Deployment shop/web: ${MESSAGE}`])
})

test.each([
  ['{ requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1000m, memory: 1024Mi } }', '', 'equal in other words'],
  ['{ requests: { cpu: "0.7", memory: 1073741824 }, limits: { cpu: 700m, memory: 1Gi } }', '', 'numbers'],
  ['{ limits: { cpu: 1e0, memory: 128e6 } }', '', 'exponents'],
  [GUARANTEED, '{ limits: { cpu: 1 } }', 'no memory in ours'],
  [GUARANTEED, '{ requests: { cpu: 1, memory: 1Gi } }', 'no limits in ours'],
  [GUARANTEED, '{ limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 500m } }', 'less requested in ours'],
])('%s with %s of ours fires: %s', (app, resources) => {
  expect(foundBy('qos-class', withResources(app), { resources })).toEqual([
    `2 warning: Deployment shop/web: ${MESSAGE}`,
  ])
})

test.each([
  [withResources(GUARANTEED), GUARANTEED, 'ours is, too'],
  [withResources(GUARANTEED), '{ requests: { cpu: 500m, memory: 1 }, limits: { cpu: 0.5, memory: 1 } }', 'so said'],
  [deploymentInShop(), '', 'best effort'],
  [deploymentInShop(), '{ requests: { cpu: 1 } }', 'best effort, and burstable with ours'],
  [withResources('{ limits: { cpu: 1 } }'), '', 'no memory'],
  [withResources('{ limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 500m } }'), '', 'burstable'],
  [withResources('{ limits: { cpu: 0, memory: 1Gi } }'), '', 'a limit of nothing'],
  [withResources('{ limits: { cpu: one, memory: 1Gi } }'), '', 'no quantity'],
  [withResources('{ limits: { cpu: 1x, memory: 1Gi } }'), '', 'no suffix'],
  [withResources('{ limits: { cpu: -1, memory: 1Gi } }'), '', 'less than nothing'],
  [withResources(GUARANTEED, 'initContainers: [{ name: first, image: "a:v1" }]'), '', 'another init container'],
  [withResources(GUARANTEED, `resources: ${GUARANTEED}`), '', 'the pod as a whole'],
])('%# with %2$s of ours does not: %3$s', (text, resources) => {
  expect(foundBy('qos-class', text, { resources })).toEqual([])
})

test('every container of the pod has to be', () => {
  const text = `${withResources(GUARANTEED)}      - { name: log, image: "ghcr.io/repo/log:v1" }\n`

  expect(foundBy('qos-class', text)).toEqual([])
})

test.each([
  ['type: Container, default: { cpu: 1, memory: 1Gi }', 'shop', 0],
  ['type: Container, default: { cpu: 1, memory: 1Gi }', '""', 0],
  ['type: Container, default: { cpu: 1 }', 'shop', 1],
  ['type: Container, default: { cpu: 1, memory: 1Gi }', 'other', 1],
  ['type: Pod, max: { cpu: 1, memory: 1Gi }', 'shop', 1],
])('a LimitRange with %s in %s: %d', (limits, namespace, count) => {
  expect(foundBy('qos-class', documents(limitRange(limits, namespace), withResources(GUARANTEED)))).toHaveLength(count)
})
