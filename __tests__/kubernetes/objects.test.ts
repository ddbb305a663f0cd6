import { expect, test } from '@jest/globals'

import { findObjects } from '../../src/kubernetes/objects.ts'

function found(text: string): string[] {
  return findObjects(text, ['Namespace', 'Secret']).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
}

test.each([
  ['kind: Namespace\nmetadata:\n  name: shop\n', ['Namespace /shop']],
  ['{"kind": "Secret", "metadata": {"name": "a", "namespace": "b"}}', ['Secret b/a']],
  ['kind: Service\n---\nkind: Secret\nmetadata: {name: a}\n', ['Secret /a']],
  ['kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n- kind: Pod\n', ['Secret /a']],
  ['kind: SecretList\nitems:\n- metadata: {name: a}\n', ['Secret /a']],
  ['kind: Deployment # of a Secret\n', []],
  ['kind: Secret\nmetadata: {name: {{ .name }}\n', []],
  ['kind: Secret\n---\nkind: [Namespace\n', ['Secret /']],
  ['<<<<<<< ours\nkind: Secret\n', []],
  ['', []],
])('%j holds %j', (text, objects) => {
  expect(found(text)).toEqual(objects)
})
