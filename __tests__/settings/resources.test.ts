import { expect, test } from '@jest/globals'

import { parseResources } from '../../src/settings/resources.ts'

test.each([
  ['limits:\n  memory: 128Mi\n  cpu: 1\n', { limits: { memory: '128Mi', cpu: 1 } }],
  ['{"requests": {"cpu": "100m"}}', { requests: { cpu: '100m' } }],
  [
    'requests: {cpu: 100m, memory: 64Mi}\nlimits: {cpu: "0.1", memory: 64Mi}',
    { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '0.1', memory: '64Mi' } },
  ],
  [
    'limits: {nvidia.com/gpu: 1, hugepages-2Mi: 4Mi, cpu: 1}',
    { limits: { 'nvidia.com/gpu': 1, 'hugepages-2Mi': '4Mi', cpu: 1 } },
  ],
  ['limits: {}', { limits: {} }],
  ['limits:\nrequests: {cpu: 1}', { limits: null, requests: { cpu: 1 } }],
  ['requests: {kubernetes.io/batch-cpu: 1500m}', { requests: { 'kubernetes.io/batch-cpu': '1500m' } }],
  ['claims:\n- name: gpu\n  request: one\n', { claims: [{ name: 'gpu', request: 'one' }] }],
])('accepts %j', (text, value) => {
  expect(parseResources(text)).toEqual({ value })
})

test.each([
  ['limit: {cpu: 1}', 'unknown-field', undefined, 'limits'],
  ['toString: {}', 'unknown-field', undefined, undefined],
  ['claims: [{nam: a}]', 'unknown-field', undefined, 'name'],
  ['limits: {mem: 1Gi}', 'unknown-resource', undefined, 'memory'],
  ['limits: {memroy: 1Gi}', 'unknown-resource', undefined, 'memory'],
  ['limits: {requests.a.b/c: 1}', 'unknown-resource', undefined, undefined],
  ['limits: {memory: 512mb}', 'unexpected-value', '512mb', '512M'],
  ['limits: {memory: "-1"}', 'unexpected-value', '-1', undefined],
  ['limits: 1Gi', 'unexpected-value', '1Gi', undefined],
  ['claims: {name: a}', 'unexpected-value', '{"name":"a"}', undefined],
  ['requests: {memory: 2Gi}\nlimits: {memory: 1Gi}', 'request-above-limit', undefined, undefined],
])('refuses %j: %s', (text, code, found, nearest) => {
  expect(parseResources(text)).toMatchObject({
    fault: { code: 'field', fault: { code }, nearest, ...(found !== undefined && { found }) },
  })
})

test.each([
  ['- limits', { code: 'not-a-mapping', nearest: undefined }],
  ['{}', { code: 'empty-mapping' }],
  ['# none', { code: 'empty-mapping' }],
  ['a: 1\n---\nb: 1', { code: 'several-documents' }],
  ['limits: {}\nlimits: {}', { code: 'invalid-yaml', line: 2, error: 'DUPLICATE_KEY' }],
  ['limits: {cpu: 1', { code: 'invalid-yaml', line: 1, error: 'BAD_INDENT' }],
  ['limits:\n\tcpu: 1', { code: 'invalid-yaml', line: 2, error: 'TAB_AS_INDENT' }],
  ['limits: &a &b {cpu: 1}', { code: 'invalid-yaml', line: 1, error: 'MULTIPLE_ANCHORS' }],
  ['limits: &a {cpu: 1}\nrequests: *a', { code: 'yaml-references' }],
  ['limits: {<<: {cpu: 1}}', { code: 'yaml-references' }],
])('refuses %j', (text, fault) => {
  expect(parseResources(text)).toEqual({ fault })
})
