import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, deploymentInShop, documents } from './workloads.ts'

function object(kind: string, spec: string, namespace = 'namespace: shop'): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: { name: compute, ${namespace} }\nspec: { ${spec} }\n`
}

function quota(hard: string, namespace?: string): string {
  return object('ResourceQuota', `hard: { ${hard} }`, namespace)
}

function found(text: string, resources = ''): readonly string[] {
  return foundBy('quota-needs-resources', text, { resources })
}

function needs(what: string): string {
  return `ResourceQuota \`compute\` rejects the pods unless \`migrate\` sets ${what}.`
}

const ALL = '{ limits: { cpu: 1, memory: 128Mi } }'
const APP = [`resources: ${ALL}`]
const WEB = deploymentInShop({ container: APP })

test.each([
  ['cpu: 2', '', '`cpu`'],
  ['limits.memory: 4Gi', '', '`limits.memory`'],
  ['requests.cpu: 2, requests.memory: 1Gi', '', '`requests.cpu`, `requests.memory`'],
  ['limits.cpu: 2, memory: 1Gi, pods: 10', '', '`limits.cpu`, `memory`'],
  ['limits.cpu: 2', '{ requests: { cpu: 1 } }', '`limits.cpu`'],
  ['limits.cpu: 2, limits.memory: 1Gi', '{ limits: { cpu: 1 } }', '`limits.memory`'],
])('a quota of %s and %s of ours miss %s', (hard, resources, missing) => {
  expect(found(documents(quota(hard), WEB), resources)).toEqual([`7 error: Deployment shop/web: ${needs(missing)}`])
})

test('a quota in two files is one', () => {
  expect(found(documents(quota('cpu: 2'), quota('cpu: 4'), WEB))).toHaveLength(1)
})

test('without any namespace it is a warning', () => {
  const text = documents(quota('cpu: 2', ''), deployment({ container: APP }))

  expect(found(text)).toEqual([`7 warning: Deployment web: ${needs('`cpu`')}`])
})

test.each([
  [quota('limits.memory: 1Gi'), '{ limits: { memory: 128Mi } }', 'it is set'],
  [quota('requests.cpu: 1, cpu: 1'), '{ limits: { cpu: 1 } }', 'a limit stands for the request'],
  [quota('pods: 10, requests.storage: 1Gi, limits.ephemeral-storage: 1Gi'), '', 'nothing of a container is counted'],
  [quota('limits.memory: 1Gi', 'namespace: other'), '', 'another namespace'],
  [quota('limits.memory: 1Gi', ''), '', 'a namespace that the quota does not name'],
  [object('ResourceQuota', 'hard: { cpu: 1 }, scopes: [Terminating]'), '', 'scopes'],
  [object('ResourceQuota', 'hard: { cpu: 1 }, scopeSelector: { matchExpressions: [] }'), '', 'a selector of scopes'],
  [object('ResourceQuota', 'hard: null'), '', 'a quota of nothing'],
])('%s with %s of ours does not: %s', (text, resources) => {
  expect(found(documents(text, WEB), resources)).toEqual([])
})

test.each([
  ['limits.cpu: 2', 'type: Container, default: { cpu: 1 }', 'shop'],
  ['limits.cpu: 2', 'type: Container, max: { cpu: 1 }', 'shop'],
  ['requests.cpu: 2', 'type: Container, defaultRequest: { cpu: 1 }', 'shop'],
  ['requests.cpu: 2', 'type: Container, default: { cpu: 1 }', 'shop'],
  ['requests.cpu: 2', 'type: Container, max: { cpu: 1 }', 'shop'],
  ['cpu: 2', 'type: Container, min: { cpu: 1 }', 'shop'],
])('a quota of %s is met by a LimitRange with %s', (hard, limits, namespace) => {
  const range = object('LimitRange', `limits: [{ ${limits} }]`, `namespace: ${namespace}`)

  expect(found(documents(quota(hard), range, WEB))).toEqual([])
})

test('a LimitRange that may be for the same namespace counts', () => {
  const range = object('LimitRange', 'limits: [{ type: Container, default: { cpu: 1 } }]', '')

  expect(found(documents(quota('limits.cpu: 2'), range, WEB))).toEqual([])
})

test.each([
  ['limits: [{ type: Container, min: { cpu: 1 } }]', 'namespace: shop', 'no limit'],
  ['limits: [{ type: Container, default: { memory: 1Gi } }]', 'namespace: shop', 'another resource'],
  ['limits: [{ type: Pod, max: { cpu: 1 } }]', 'namespace: shop', 'that of pods'],
  ['limits: [{ type: Container, default: { cpu: 1 } }]', 'namespace: other', 'another namespace'],
])('a LimitRange with %s, %s does not help: %s', (spec, namespace) => {
  expect(found(documents(quota('limits.cpu: 2'), object('LimitRange', spec, namespace), WEB))).toHaveLength(1)
})

test.each([
  [deploymentInShop(), 'the app sets none either, so something fills it in'],
  [deploymentInShop({ container: ['resources: { requests: { cpu: 1 } }'] }), 'the app sets less than is counted'],
  [
    deploymentInShop({
      podSpec: ['initContainers: [{ name: first, image: "ghcr.io/repo/first:v1" }]'],
      container: APP,
    }),
    'another init container sets none',
  ],
  [deploymentInShop({ podSpec: ['resources: { limits: { cpu: 2 } }'], container: APP }), 'the pod sets it as a whole'],
])('%# does not: %s', (text) => {
  expect(found(documents(quota('limits.cpu: 2'), text))).toEqual([])
})
