import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const INPUTS = {
  'database-url': 'sqlite:///data/app.db',
  'security-context': '{ "readOnlyRootFilesystem": true }',
}

const manifest = deployment()

function finding(engine: string, folder: string): string {
  return (
    `error: Deployment web: \`migrate\` has a read-only root file system, but the Atlas lock for ${engine} is a file in ` +
    `\`${folder}\`, where it mounts no writable volume.`
  )
}

function foundIn(text: string, given: Readonly<Record<string, string>> = {}): readonly string[] {
  return foundBy('read-only-root', text, { ...INPUTS, ...given })
}

test.each([
  ['sqlite:///data/app.db', 'SQLite'],
  ['libsql://db.example.com', 'libSQL'],
  ['libsql+file:///data/app.db', 'libSQL'],
])('%s fires', (url, engine) => {
  expect(foundIn(manifest, { 'database-url': url })).toEqual([`2 ${finding(engine, '/tmp')}`])
})

test.each([
  ['postgres://db/app', 'PostgreSQL writes no file'],
  ['mysql://db/app', 'neither does MySQL'],
  ['sqlserver://db', 'an engine that is not known'],
])('%s does not: %s', (url) => {
  expect(foundIn(manifest, { 'database-url': url })).toEqual([])
})

test.each([
  ['{ "readOnlyRootFilesystem": false }', 'a no'],
  ['restricted', 'the preset'],
  ['', 'none'],
])('the security context %s does not: %s', (context) => {
  expect(foundIn(manifest, { 'security-context': context })).toEqual([])
})

test("that of the app's container does not", () => {
  const text = deployment({ container: ['securityContext: { readOnlyRootFilesystem: true }'] })

  expect(foundIn(text, { 'security-context': '' })).toEqual([])
})

function withFields(fields: readonly string[], volume = 'emptyDir: {}'): string {
  return deployment({
    podSpec: [
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  securityContext:',
      '    readOnlyRootFilesystem: true',
      ...fields.map((field) => `  ${field}`),
      `volumes: [{ name: temp, ${volume} }]`,
    ],
  })
}

function mountedAt(path: string, more = ''): string {
  return `volumeMounts: [{ name: temp, mountPath: ${path}${more} }]`
}

test.each<[string[], string | undefined, string, string]>([
  [[mountedAt('/tmp/lock')], 'emptyDir: {}', '/tmp', 'a folder in it'],
  [[mountedAt('/data')], 'emptyDir: {}', '/tmp', 'another folder'],
  [[mountedAt('/tmp', ', readOnly: true')], 'emptyDir: {}', '/tmp', 'not to write to'],
  [[mountedAt('/tmp')], 'configMap: { name: temp }', '/tmp', 'a ConfigMap'],
  [['env: [{ name: TMPDIR, value: /scratch }]'], 'emptyDir: {}', '/scratch', 'another temp folder'],
  [['env: [{ name: TMPDIR, value: /scratch }]', mountedAt('/tmp')], undefined, '/scratch', 'another one still'],
])('%s of %s fires: %s %s', (fields, volume, folder) => {
  expect(foundIn(withFields(fields, volume))).toEqual([`12 ${finding('SQLite', folder)}`])
})

test.each([
  [[mountedAt('/tmp')], 'a volume'],
  [[mountedAt('/tmp/')], 'a volume with a slash at the end'],
  [['env: [{ name: TMPDIR, value: /scratch/deep }]', mountedAt('/scratch')], 'another temp folder'],
  [['env: [{ name: TMPDIR, value: $(OTHER) }]'], 'a folder that does not show'],
  [['env: [{ name: TMPDIR, valueFrom: { configMapKeyRef: { name: a, key: b } } }]'], 'one from elsewhere'],
  [['envFrom: [{ configMapRef: { name: a } }]'], 'variables from elsewhere'],
])('%s does not: %s', (fields) => {
  expect(foundIn(withFields(fields))).toEqual([])
})
