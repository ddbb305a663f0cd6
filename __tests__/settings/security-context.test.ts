import { describe, expect, test } from '@jest/globals'

import { parseSecurityContext } from '../../src/settings/security-context.ts'

const EXPECTED = "expected `restricted`, or a container's securityContext as YAML; "

test('restricted is what the restricted Pod Security Standard asks', () => {
  expect(JSON.stringify(parseSecurityContext('restricted'))).toBe(
    JSON.stringify({
      value: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    }),
  )
})

test.each([
  ['runAsUser: 1000\nrunAsNonRoot: true', { runAsUser: 1000, runAsNonRoot: true }],
  ['{"capabilities": {"add": ["CHOWN"], "drop": ["ALL"]}}', { capabilities: { add: ['CHOWN'], drop: ['ALL'] } }],
  [
    'seccompProfile: {type: Localhost, localhostProfile: a.json}',
    { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
  ],
  [
    'seLinuxOptions: {level: "s0:c1"}\nprocMount: Default',
    { seLinuxOptions: { level: 's0:c1' }, procMount: 'Default' },
  ],
  [
    'allowPrivilegeEscalation: false\ncapabilities: {add: [SYS_ADMIN]}',
    { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } },
  ],
  ['windowsOptions: {runAsUserName: "a\\\\b"}', { windowsOptions: { runAsUserName: 'a\\b' } }],
  ['runAsUser: null\ncapabilities:', { runAsUser: null, capabilities: null }],
  ['windowsOptions: {hostProcess: false}', { windowsOptions: { hostProcess: false } }],
  ['readOnlyRootFilesystem: yes', { readOnlyRootFilesystem: true }],
])('accepts %j', (text, value) => {
  expect(parseSecurityContext(text)).toEqual({ value })
})

describe('refuses', () => {
  test.each([
    ['Restricted', 'found no mapping; write keys with colons'],
    [
      'runAsNonroot: true',
      'found the field "runAsNonroot", which Kubernetes does not know; did you mean `runAsNonRoot`?',
    ],
    ['fsGroup: 1', 'found the field "fsGroup", which belongs to the pod; set it there'],
    ['runAsUser: "1000"', 'expected a whole number from 0 to 2147483647 at `runAsUser`, found "1000"'],
    ['runAsUser: -1', 'expected a whole number from 0 to 2147483647 at `runAsUser`, found "-1"'],
    ['privileged: "no"', 'expected true or false at `privileged`, found "no"'],
    ['capabilities: {drop: ALL}', 'expected a list at `capabilities.drop`, found "ALL"'],
    ['capabilities: {drop: [1]}', 'expected a text at `capabilities.drop[0]`, found "1"'],
    ['capabilities: ALL', 'expected a mapping at `capabilities`, found "ALL"'],
    [
      'seccompProfile: {type: runtime/default}',
      'expected one of RuntimeDefault, Localhost, Unconfined at `seccompProfile.type`, found "runtime/default"; did you mean `RuntimeDefault`?',
    ],
    ['seccompProfile: {localhostProfile: a}', 'expected a type in `seccompProfile`, found none; add it'],
    [
      'appArmorProfile: {type: Localhost}',
      'expected `localhostProfile` in `appArmorProfile` exactly when its type is Localhost; add it or take it out',
    ],
    [
      'seccompProfile: {type: Localhost, localhostProfile: ../a}',
      'expected a path below the kubelet\'s folder of profiles at `seccompProfile.localhostProfile`, found "../a"',
    ],
    [
      'seccompProfile: {type: Localhost, localhostProfile: /a}',
      'expected a path below the kubelet\'s folder of profiles at `seccompProfile.localhostProfile`, found "/a"',
    ],
    [
      'appArmorProfile: {type: Localhost, localhostProfile: ""}',
      'expected a profile\'s name at `appArmorProfile.localhostProfile`, found ""',
    ],
    [
      'windowsOptions: {runAsUserName: ""}',
      'expected USER or DOMAIN\\USER at `windowsOptions.runAsUserName`, found ""',
    ],
    [
      'windowsOptions: {runAsUserName: "a/b"}',
      'expected USER or DOMAIN\\USER at `windowsOptions.runAsUserName`, found "a/b"',
    ],
    [
      'windowsOptions: {gmsaCredentialSpecName: A B}',
      'expected the name of a Kubernetes object at `windowsOptions.gmsaCredentialSpecName`, found "A B"',
    ],
    [
      'allowPrivilegeEscalation: false\nprivileged: true',
      'found `allowPrivilegeEscalation: false` beside `privileged: true` or the capability CAP_SYS_ADMIN, which Kubernetes refuses; take one out',
    ],
    [
      'allowPrivilegeEscalation: false\ncapabilities: {add: [CAP_SYS_ADMIN]}',
      'found `allowPrivilegeEscalation: false` beside `privileged: true` or the capability CAP_SYS_ADMIN, which Kubernetes refuses; take one out',
    ],
  ])('%j', (text, problem) => {
    expect(parseSecurityContext(text)).toEqual({ problem: EXPECTED + problem })
  })
})
