import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, documents } from './workloads.ts'

const KINDS = { kinds: 'CronJob\nDaemonSet\nDeployment\nDeploymentConfig\nJob\nPod\nReplicaSet\nRollout\nStatefulSet' }

const API_VERSIONS: Readonly<Record<string, string>> = {
  DeploymentConfig: 'apps.openshift.io/v1',
  Job: 'batch/v1',
  Rollout: 'argoproj.io/v1alpha1',
}

function workload(kind: string, spec: string): string {
  return deployment({ spec: spec === '' ? [] : [spec] })
    .replace('apps/v1', API_VERSIONS[kind] ?? 'apps/v1')
    .replace('Deployment', kind)
}

test.each([
  ['Deployment', '', 'the default'],
  ['Deployment', 'replicas: 1', 'one pod, which is replaced by another beside it'],
  ['Deployment', 'strategy: { type: RollingUpdate }', 'as written out'],
  ['DeploymentConfig', 'strategy: { type: Rolling }', 'OpenShift’s'],
  ['Rollout', 'strategy: { blueGreen: { activeService: web } }', 'Argo’s'],
  ['DaemonSet', '', 'one node after the other'],
  ['StatefulSet', 'replicas: 2', 'one pod after the other'],
])('%s with %s fires: %s', (kind, spec) => {
  expect(foundBy('rolling-compatibility', workload(kind, spec), KINDS)).toEqual([
    `2 notice: ${kind} web: during the rollout, old pods run on the new schema, so each migration must work with both versions.`,
  ])
})

test('it is said once', () => {
  const two = documents(workload('Deployment', ''), workload('DaemonSet', ''))

  expect(foundBy('rolling-compatibility', two, KINDS)).toHaveLength(1)
})

test.each([
  ['Deployment', 'strategy: { type: Recreate }', 'the old ones are gone before'],
  ['Deployment', 'replicas: 0', 'no pods'],
  ['DeploymentConfig', 'strategy: { type: Recreate }', 'OpenShift’s'],
  ['DaemonSet', 'updateStrategy: { type: OnDelete }', 'no rollout'],
  ['StatefulSet', '', 'one pod, gone before'],
  ['StatefulSet', '{ replicas: 3, updateStrategy: { type: OnDelete } }', 'no rollout'],
  ['ReplicaSet', 'replicas: 3', 'no rollout'],
  ['Job', '', 'not replaced'],
])('%s with %s does not: %s', (kind, spec) => {
  const lines = spec.startsWith('{') ? spec.slice(2, -2).replace(', ', '\n  ') : spec

  expect(foundBy('rolling-compatibility', workload(kind, lines), KINDS)).toEqual([])
})
