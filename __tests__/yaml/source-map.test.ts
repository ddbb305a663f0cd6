import { expect, test } from '@jest/globals'

import { nodeAt } from '../../src/yaml/nodes.ts'
import { LineStarts } from '../../src/yaml/position.ts'
import { offsetAt, sourceMapOf, type Place } from '../../src/yaml/source-map.ts'
import { readDocument, splitStream } from '../../src/yaml/stream.ts'
import { valueAt } from '../../src/yaml/value.ts'

const TEXT = `kind: Namespace
---
kind: List
items:
- kind: Deployment
  metadata: { name: web, labels: {} }
  spec: &spec
    replicas: 3
    template:
      spec:
        containers:
        - name: web
          args: [serve]
        - image: sidecar
          name: proxy
  other: *spec
  <<: { paused: true }
  numbers: { b: 1, "8080": { c: 1 }, d: 1 }
  twice: { e: 1 }
  twice: { f: 1 }
  behind: 1
`

test.each<[string, Place, { line: number; column: number } | undefined]>([
  ['a key', ['spec', 'replicas'], { line: 8, column: 5 }],
  ['a key with a mapping', ['spec', 'template'], { line: 9, column: 5 }],
  ['a key in flow style', ['metadata', 'labels'], { line: 6, column: 26 }],
  ['an item by its name', ['spec', 'template', 'spec', 'containers', { named: 'proxy' }], { line: 14, column: 11 }],
  ['a key of an item', ['spec', 'template', 'spec', 'containers', { named: 'web' }, 'args'], { line: 13, column: 11 }],
  ['a key through an alias', ['other', 'replicas'], { line: 8, column: 5 }],
  ['a key that is not there', ['spec', 'strategy'], undefined],
  ['an item that is not there', ['spec', 'template', 'spec', 'containers', { named: 'db' }], undefined],
  ['a list that is not there', ['spec', 'template', 'spec', 'volumes', { named: 'db' }], undefined],
  ['a key that a merge key brings', ['paused'], undefined],
  ['a key that JavaScript puts first', ['numbers', '8080', 'c'], { line: 18, column: 30 }],
  ['a key behind it', ['numbers', 'd'], { line: 18, column: 38 }],
  ['a key that stands twice', ['twice'], { line: 20, column: 3 }],
  ['a part of it', ['twice', 'f'], { line: 20, column: 12 }],
  ['a key behind all of them', ['behind'], { line: 21, column: 3 }],
])('%s', (_what, place, position) => {
  expect(positionOf(place)).toEqual(position)
})

/** Where a part of the Deployment in the text starts. */
function positionOf(place: Place): { line: number; column: number } | undefined {
  const stream = splitStream(TEXT)
  const [, documentText] = stream.documents
  if (!documentText) throw new Error('no second document')
  const document = readDocument(stream, documentText)
  const { yaml, start } = document
  const path = ['items', 0]
  const map = sourceMapOf(valueAt(document.toValue(), path) ?? null, nodeAt(yaml, path), yaml, start)
  const offset = offsetAt(map, place)
  return offset === undefined ? undefined : new LineStarts(TEXT).position(offset)
}
