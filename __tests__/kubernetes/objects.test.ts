import { expect, test } from '@jest/globals'

import { mayHoldObject, objectsOf } from '../../src/kubernetes/objects.ts'
import { ifReadable, readDocument, splitStream } from '../../src/yaml/stream.ts'

function found(text: string, holding: Readonly<Record<string, string>> = {}): string[] {
  const selection = { kinds: ['Namespace', 'Secret'], holding }
  const stream = ifReadable(() => splitStream(text))
  const documents = (stream?.documents ?? []).filter((document) => mayHoldObject(document.text, selection))
  return documents
    .flatMap((document) => (stream && ifReadable(() => readDocument(stream, document))) ?? [])
    .flatMap((document) => objectsOf(document, selection))
    .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
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

test('of a kind whose objects are many, only a document that holds a text is read', () => {
  const text = 'kind: Secret\nmetadata: {name: a}\n---\nkind: Secret\nmetadata: {name: b, labels: {x: flag}}\n'

  expect(found(text, { Secret: 'flag' })).toEqual(['Secret /b'])
})
