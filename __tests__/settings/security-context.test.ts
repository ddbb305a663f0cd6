import { expect, test } from '@jest/globals'

import { parseSecurityContext } from '../../src/settings/security-context.ts'

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

test.each([
  ['runAsNonroot: true', 'unknown-field', undefined, 'runAsNonRoot'],
  ['runAsUser: "1000"', 'unexpected-value', '1000', undefined],
  ['runAsUser: -1', 'unexpected-value', '-1', undefined],
  ['capabilities: {drop: [1]}', 'unexpected-value', '1', undefined],
  ['capabilities: ALL', 'unexpected-value', 'ALL', undefined],
  ['seccompProfile: {type: runtime/default}', 'not-a-choice', 'runtime/default', 'RuntimeDefault'],
  ['seccompProfile: {localhostProfile: a}', 'profile-without-type', undefined, undefined],
  ['allowPrivilegeEscalation: false\nprivileged: true', 'privileged-without-escalation', undefined, undefined],
])('refuses %j: %s', (text, code, found, nearest) => {
  expect(parseSecurityContext(text)).toMatchObject({
    fault: { code: 'field', fault: { code }, nearest, ...(found !== undefined && { found }) },
  })
})

test.each([
  ['Restricted', { code: 'not-a-mapping', nearest: 'restricted' }],
  ['baseline', { code: 'not-a-mapping', nearest: undefined }],
  ['fsGroup: 1', { code: 'pod-field', field: 'fsGroup' }],
])('refuses %j', (text, fault) => {
  expect(parseSecurityContext(text)).toEqual({ fault })
})
