import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, deploymentInShop } from './workloads.ts'

const manifest = deployment({ podSpec: ['securityContext:', '  runAsNonRoot: true'] })

const WITHOUT_USER =
  '`runAsNonRoot: true` without `runAsUser`: `migrate` starts only if the user of its image is a number other than 0.'
const AS_ROOT = '`runAsNonRoot: true` with `runAsUser: 0`: Kubernetes does not start `migrate`.'

test('the pod’s demand without a user is a warning, on its line', () => {
  expect(foundBy('run-as-non-root', manifest)).toEqual([`9 warning: Deployment web: ${WITHOUT_USER}`])
})

test.each([
  ['securityContext: { runAsNonRoot: true, runAsUser: 0 }', '', 9, 'root for the pod'],
  ['securityContext: { runAsNonRoot: true, runAsUser: 1000 }', 'runAsUser: 0', 9, 'root for ours alone'],
  ['securityContext: { runAsUser: 0 }', 'runAsNonRoot: true', 2, 'root for the pod, and a demand of ours'],
])('%s and %s of ours is an error: %4$s', (pod, context, line) => {
  expect(foundBy('run-as-non-root', deploymentInShop({ podSpec: [pod] }), { 'security-context': context })).toEqual([
    `${line} error: Deployment shop/web: ${AS_ROOT}`,
  ])
})

test('the demand in an init container that is there already is named on its line', () => {
  const podSpec = [
    'volumes:',
    '- { name: atlas-project, secret: { secretName: atlas-project } }',
    'initContainers:',
    '- name: migrate',
    '  image: ghcr.io/repo/migrations:v0.1.1',
    '  args: [migrate, apply, -c, "file:///etc/atlas/atlas.hcl", --env, k8s]',
    '  volumeMounts: [{ name: atlas-project, mountPath: /etc/atlas }]',
    '  securityContext:',
    '    runAsNonRoot: true',
  ]

  expect(foundBy('run-as-non-root', deploymentInShop({ podSpec }))).toEqual([
    `17 warning: Deployment shop/web: ${WITHOUT_USER}`,
  ])
})

test.each([
  [[], '', 'nothing is asked'],
  [['securityContext: { runAsNonRoot: false }'], '', 'a no'],
  [['securityContext: { runAsUser: 0 }'], '', 'root, which nobody forbids'],
  [['securityContext: { runAsNonRoot: true, runAsUser: 1000 }'], '', 'a user for the pod'],
  [['securityContext: { runAsNonRoot: true, runAsUser: 0 }'], 'runAsUser: 65532', 'a user for ours'],
  [['securityContext: { runAsNonRoot: true }'], 'runAsNonRoot: false', 'a no for ours'],
  [['securityContext: { runAsNonRoot: null }'], '', 'nothing in the field'],
  [['os: { name: windows }', 'securityContext: { runAsNonRoot: true }'], '', 'Windows'],
  [['nodeSelector: { kubernetes.io/os: windows }', 'securityContext: { runAsNonRoot: true }'], '', 'its nodes'],
])('%j and %s of ours does not: %s', (podSpec, context) => {
  expect(foundBy('run-as-non-root', deploymentInShop({ podSpec }), { 'security-context': context })).toEqual([])
})

test('what an app’s container asks for itself is not ours', () => {
  const app = deployment({ container: ['securityContext: { runAsNonRoot: true }'] })

  expect(foundBy('run-as-non-root', app)).toEqual([])
})
