import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

const INJECTED = readFileSync(new URL('../golden/seed/expected.yaml', import.meta.url), 'utf8')

const ARGS = 'args: ["migrate", "apply", "-c", "file:///etc/atlas/atlas.hcl", "--env", "k8s"]'

interface Setting {
  readonly inputs: Record<string, string>
  /** The lines that change, without their indentation: before and after. */
  readonly lines: readonly (readonly [string, string])[]
}

const SETTINGS: readonly Setting[] = [
  {
    inputs: { image: 'ghcr.io/repo/migrations:v0.1.3' },
    lines: [['image: ghcr.io/repo/migrations:v0.1.2', 'image: ghcr.io/repo/migrations:v0.1.3']],
  },
  {
    inputs: { 'image-pull-policy': 'IfNotPresent' },
    lines: [['imagePullPolicy: Always', 'imagePullPolicy: IfNotPresent']],
  },
  { inputs: { env: 'prod' }, lines: [[ARGS, ARGS.replace('k8s', 'prod')]] },
  { inputs: { args: '--dry-run' }, lines: [[ARGS, ARGS.replace(']', ', "--dry-run"]')]] },
  { inputs: { 'secret-key': 'a.hcl' }, lines: [[ARGS, ARGS.replace('atlas.hcl', 'a.hcl')]] },
  {
    inputs: { 'mount-path': '/atlas' },
    lines: [
      [ARGS, ARGS.replace('/etc/atlas', '/atlas')],
      ['mountPath: "/etc/atlas"', 'mountPath: "/atlas"'],
    ],
  },
  {
    inputs: { 'secret-name': 'other', 'volume-name': 'atlas-project' },
    lines: [['secretName: atlas-project', 'secretName: other']],
  },
  {
    inputs: { 'volume-name': 'other' },
    lines: [
      ['- name: atlas-project', '- name: other'],
      ['- name: atlas-project', '- name: other'],
    ],
  },
  {
    inputs: { 'secret-name': 'other' },
    lines: [
      ['- name: atlas-project', '- name: other'],
      ['secretName: atlas-project', 'secretName: other'],
      ['- name: atlas-project', '- name: other'],
    ],
  },
]

describe.each([
  ['LF', INJECTED],
  ['CRLF', INJECTED.replaceAll('\n', '\r\n')],
])('with %s, a changed setting changes exactly the lines that hold it', (_name, before) => {
  test.each(SETTINGS)('$inputs', ({ inputs, lines }) => {
    const { text: after, results } = rewrite(before, requestOf(inputs))

    const old = before.split('\n')
    const changed = after.split('\n').flatMap((line, index) => {
      const was = old[index]
      return was === undefined || was === line ? [] : [[was.trim(), line.trim()]]
    })
    expect(changed).toEqual(lines)
    expect(after.split('\n')).toHaveLength(old.length)
    expect(after.split('\r').length).toBe(before.split('\r').length)
    expect(results.map(({ action }) => action)).toEqual(['updated'])
  })

  test.each(SETTINGS)('$inputs, and back, gives the first bytes', ({ inputs }) => {
    const { text: there } = rewrite(before, requestOf(inputs))
    const { text: back } = rewrite(there, requestOf())

    expect(back).toBe(before)
  })
})
