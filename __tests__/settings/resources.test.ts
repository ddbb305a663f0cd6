import { describe, expect, test } from '@jest/globals'

import { parseResources } from '../../src/settings/resources.ts'

const EXPECTED = "expected a container's resources as YAML; "

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

describe('refuses', () => {
  test.each([
    ['limit: {cpu: 1}', 'found the field "limit", which Kubernetes does not know; did you mean `limits`?'],
    ['toString: {}', 'found the field "toString", which Kubernetes does not know; it knows limits, requests, claims'],
    [
      'limits: {mem: 1Gi}',
      'found the resource "mem" in `limits`, which Kubernetes does not know; did you mean `memory`?',
    ],
    [
      'limits: {memroy: 1Gi}',
      'found the resource "memroy" in `limits`, which Kubernetes does not know; did you mean `memory`?',
    ],
    [
      'limits: {memory: 512mb}',
      'expected a quantity such as 500m, 128Mi or 2 at `limits.memory`, found "512mb"; did you mean `512M`?',
    ],
    [
      'limits: {memory: "-1"}',
      'expected a quantity such as 500m, 128Mi or 2 at `limits.memory`, found "-1", which is negative',
    ],
    ['limits: 1Gi', 'expected a mapping at `limits`, found "1Gi"'],
    [
      'requests: {memory: 2Gi}\nlimits: {memory: 1Gi}',
      'found a request of 2Gi and a limit of 1Gi for memory; a request is at most its limit',
    ],
    [
      'requests: {a.b/c: 1}\nlimits: {a.b/c: 2}',
      'found a request of 1 and a limit of 2 for a.b/c; the two have to be equal',
    ],
    ['requests: {a.b/c: 1}', 'found a request of a.b/c without a limit; the two have to be equal'],
    ['limits: {nvidia.com/gpu: 500m}', 'expected a whole number at `limits.nvidia.com/gpu`, found "500m"'],
    ['limits: {requests.a.b/c: 1}', 'found the resource "requests.a.b/c" in `limits`, which Kubernetes does not know'],
    ['limits: {a..b/c: 1}', 'found the resource "a..b/c" in `limits`, which Kubernetes does not know'],
    [
      'limits: {hugepages-2Mi: 3Mi, cpu: 1}',
      'expected a number of whole pages of the size behind `hugepages-` such as 2Mi at `limits.hugepages-2Mi`, found "3Mi"',
    ],
    [
      'limits: {hugepages-big: 2Mi, cpu: 1}',
      'expected a number of whole pages of the size behind `hugepages-` such as 2Mi at `limits.hugepages-big`, found "2Mi"',
    ],
    [
      'limits: {hugepages-2Mi: 2Mi}',
      'found huge pages without `cpu` or `memory` beside them, which Kubernetes asks for; add one',
    ],
    ['claims: [{request: a}]', 'expected a name in each item of `claims`; add it'],
    ['claims: [{}]', 'expected a name in each item of `claims`; add it'],
    ['claims: [{name: a}, {name: a}]', 'found the claim "a" twice in `claims`; take one out'],
    ['claims: {name: a}', 'expected a list at `claims`, found "{\\"name\\":\\"a\\"}"'],
    [
      'claims: [{nam: a}]',
      'found the field "nam" in `claims[0]`, which Kubernetes does not know; did you mean `name`?',
    ],
    ['- limits', 'found no mapping; write keys with colons'],
    ['{}', 'found nothing in it; leave the input out or fill it'],
    ['# none', 'found nothing in it; leave the input out or fill it'],
    ['a: 1\n---\nb: 1', 'found more than one YAML document; give one'],
    ['limits: {}\nlimits: {}', 'found no YAML: in line 2, a key stands twice in one mapping; mend it'],
    ['limits: &a {cpu: 1}\nrequests: *a', 'found an anchor, alias or merge key; write the values out'],
    ['limits: {<<: {cpu: 1}}', 'found an anchor, alias or merge key; write the values out'],
    [
      'limits: {cpu: 1',
      'found no YAML: in line 1, the indentation fits nothing above it, or brackets or braces are not closed; mend it',
    ],
    ['limits:\n\tcpu: 1', 'found no YAML: in line 2, a tab is used as indentation; mend it'],
    ['limits: &a &b {cpu: 1}', 'found no YAML: in line 1, a value has two anchors; mend it'],
  ])('%j', (text, problem) => {
    expect(parseResources(text)).toEqual({ problem: EXPECTED + problem })
  })
})
