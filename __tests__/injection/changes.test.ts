import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

import type { FieldChange } from '../../src/injection/changes.ts'
import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

const BARE = readFileSync(new URL('../golden/seed/input.yaml', import.meta.url), 'utf8')
const INJECTED = readFileSync(new URL('../golden/seed/expected.yaml', import.meta.url), 'utf8')

const IMAGE = 'ghcr.io/repo/migrations:v0.1.2'
const WITH_WAIT = INJECTED.replace('      initContainers:\n', '$&      - name: wait\n        image: wait:1\n')
const WITHOUT_VOLUME = INJECTED.replace(/ {6}volumes:[^]*?(?= {6}initContainers)/, '')
const WITHOUT_CONTAINER = INJECTED.replace(/ {6}initContainers:[^]*?(?= {6}containers)/, '')

const ADDED: readonly [string, string][] = [
  ['initContainer', 'migrate'],
  ['image', IMAGE],
  ['volume', 'atlas-project'],
]

const CASES: readonly [title: string, text: string, inputs: Record<string, string>, changes: FieldChange[]][] = [
  ['an injection', BARE, {}, ADDED.map(([path, to]) => ({ path, from: null, to }))],
  ['a removal', INJECTED, { operation: 'remove' }, ADDED.map(([path, from]) => ({ path, from, to: null }))],
  [
    'what a removal finds left of it',
    WITHOUT_CONTAINER,
    { operation: 'remove' },
    [{ path: 'volume', from: 'atlas-project', to: null }],
  ],
  [
    'an injection that finds its volume',
    WITHOUT_CONTAINER,
    {},
    ADDED.slice(0, 2).map(([path, to]) => ({ path, from: null, to })),
  ],
  ['a volume that is gone', WITHOUT_VOLUME, {}, [{ path: 'volume', from: null, to: 'atlas-project' }]],
  [
    'an image',
    INJECTED,
    { image: 'ghcr.io/repo/migrations:v0.1.3' },
    [{ path: 'image', from: IMAGE, to: 'ghcr.io/repo/migrations:v0.1.3' }],
  ],
  ['one argument', INJECTED, { env: 'prod' }, [{ path: 'args[5]', from: 'k8s', to: 'prod' }]],
  [
    'more arguments',
    INJECTED,
    { args: '--lock-timeout\n5m' },
    [
      { path: 'args[6]', from: null, to: '--lock-timeout' },
      { path: 'args[7]', from: null, to: '5m' },
    ],
  ],
  [
    'fewer arguments',
    INJECTED.replace('"k8s"]', '"k8s", "--dry-run"]'),
    {},
    [{ path: 'args[6]', from: '--dry-run', to: null }],
  ],
  ['a command', INJECTED, { command: '/atlas' }, [{ path: 'command', from: null, to: '["/atlas"]' }]],
  [
    'resources that are there in part',
    INJECTED.replace('        volumeMounts:', '        resources: {limits: {memory: 1Gi}}\n$&'),
    { resources: 'limits: {memory: 2Gi}\nrequests: {cpu: 1}' },
    [
      { path: 'resources.limits.memory', from: '1Gi', to: '2Gi' },
      { path: 'resources.requests', from: null, to: '{"cpu":1}' },
    ],
  ],
  [
    'a Secret of another name',
    INJECTED,
    { 'secret-name': 'other' },
    [
      { path: 'volumeMounts[0].name', from: 'atlas-project', to: 'other' },
      { path: 'volume.name', from: 'atlas-project', to: 'other' },
      { path: 'volume.secret.secretName', from: 'atlas-project', to: 'other' },
    ],
  ],
  ['a place', WITH_WAIT, { position: 'first' }, [{ path: 'position', from: 'after wait', to: 'first' }]],
  [
    'a place and an image',
    WITH_WAIT,
    { position: 'before:wait', image: 'a:2' },
    [
      { path: 'image', from: IMAGE, to: 'a:2' },
      { path: 'position', from: 'after wait', to: 'first' },
    ],
  ],
]

test.each(CASES)('%s', (_title, text, inputs, changes) => {
  expect(rewrite(text, requestOf(inputs)).results.map((result) => result.changes)).toEqual([changes])
})

test('a workload that stays has none', () => {
  expect(rewrite(INJECTED, requestOf()).results.map((result) => result.changes)).toEqual([undefined])
})
