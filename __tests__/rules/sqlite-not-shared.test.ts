import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment({
  container: ['volumeMounts: [{ name: data, mountPath: /data }]'],
  podSpec: ['volumes: [{ name: data, emptyDir: {} }]'],
})

const NOT_SHARED =
  'error: Deployment web: the database file is not on a volume that `migrate` and the app share, so the app never sees the ' +
  'migrated database.'

const IN_MEMORY =
  'error: Deployment web: the database URL names an in-memory database, which is lost when `migrate` exits.'

function foundIn(text: string, url = 'sqlite:///data/app.db'): readonly string[] {
  return foundBy('sqlite-not-shared', text, { 'database-url': url })
}

test.each(['sqlite:///data/app.db', 'sqlite3://file:/data/app.db', 'libsql+file:///data/app.db', 'sqlite://app.db'])(
  '%s fires',
  (url) => {
    expect(foundIn(manifest, url)).toEqual([`2 ${NOT_SHARED}`])
  },
)

test.each(['sqlite://file?mode=memory', 'sqlite://:memory:', 'sqlite://app?cache=shared&mode=memory'])(
  '%s fires, too',
  (url) => {
    expect(foundIn(manifest, url)).toEqual([`2 ${IN_MEMORY}`])
  },
)

test.each([
  ['libsql://db.example.com', 'a server'],
  ['postgres://db/data', 'another engine'],
  ['mysql+unix:///data/mysqld.sock', 'a socket'],
  ['sqlserver://db', 'an engine that is not known'],
])('%s does not: %s', (url) => {
  expect(foundIn(manifest, url)).toEqual([])
})

interface Mounts {
  readonly ours: string
  readonly app: string
  readonly sidecar?: string
}

function withMounts({ ours, app, sidecar = '' }: Mounts): string {
  return deployment({
    podSpec: [
      'initContainers:',
      `- { name: proxy, image: "ghcr.io/repo/proxy:v1", restartPolicy: Always, volumeMounts: [${sidecar}] }`,
      '- name: migrate',
      '  args: [migrate, apply]',
      `  volumeMounts: [${ours}]`,
      'volumes: [{ name: data, emptyDir: {} }, { name: other, emptyDir: {} }]',
    ],
    container: [`volumeMounts: [${app}]`],
  })
}

const DATA = '{ name: data, mountPath: /data }'
const OTHER = '{ name: other, mountPath: /other }'

test.each<[Mounts, string, string]>([
  [{ ours: OTHER, app: DATA }, 'sqlite:///data/app.db', 'another volume'],
  [{ ours: DATA, app: '' }, 'sqlite:///data/app.db', 'a volume of ours alone'],
  [{ ours: DATA, app: DATA }, 'sqlite:///database/app.db', 'a folder that starts with the same letters'],
  [{ ours: DATA, app: OTHER }, 'sqlite://app.db', 'a path that is relative'],
])('%j with %s fires: %s', (mounts, url) => {
  expect(foundIn(withMounts(mounts), url)).toEqual([`12 ${NOT_SHARED}`])
})

test.each<[Mounts, string, string]>([
  [{ ours: DATA, app: DATA }, 'sqlite:///data/app.db', 'shared'],
  [{ ours: DATA, app: DATA }, 'sqlite:///data/deep/app.db', 'a folder in it'],
  [{ ours: DATA, app: '{ name: data, mountPath: /srv }' }, 'sqlite:///data/app.db', 'at another path'],
  [{ ours: '{ name: data, mountPath: /data/ }', app: DATA }, 'sqlite:///data/app.db', 'a slash at the end'],
  [{ ours: '{ name: data, mountPath: /data/app.db, subPath: app.db }', app: DATA }, 'sqlite:///data/app.db', 'a file'],
  [{ ours: DATA, app: '', sidecar: DATA }, 'sqlite:///data/app.db', 'with a sidecar'],
  [{ ours: DATA, app: DATA }, 'sqlite://app.db', 'a path that is relative'],
])('%j with %s does not: %s', (mounts, url) => {
  expect(foundIn(withMounts(mounts), url)).toEqual([])
})
