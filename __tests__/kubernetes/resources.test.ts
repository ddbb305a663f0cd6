import { expect, test } from '@jest/globals'

import type { FieldFault } from '../../src/kubernetes/field-fault.ts'
import { resourcesFault } from '../../src/kubernetes/resources.ts'
import type { YamlMap } from '../../src/yaml/value.ts'

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage']

test.each<YamlMap>([
  { limits: { memory: '128Mi', cpu: 1 } },
  { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '0.1', memory: '64Mi' } },
  { limits: { 'nvidia.com/gpu': 1, 'hugepages-2Mi': '4Mi', cpu: 1 } },
  { limits: { [`${'a'.repeat(60)}.com/gpu`]: 1 } },
  { limits: null, requests: { cpu: 1 } },
  { requests: { 'kubernetes.io/batch-cpu': '1500m' } },
  { claims: [{ name: 'gpu', request: 'one' }, { name: 'gpu' }] },
])('takes %j', (resources) => {
  expect(resourcesFault(resources)).toBeUndefined()
})

test.each<[YamlMap, FieldFault]>([
  [{ limit: {} }, { code: 'unknown-field', path: [], key: 'limit', known: ['limits', 'requests', 'claims'] }],
  [{ toString: {} }, { code: 'unknown-field', path: [], key: 'toString', known: ['limits', 'requests', 'claims'] }],
  [{ limits: { mem: 1 } }, { code: 'unknown-resource', path: ['limits'], key: 'mem', known: RESOURCES }],
  [
    { requests: { 'requests.a.b/c': 1 } },
    { code: 'unknown-resource', path: ['requests'], key: 'requests.a.b/c', known: RESOURCES },
  ],
  [{ limits: { 'a..b/c': 1 } }, { code: 'unknown-resource', path: ['limits'], key: 'a..b/c', known: RESOURCES }],
  [{ limits: { 'a/b/c': 1 } }, { code: 'unknown-resource', path: ['limits'], key: 'a/b/c', known: RESOURCES }],
  [{ limits: { memory: '512mb' } }, { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'quantity' }],
  [{ requests: { cpu: '-1' } }, { code: 'unexpected-value', path: ['requests', 'cpu'], expected: 'quantity' }],
  [{ limits: '1Gi' }, { code: 'unexpected-value', path: ['limits'], expected: 'mapping' }],
  [
    { limits: { 'nvidia.com/gpu': '500m' } },
    { code: 'unexpected-value', path: ['limits', 'nvidia.com/gpu'], expected: 'whole-number' },
  ],
  [
    { limits: { 'hugepages-2Mi': '3Mi', cpu: 1 } },
    { code: 'unexpected-value', path: ['limits', 'hugepages-2Mi'], expected: 'whole-pages' },
  ],
  [
    { limits: { 'hugepages-big': '2Mi', cpu: 1 } },
    { code: 'unexpected-value', path: ['limits', 'hugepages-big'], expected: 'whole-pages' },
  ],
  [{ limits: { 'hugepages-2Mi': '2Mi' } }, { code: 'huge-pages-alone' }],
  [
    { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
    { code: 'request-above-limit', resource: 'memory' },
  ],
  [
    { requests: { 'a.b/c': 1 }, limits: { 'a.b/c': 2 } },
    { code: 'request-unlike-limit', resource: 'a.b/c' },
  ],
  [{ requests: { 'a.b/c': 1 } }, { code: 'request-without-limit', resource: 'a.b/c' }],
  [{ claims: [{ request: 'a' }] }, { code: 'claim-without-name' }],
  [{ claims: [{ name: 'a' }, { name: 'a' }] }, { code: 'repeated-claim', name: 'a' }],
  [{ claims: { name: 'a' } }, { code: 'unexpected-value', path: ['claims'], expected: 'list' }],
  [{ claims: [{ nam: 'a' }] }, { code: 'unknown-field', path: ['claims', 0], key: 'nam', known: ['name', 'request'] }],
])('rejects %j', (resources, fault) => {
  expect(resourcesFault(resources)).toEqual(fault)
})
