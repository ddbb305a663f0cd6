import { expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

/** A Deployment with these lines in our container, and these in our volume's Secret. */
function injected(container: readonly string[], secret: readonly string[] = []): string {
  const lines = [
    'volumes:',
    '- name: atlas-project',
    '  secret:',
    '    secretName: atlas-project',
    ...secret.map((line) => `    ${line}`),
    'initContainers:',
    '- name: migrate',
    '  args: [migrate, apply]',
    ...container.map((line) => `  ${line}`),
    'containers:',
    '- name: web',
  ]
  const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n'
  return head + lines.map((line) => `      ${line}\n`).join('')
}

function withArgs(args: string): string {
  return injected([MOUNT]).replace('args: [migrate, apply]', `args: [migrate, apply, ${args}]`)
}

const MOUNT = 'volumeMounts: [{name: atlas-project, mountPath: /etc/atlas}]'

const SETTINGS = ['command: [/atlas]', 'resources: {limits: {cpu: "1"}}', 'securityContext: {runAsUser: 1}']

test.each<[string, string, string[], Record<string, string>?]>([
  ['nothing but ours', injected(['image: a:1', MOUNT]), []],
  ['settings that no input asks for', injected([MOUNT, ...SETTINGS]), ['command', 'resources', 'securityContext']],
  [
    'settings that the inputs ask for',
    injected([MOUNT, ...SETTINGS]),
    [],
    { command: '/atlas', resources: 'limits: {cpu: 1}', 'security-context': 'runAsUser: 1' },
  ],
  [
    'other settings than the inputs ask for',
    injected([MOUNT, ...SETTINGS]),
    ['command', 'resources', 'securityContext'],
    { command: '/atlas\n-v', resources: 'limits: {memory: 1}', 'security-context': 'runAsUser: 2' },
  ],
  ['what is as good as nothing', injected([MOUNT, 'resources: {}', 'env: []', 'securityContext:']), []],
  ['more arguments', withArgs('-c, "file:///a", --env, k8s, --dry-run'), ['more args']],
  ['the flags in one word', withArgs('"--env=k8s", "--config=file:///a"'), []],
  ['arguments that the inputs ask for', withArgs('-c, "file:///a", --env, k8s, --dry-run'), [], { args: '--dry-run' }],
  [
    'a comment on the volume',
    injected([MOUNT]).replace('- name: atlas-project', '# why\n      - name: atlas-project'),
    ['comments'],
  ],
  ['env', injected(['env: [{name: A, value: b}]', MOUNT]), ['env']],
  ['several keys', injected([MOUNT, 'tty: true', 'envFrom: [{prefix: A}]']), ['tty', 'envFrom']],
  [
    'another mount',
    injected(['volumeMounts: [{name: atlas-project, mountPath: /etc/atlas}, {name: a, mountPath: /a}]']),
    ['more volumeMounts'],
  ],
  [
    'a key of the mount',
    injected(['volumeMounts: [{name: atlas-project, mountPath: /etc/atlas, readOnly: true}]']),
    ['volumeMounts.readOnly'],
  ],
  ['a mode of the volume', injected([MOUNT], ['defaultMode: 0400']), ['volume.secret.defaultMode']],
  ['a comment', injected(['# why', MOUNT]), ['comments']],
  ['a sign of a comment in a text', injected(['image: "a #1"', MOUNT]), []],
])('removing says what a person had added: %s', (_what, text, names, inputs = {}) => {
  const { text: after, results } = rewrite(text, requestOf({ operation: 'remove', ...inputs }))

  expect(results).toMatchObject([{ action: 'removed', reason: undefined }])
  const line = text.split('\n').findIndex((content) => content.includes('- name: migrate')) + 1
  expect(results[0]?.additions).toEqual(names.length === 0 ? undefined : { names, position: { line, column: 9 } })
  expect(after).not.toMatch(/migrate|atlas/)
})

test('a volume that an ephemeral container mounts stays', () => {
  const mount = '      ephemeralContainers: [{name: shell, volumeMounts: [{name: atlas-project, mountPath: /a}]}]\n'
  const { text } = rewrite(injected([MOUNT]) + mount, requestOf({ operation: 'remove' }))

  expect(text).toContain('secretName: atlas-project')
  expect(text).not.toContain('migrate')
})

test('a volume of our name that brings another Secret stays when our container is gone', () => {
  const text = injected([])
    .replace(/ +initContainers(?:.*\n){3}/, '')
    .replace('secretName: atlas-project', 'secretName: other')

  expect(rewrite(text, requestOf({ operation: 'remove' }))).toMatchObject({ text, results: [{ action: 'unchanged' }] })
})

test.each([
  ['another name', injected([]).replace('name: migrate', 'name: db-migrate'), ['db-migrate']],
  [
    'a script',
    injected([]).replace(/name: migrate\n.*/, 'name: db\n        command: [sh, -c, "atlas migrate apply"]'),
    ['db'],
  ],
  ['no migration', injected([]).replace(/name: migrate\n.*/, 'name: wait\n        args: [wait]'), undefined],
])('a removal that finds nothing of ours names other migrations: %s', (_title, text, otherMigrations) => {
  const { results } = rewrite(text, requestOf({ operation: 'remove', 'volume-name': 'other' }))

  expect(results.map((result) => [result.action, result.otherMigrations])).toEqual([['unchanged', otherMigrations]])
})
