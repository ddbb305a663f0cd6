import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - image: ghcr.io/repo/web:v1
`
const FLAG = 'kubernetes.podspec-init-containers'

function features(value: string, name = 'config-features'): string {
  return `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: knative-serving}\ndata: {${FLAG}: ${value}}\n`
}

function serving(key: string): string {
  return `---\napiVersion: operator.knative.dev/v1beta1\nkind: KnativeServing\nmetadata: {name: knative-serving}\nspec: {config: {${key}: {${FLAG}: enabled}}}\n`
}

function foundIn(text: string): readonly string[] {
  return foundBy('knative-init-flag', text, { kinds: 'Service\nConfiguration\nDeployment' })
}

test.each([
  [manifest, 'Service'],
  [manifest.replace('kind: Service', 'kind: Configuration'), 'Configuration'],
  [manifest + features('disabled'), 'Service'],
  [manifest + features('enabled', 'config-defaults'), 'Service'],
])('%j fires', (text, kind) => {
  expect(foundIn(text)).toEqual([
    `2 warning: ${kind} web: Knative rejects init containers unless the feature flag \`${FLAG}\` is \`enabled\`, and no manifest enables it.`,
  ])
})

test.each([
  [manifest + features('enabled'), 'the flag'],
  [manifest + features('"Enabled"'), 'the flag in another case'],
  [manifest + serving('features'), 'the flag of the operator'],
  [manifest + serving('config-features'), 'the flag of the operator by its long name'],
  [deployment(), 'a Deployment'],
])('%j does not: %s', (text) => {
  expect(foundIn(text)).toEqual([])
})
