import { expect, test } from '@jest/globals'

import type { FieldFault } from '../../src/kubernetes/field-fault.ts'
import { fieldWords } from '../../src/messages/kubernetes-fields.ts'
import { tableOf, type Rows } from './rows.ts'

const ROWS: Rows<FieldFault, [Parameters<typeof fieldWords>[1]]> = {
  'unexpected-value': [
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'boolean' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use `true` or `false`.',
    ],
    [
      { code: 'unexpected-value', path: ['capabilities', 'drop', 0], expected: 'string' },
      { found: '512mb', nearest: undefined },
      '`capabilities.drop[0]` is `512mb`. Use a text.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'list' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use a list.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'mapping' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use a mapping.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'id' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use a whole number from 0 to 2147483647.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'quantity' },
      { found: '512mb', nearest: '512M' },
      '`limits.memory` is `512mb`. Use a quantity that is not negative, such as `500m`, `128Mi` or `2`. Did you mean `512M`?',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'whole-number' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use a whole number.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'whole-pages' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use a multiple of the page size in the name, such as `2Mi`.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'profile-path' },
      { found: '512mb', nearest: undefined },
      "`limits.memory` is `512mb`. Use a path below the kubelet's folder of profiles.",
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'profile-name' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use the name of a profile.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'windows-user' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use `USER` or `DOMAIN\\USER`.',
    ],
    [
      { code: 'unexpected-value', path: ['limits', 'memory'], expected: 'object-name' },
      { found: '512mb', nearest: undefined },
      '`limits.memory` is `512mb`. Use the name of a Kubernetes object.',
    ],
  ],
  'not-a-choice': [
    [
      { code: 'not-a-choice', path: ['seccompProfile', 'type'], choices: ['RuntimeDefault', 'Localhost'] },
      { found: 'runtime/default', nearest: 'RuntimeDefault' },
      '`seccompProfile.type` is `runtime/default`. Use `RuntimeDefault` or `Localhost`. Did you mean `RuntimeDefault`?',
    ],
  ],
  'unknown-field': [
    [
      { code: 'unknown-field', path: [], key: 'limit', known: ['limits', 'requests'] },
      { found: '{}', nearest: 'limits' },
      'Kubernetes does not know the field `limit`. Did you mean `limits`?',
    ],
    [
      { code: 'unknown-field', path: ['claims', 0], key: 'x', known: ['name', 'request'] },
      { found: '{}', nearest: undefined },
      'Kubernetes does not know the field `x` of `claims[0]`. Use `name` or `request`.',
    ],
  ],
  'unknown-resource': [
    [
      { code: 'unknown-resource', path: ['limits'], key: 'mem', known: ['cpu', 'memory'] },
      { found: '{}', nearest: 'memory' },
      'Kubernetes does not know the resource `mem` of `limits`. Did you mean `memory`?',
    ],
    [
      { code: 'unknown-resource', path: ['limits'], key: 'gpu', known: ['cpu', 'memory'] },
      { found: '{}', nearest: undefined },
      'Kubernetes does not know the resource `gpu` of `limits`. Use `cpu` or `memory`, or a name with a domain.',
    ],
  ],
  'huge-pages-alone': [
    [
      { code: 'huge-pages-alone' },
      { found: undefined, nearest: undefined },
      'Huge pages need `cpu` or `memory` beside them. Add one.',
    ],
  ],
  'claim-without-name': [
    [
      { code: 'claim-without-name' },
      { found: undefined, nearest: undefined },
      'An item of `claims` has no name. Add it.',
    ],
  ],
  'repeated-claim': [
    [
      { code: 'repeated-claim', name: 'gpu' },
      { found: undefined, nearest: undefined },
      '`claims` has `gpu` twice. Remove one.',
    ],
  ],
  'request-without-limit': [
    [
      { code: 'request-without-limit', resource: 'a.b/c' },
      { found: undefined, nearest: undefined },
      '`a.b/c` has a request but no limit. Add a limit that equals the request.',
    ],
  ],
  'request-above-limit': [
    [
      { code: 'request-above-limit', resource: 'memory' },
      { found: undefined, nearest: undefined },
      'The request of `memory` is above its limit. Lower the request or raise the limit.',
    ],
  ],
  'request-unlike-limit': [
    [
      { code: 'request-unlike-limit', resource: 'a.b/c' },
      { found: undefined, nearest: undefined },
      'The request and the limit of `a.b/c` differ. Make them equal.',
    ],
  ],
  'profile-without-type': [
    [
      { code: 'profile-without-type', profile: 'seccompProfile' },
      { found: undefined, nearest: undefined },
      '`seccompProfile` has no type. Add `type`.',
    ],
  ],
  'profile-with-wrong-type': [
    [
      { code: 'profile-with-wrong-type', profile: 'appArmorProfile' },
      { found: undefined, nearest: undefined },
      '`appArmorProfile` has only one of `type: Localhost` and `localhostProfile`. Use both or neither.',
    ],
  ],
  'privileged-without-escalation': [
    [
      { code: 'privileged-without-escalation' },
      { found: undefined, nearest: undefined },
      '`allowPrivilegeEscalation: false` conflicts with `privileged: true` and the capability `CAP_SYS_ADMIN`. Remove one of them.',
    ],
  ],
}

test.each(tableOf(ROWS))('%j %j: %s', (fault, finding, words) => {
  expect(fieldWords(fault, finding)).toBe(words)
})
