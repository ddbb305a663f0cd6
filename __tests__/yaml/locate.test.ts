import { expect, test } from '@jest/globals'

import { locatorOf, type Place } from '../../src/yaml/locate.ts'
import type { Path } from '../../src/yaml/value.ts'

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
])('%s', (_what, place, position) => {
  const object: Path = ['items', 0]

  expect(locatorOf(TEXT)(1, object, place)).toEqual(position)
})

test.each([
  ['a document that is not there', TEXT, 7],
  ['a text that cannot be read', `${TEXT}---\nkind: [a\n`, 2],
  ['a text that is no stream', `<<<<<<< ours\n${TEXT}`, 0],
])('%s has no place', (_what, text, index) => {
  expect(locatorOf(text)(index, [], ['kind'])).toBeUndefined()
})

test('one locator answers for one document after the other', () => {
  const locator = locatorOf(TEXT)

  expect(locator(0, [], ['kind'])).toEqual({ line: 1, column: 1 })
  expect(locator(1, [], ['kind'])).toEqual({ line: 3, column: 1 })
  expect(locator(0, [], ['kind'])).toEqual({ line: 1, column: 1 })
})
