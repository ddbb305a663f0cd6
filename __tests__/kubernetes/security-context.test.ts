import { expect, test } from '@jest/globals'

import type { FieldFault } from '../../src/kubernetes/field-fault.ts'
import { RESTRICTED, securityContextFault } from '../../src/kubernetes/security-context.ts'
import type { YamlMap } from '../../src/yaml/value.ts'

test.each<YamlMap>([
  RESTRICTED,
  { runAsUser: 1000, runAsNonRoot: true },
  { capabilities: { add: ['CHOWN'], drop: ['ALL'] } },
  { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
  { appArmorProfile: { type: 'Localhost', localhostProfile: '../a' } },
  { seLinuxOptions: { level: 's0:c1' }, procMount: 'Default' },
  { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } },
  { windowsOptions: { runAsUserName: 'a\\b', hostProcess: false } },
  { runAsUser: null, capabilities: null },
])('takes %j', (context) => {
  expect(securityContextFault(context)).toBeUndefined()
})

test.each<[YamlMap, FieldFault]>([
  [
    { seLinuxOptions: { users: 'a' } },
    { code: 'unknown-field', path: ['seLinuxOptions'], key: 'users', known: ['level', 'role', 'type', 'user'] },
  ],
  [{ runAsUser: '1000' }, { code: 'unexpected-value', path: ['runAsUser'], expected: 'id' }],
  [{ runAsGroup: 2 ** 31 }, { code: 'unexpected-value', path: ['runAsGroup'], expected: 'id' }],
  [{ runAsUser: -1 }, { code: 'unexpected-value', path: ['runAsUser'], expected: 'id' }],
  [{ privileged: 'no' }, { code: 'unexpected-value', path: ['privileged'], expected: 'boolean' }],
  [{ capabilities: { drop: 'ALL' } }, { code: 'unexpected-value', path: ['capabilities', 'drop'], expected: 'list' }],
  [
    { capabilities: { drop: [1] } },
    { code: 'unexpected-value', path: ['capabilities', 'drop', 0], expected: 'string' },
  ],
  [{ capabilities: 'ALL' }, { code: 'unexpected-value', path: ['capabilities'], expected: 'mapping' }],
  [
    { seccompProfile: { type: 'runtime/default' } },
    {
      code: 'not-a-choice',
      path: ['seccompProfile', 'type'],
      choices: ['RuntimeDefault', 'Localhost', 'Unconfined'],
    },
  ],
  [{ seccompProfile: { localhostProfile: 'a' } }, { code: 'profile-without-type', profile: 'seccompProfile' }],
  [{ appArmorProfile: { type: 'Localhost' } }, { code: 'profile-with-wrong-type', profile: 'appArmorProfile' }],
  [
    { seccompProfile: { type: 'Unconfined', localhostProfile: 'a' } },
    { code: 'profile-with-wrong-type', profile: 'seccompProfile' },
  ],
  ...['../a', '/a', 'a/../b', ''].map((localhostProfile): [YamlMap, FieldFault] => [
    { seccompProfile: { type: 'Localhost', localhostProfile } },
    { code: 'unexpected-value', path: ['seccompProfile', 'localhostProfile'], expected: 'profile-path' },
  ]),
  ...['', ' a'].map((localhostProfile): [YamlMap, FieldFault] => [
    { appArmorProfile: { type: 'Localhost', localhostProfile } },
    { code: 'unexpected-value', path: ['appArmorProfile', 'localhostProfile'], expected: 'profile-name' },
  ]),
  ...['', 'a/b', '..'].map((runAsUserName): [YamlMap, FieldFault] => [
    { windowsOptions: { runAsUserName } },
    { code: 'unexpected-value', path: ['windowsOptions', 'runAsUserName'], expected: 'windows-user' },
  ]),
  [
    { windowsOptions: { gmsaCredentialSpecName: 'A B' } },
    { code: 'unexpected-value', path: ['windowsOptions', 'gmsaCredentialSpecName'], expected: 'object-name' },
  ],
  [{ allowPrivilegeEscalation: false, privileged: true }, { code: 'privileged-without-escalation' }],
  [
    { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
    { code: 'privileged-without-escalation' },
  ],
])('rejects %j', (context, fault) => {
  expect(securityContextFault(context)).toEqual(fault)
})
