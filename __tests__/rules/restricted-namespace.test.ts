import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, deploymentInShop, documents } from './workloads.ts'

function namespace(labels: string, name = 'shop'): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n`
}

const RESTRICTED = namespace('pod-security.kubernetes.io/enforce: restricted')

function found(text: string, securityContext = ''): readonly string[] {
  return foundBy('restricted-namespace', text, { 'security-context': securityContext })
}

function needs(what: string): readonly string[] {
  return [
    '6 error: Deployment shop/web: Namespace `shop` enforces the restricted Pod Security Standard, which rejects the pods ' +
      `unless \`migrate\` sets ${what}.`,
  ]
}

test('a container that gives up nothing lacks all', () => {
  expect(found(documents(RESTRICTED, deploymentInShop()))).toEqual(
    needs(
      '`allowPrivilegeEscalation: false`, `capabilities.drop: [ALL]`, `runAsNonRoot: true`, `seccompProfile.type: RuntimeDefault`',
    ),
  )
})

const CAPABILITIES = 'capabilities: { drop: [ALL] }'
const OWN = `allowPrivilegeEscalation: false, ${CAPABILITIES}`
const PROFILE = 'seccompProfile: { type: RuntimeDefault }'

test.each([
  [`{ ${CAPABILITIES}, runAsNonRoot: true, ${PROFILE} }`, '`allowPrivilegeEscalation: false`'],
  [`{ allowPrivilegeEscalation: false, runAsNonRoot: true, ${PROFILE} }`, '`capabilities.drop: [ALL]`'],
  [
    `{ allowPrivilegeEscalation: false, capabilities: { drop: [NET_RAW] }, runAsNonRoot: true, ${PROFILE} }`,
    '`capabilities.drop: [ALL]`',
  ],
  [
    `{ allowPrivilegeEscalation: false, capabilities: { drop: [ALL], add: [CHOWN] }, runAsNonRoot: true, ${PROFILE} }`,
    '`capabilities.add` to NET_BIND_SERVICE at most',
  ],
  [`{ ${OWN}, ${PROFILE} }`, '`runAsNonRoot: true`'],
  [`{ ${OWN}, runAsNonRoot: true, runAsUser: 0, ${PROFILE} }`, '`runAsUser` to a number other than 0'],
  [`{ ${OWN}, runAsNonRoot: true }`, '`seccompProfile.type: RuntimeDefault`'],
  [`{ ${OWN}, runAsNonRoot: true, seccompProfile: { type: Unconfined } }`, '`seccompProfile.type: RuntimeDefault`'],
])('%s lacks %s', (securityContext, lacking) => {
  expect(found(documents(RESTRICTED, deploymentInShop()), securityContext)).toEqual(needs(lacking))
})

test('what only a container can set does not come from the pod', () => {
  const pod = deploymentInShop({ podSpec: [`securityContext: { runAsNonRoot: true, ${PROFILE}, ${OWN} }`] })

  expect(found(documents(RESTRICTED, pod))).toEqual(
    needs('`allowPrivilegeEscalation: false`, `capabilities.drop: [ALL]`'),
  )
})

test.each([
  [deploymentInShop(), 'restricted', 'all that is asked'],
  [
    deploymentInShop({ podSpec: [`securityContext: { runAsNonRoot: true, ${PROFILE} }`] }),
    `{ ${OWN} }`,
    'what may come from the pod comes from there',
  ],
  [
    deploymentInShop(),
    `{ allowPrivilegeEscalation: false, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }, runAsNonRoot: true, seccompProfile: { type: Localhost, localhostProfile: a.json } }`,
    'what is allowed besides',
  ],
  [deploymentInShop({ podSpec: ['os: { name: windows }'] }), '', 'Windows'],
])('%#: %s with %s does not: %s', (text, securityContext) => {
  expect(found(documents(RESTRICTED, text), securityContext)).toEqual([])
})

test.each([
  [namespace('pod-security.kubernetes.io/enforce: baseline'), 'a lower standard'],
  [namespace('pod-security.kubernetes.io/warn: restricted'), 'a warning'],
  [namespace('pod-security.kubernetes.io/audit: restricted'), 'a line in a log'],
  [namespace('a: b'), 'another label'],
  [namespace('pod-security.kubernetes.io/enforce: restricted', 'other'), 'another namespace'],
  [documents(RESTRICTED, namespace('a: b')), 'another cluster’s does not enforce it'],
])('%s does not: %s', (text) => {
  expect(found(documents(text, deploymentInShop()))).toEqual([])
})

test('a workload whose namespace nobody names does not', () => {
  expect(found(documents(RESTRICTED, deployment()))).toEqual([])
})

test('the input `namespace` names it, too', () => {
  const text = documents(RESTRICTED, deployment())

  expect(foundBy('restricted-namespace', text, { namespace: 'shop' })).toHaveLength(1)
})
