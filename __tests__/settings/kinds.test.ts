import { expect, test } from '@jest/globals'
import { parseKind } from '../../src/settings/kinds.ts'

test.each([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'Rollout',
  'DeploymentConfig',
  'CronJob',
  'Pod',
  'PodTemplate',
  'CloneSet',
  'Web',
  'Service',
  'X1',
])('accepts %s', (text) => {
  expect(parseKind(text)).toEqual({ value: text })
})

test.each([
  ['deployment', { code: 'near-kind', nearest: 'Deployment' }],
  ['DEPLOYMENT', { code: 'near-kind', nearest: 'Deployment' }],
  ['Deployments', { code: 'near-kind', nearest: 'Deployment' }],
  ['Deploymnet', { code: 'near-kind', nearest: 'Deployment' }],
  ['Statefulset', { code: 'near-kind', nearest: 'StatefulSet' }],
  ['deploymentconfigs', { code: 'near-kind', nearest: 'DeploymentConfig' }],
  ['Jobs', { code: 'near-kind', nearest: 'Job' }],
  ['job', { code: 'near-kind', nearest: 'Job' }],
  ['cronjob', { code: 'near-kind', nearest: 'CronJob' }],
  ['List', { code: 'kind-of-holder' }],
  ['DeploymentList', { code: 'kind-of-holder' }],
  ['Template', { code: 'kind-of-holder' }],
  ['web', { code: 'kind' }],
  ['v1', { code: 'kind' }],
  ['apps/v1', { code: 'kind' }],
  ['- Deployment', { code: 'yaml-list-item' }],
  ['"Deployment"', { code: 'quotes' }],
  ["'Deployment'", { code: 'quotes' }],
  ['[Deployment, StatefulSet]', { code: 'brackets' }],
  ['# all', { code: 'comment' }],
  ['Deployment # all', { code: 'comment-behind' }],
  ['Deployment,', { code: 'separator-at-end', separator: ',' }],
  ['Deployment, StatefulSet', { code: 'several-values' }],
  ['Deployment,CloneSet', { code: 'several-values' }],
  ['Deployment StatefulSet', { code: 'several-values' }],
])('refuses %s', (text, fault) => {
  expect(parseKind(text)).toEqual({ fault: { ...fault, found: text } })
})

test.each([
  ['deploy', 'Deployment'],
  ['deployments', 'Deployment'],
  ['Deploy', 'Deployment'],
  ['sts', 'StatefulSet'],
  ['ds', 'DaemonSet'],
  ['rs', 'ReplicaSet'],
  ['rc', 'ReplicationController'],
  ['cj', 'CronJob'],
  ['po', 'Pod'],
  ['pods', 'Pod'],
  ['dc', 'DeploymentConfig'],
  ['ro', 'Rollout'],
  ['apps/v1/Deployment', 'Deployment'],
  ['apps/v1:Deployment', 'Deployment'],
  ['apps/Deployment', 'Deployment'],
  ['v1/Pod', 'Pod'],
  ['Deployment.apps', 'Deployment'],
  ['deployments.apps', 'Deployment'],
  ['deployment.v1.apps', 'Deployment'],
  ['deploy/web', 'Deployment'],
  ['kind:Deployment', 'Deployment'],
  ['kind: Deployment', 'Deployment'],
  ['argoproj.io/v1alpha1/Rollout', 'Rollout'],
  ['apps.kruise.io/v1alpha1/CloneSet', 'CloneSet'],
  ['CloneSet.apps.kruise.io', 'CloneSet'],
  ['serving.knative.dev/v1/Service', 'Service'],
])('refuses %s, and means %s', (text, nearest) => {
  expect(parseKind(text)).toEqual({ fault: { code: 'near-kind', found: text, nearest } })
})

test.each([
  ['HelmRelease', 'helm'],
  ['helm.toolkit.fluxcd.io/v2/HelmRelease', 'helm'],
  ['Kustomization', 'kustomize'],
  ['Application', 'deployment'],
  ['ApplicationSet', 'deployment'],
  ...['ConfigMap', 'configmap', 'secrets', 'NetworkPolicies', 'Secret', 'Ingress', 'NodePool'].map(
    (kind) => [kind, 'workloads'] as const,
  ),
])('refuses %s, which has no pod template, and says where its pods are: %s', (text, source) => {
  expect(parseKind(text)).toEqual({ fault: { code: 'podless-kind', found: text, source } })
})
