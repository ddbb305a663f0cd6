import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, deploymentInShop, documents, twice } from './workloads.ts'

function found(text: string, securityContext = ''): readonly string[] {
  return foundBy('mesh-blocks-init', text, { 'security-context': securityContext })
}

/** A Deployment whose pods have this metadata on line 9. */
function withMetadata(metadata: string): string {
  return deploymentInShop({ template: ['metadata:', `  ${metadata}`] })
}

function namespace(metadata: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, ${metadata} }\n`
}

function isPartOf(mesh: string, mark: string): string {
  return `its pods join the ${mesh} mesh (\`${mark}\`). With the ${mesh} CNI plugin and without native sidecars, \`migrate\` has no network.`
}

test('the label is named on its line', () => {
  expect(found(deployment({ template: ['metadata:', '  labels:', '    sidecar.istio.io/inject: "true"'] }))).toEqual([
    `9 notice: Deployment web: ${isPartOf('Istio', 'sidecar.istio.io/inject')}`,
  ])
})

test.each([
  ['labels: { sidecar.istio.io/inject: "true" }', 'Istio', 'sidecar.istio.io/inject'],
  ['annotations: { sidecar.istio.io/inject: "true" }', 'Istio', 'sidecar.istio.io/inject'],
  ['annotations: { linkerd.io/inject: enabled }', 'Linkerd', 'linkerd.io/inject'],
  ['annotations: { linkerd.io/inject: ingress }', 'Linkerd', 'linkerd.io/inject'],
])('pods with %s are part of %s', (metadata, mesh, mark) => {
  expect(found(withMetadata(metadata))).toEqual([`9 notice: Deployment shop/web: ${isPartOf(mesh, mark)}`])
})

test.each([
  ['labels: { istio-injection: enabled }', 'Istio', 'istio-injection'],
  ['annotations: { linkerd.io/inject: enabled }', 'Linkerd', 'linkerd.io/inject'],
])('all pods of a namespace with %s are part of %s', (metadata, mesh, mark) => {
  expect(found(documents(namespace(metadata), deploymentInShop()))).toEqual([
    `6 notice: Deployment shop/web: ${isPartOf(mesh, mark)}`,
  ])
})

test('a pod that names the CNI plugin is a warning', () => {
  const metadata =
    'annotations: { sidecar.istio.io/inject: "true", k8s.v1.cni.cncf.io/networks: default/v2-5-istio-cni }'

  expect(found(withMetadata(metadata))).toEqual([
    `9 warning: Deployment shop/web: ${isPartOf('Istio', 'sidecar.istio.io/inject')}`,
  ])
})

test('it is said once', () => {
  const text = withMetadata('labels: { sidecar.istio.io/inject: "true" }')

  expect(found(twice(text))).toHaveLength(1)
})

test.each([
  ['labels: { sidecar.istio.io/inject: "false" }', 'it opts out of Istio'],
  ['annotations: { linkerd.io/inject: disabled }', 'it opts out of Linkerd'],
  ['labels: { istio.io/dataplane-mode: ambient }', 'a mesh without proxies in pods'],
  ['annotations: { sidecar.istio.io/inject: "true", sidecar.istio.io/nativeSidecar: "true" }', 'a native sidecar'],
  [
    'annotations: { linkerd.io/inject: enabled, config.beta.linkerd.io/proxy-enable-native-sidecar: "true" }',
    'a native sidecar of Linkerd',
  ],
  [
    'annotations: { sidecar.istio.io/inject: "true", traffic.sidecar.istio.io/excludeOutboundPorts: "5432" }',
    'a port past the proxy',
  ],
  [
    'annotations: { linkerd.io/inject: enabled, config.linkerd.io/skip-outbound-ports: "5432" }',
    'a port past Linkerd’s',
  ],
  [
    'annotations: { sidecar.istio.io/inject: "true", traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.0/8 }',
    'some addresses only',
  ],
  ['annotations: { sidecar.istio.io/inject: "true", inject.istio.io/templates: gateway }', 'a gateway'],
])('pods with %s do not: %s', (metadata) => {
  expect(found(withMetadata(metadata))).toEqual([])
})

test('a sidecar with more in it is one', () => {
  const metadata = 'annotations: { sidecar.istio.io/inject: "true", inject.istio.io/templates: "sidecar,custom" }'

  expect(found(withMetadata(metadata))).toHaveLength(1)
})

test('all addresses are no exemption', () => {
  const metadata =
    'annotations: { sidecar.istio.io/inject: "true", traffic.sidecar.istio.io/includeOutboundIPRanges: "*" }'

  expect(found(withMetadata(metadata))).toHaveLength(1)
})

test.each([
  ['labels: { sidecar.istio.io/inject: "true" }', 'runAsUser: 1337'],
  ['annotations: { linkerd.io/inject: enabled }', 'runAsUser: 2102'],
])('with %s, %s is past the proxy', (metadata, securityContext) => {
  expect(found(withMetadata(metadata), securityContext)).toEqual([])
})

test.each([
  [documents(namespace('labels: { istio-injection: disabled }'), deploymentInShop()), 'a namespace that opts out'],
  [
    documents(
      namespace('labels: { istio-injection: enabled }'),
      withMetadata('labels: { sidecar.istio.io/inject: "false" }'),
    ),
    'a pod that opts out',
  ],
  [
    documents(namespace('labels: { istio-injection: enabled }').replace('shop', 'other'), deploymentInShop()),
    'another namespace',
  ],
  [deploymentInShop(), 'no mesh'],
])('%# does not: %2$s', (text) => {
  expect(found(text)).toEqual([])
})
