import { expect, test } from '@jest/globals'

import { podSourceOf } from '../../src/kubernetes/podless-kinds.ts'
import { kindOfResource } from '../../src/kubernetes/resource-names.ts'

test.each([
  ['HelmRelease', 'helm'],
  ['Kustomization', 'kustomize'],
  ['Application', 'deployment'],
  ['ConfigMap', 'workloads'],
  ['configmap', 'workloads'],
  ['secrets', 'workloads'],
  ['NetworkPolicies', 'workloads'],
  ['Ingresses', 'workloads'],
  ['Deployment', undefined],
  ['CloneSet', undefined],
])('the pods of a %s come from %s', (kind, source) => {
  expect(podSourceOf(kind)).toBe(source)
})

test.each([
  ['deploy', 'Deployment'],
  ['STS', 'StatefulSet'],
  ['cronjobs', 'CronJob'],
  ['pod', 'Pod'],
  ['web', undefined],
  ['toString', undefined],
])('kubectl names by %s a %s', (name, kind) => {
  expect(kindOfResource(name)).toBe(kind)
})
