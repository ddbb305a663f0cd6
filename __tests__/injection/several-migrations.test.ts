import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

const HEAD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
`
const WEB = '      containers:\n      - name: web\n        image: web:1\n'
const WAIT = '      initContainers:\n      - name: wait\n        image: wait:1\n'

const USERS = {}
const AUDIT = { 'container-name': 'migrate-audit', env: 'audit', 'secret-name': 'audit', 'mount-path': '/etc/audit' }

function run(text: string, step: Record<string, string>, position: string): string {
  return rewrite(text, requestOf({ ...step, position })).text
}

function initContainersOf(text: string): string[] {
  const section = /initContainers:\n([^]*?)\n {6}\w/.exec(text)?.[1] ?? ''
  return [...section.matchAll(/^ {6}- name: (.*)/gm)].map(([, name = '']) => name)
}

const PLACES: readonly [position: string, text: string, order: readonly string[]][] = [
  ['last', HEAD + WEB, ['migrate', 'migrate-audit']],
  ['first', HEAD + WEB, ['migrate', 'migrate-audit']],
  ['last', HEAD + WAIT + WEB, ['wait', 'migrate', 'migrate-audit']],
  ['first', HEAD + WAIT + WEB, ['migrate', 'migrate-audit', 'wait']],
  ['before:wait', HEAD + WAIT + WEB, ['migrate', 'migrate-audit', 'wait']],
  ['after:wait', HEAD + WAIT + WEB, ['wait', 'migrate', 'migrate-audit']],
]

describe.each(PLACES)('two migrations in one pod, with `position: %s`', (position, before, order) => {
  const both = run(run(before, USERS, position), AUDIT, position)

  test('stand in the order in which they were added, and come to rest', () => {
    expect(initContainersOf(both)).toEqual(order)
    expect(run(both, USERS, position)).toBe(both)
    expect(run(both, AUDIT, position)).toBe(both)
  })

  test.each([
    ['the first', USERS],
    ['the second', AUDIT],
  ])('a release of %s changes one line', (_which, step) => {
    const after = run(both, { ...step, image: 'ghcr.io/repo/migrations:v0.2.0' }, position).split('\n')

    const old = both.split('\n')
    expect(after).toHaveLength(old.length)
    expect(after.filter((line, index) => line !== old[index])).toEqual([
      expect.stringMatching(/^ +image: ghcr\.io\/repo\/migrations:v0\.2\.0$/),
    ])
  })

  test.each([
    ['in the order in which they were added', [USERS, AUDIT]],
    ['in the other order', [AUDIT, USERS]],
  ])('are taken out %s, to the byte', (_order, steps) => {
    const removed = steps.reduce<string>(
      (text, step) => rewrite(text, requestOf({ ...step, operation: 'remove' })).text,
      both,
    )

    expect(removed).toBe(before)
  })
})

describe('a migration of others does not count', () => {
  test.each([
    ['as arguments', '        args: [migrate, apply, --env, other]\n'],
    ['as a command', '        command: [/atlas, migrate, apply]\n'],
    ['with flags before it', '        args: [--config, a.hcl, migrate, apply]\n'],
    ['in a script', '        command: [sh, -c, "sleep 1; atlas migrate apply; true"]\n'],
  ])('%s', (_what, lines) => {
    const injected = rewrite(HEAD + WEB, requestOf()).text
    const text = injected.replace('      containers:\n', `      - name: theirs\n${lines}      containers:\n`)

    expect(rewrite(text, requestOf()).results.map(({ action }) => action)).toEqual(['unchanged'])
  })

  test.each([
    ['another command', '        args: [migrate, status]\n'],
    ['a longer word', '        args: [migrate, apply-all]\n'],
  ])('%s counts', (_what, lines) => {
    const injected = rewrite(HEAD + WEB, requestOf()).text
    const text = injected.replace('      containers:\n', `      - name: theirs\n${lines}      containers:\n`)
    const { text: after } = rewrite(text, requestOf())

    expect(initContainersOf(after)).toEqual(['theirs', 'migrate'])
  })
})
