import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

function manifest(image: string, more = 'tty: true'): string {
  return deployment({ template: ['metadata:', '  labels: { app: db }'], container: [more] })
    .replace('name: web\nspec', 'name: db\nspec')
    .replace('ghcr.io/repo/web:v1', image)
}

const FOUND =
  '11 warning: Deployment db: its container `web` is a database server, which starts only after `migrate` finishes.'

test.each([
  ['postgres', 'postgres://app:example@other/app'],
  ['postgres:17-alpine', ''],
  ['docker.io/bitnami/postgresql:17', ''],
  ['localhost:5000/postgis/postgis@sha256:0123', 'postgresql://app:example@other/app'],
  ['timescale/timescaledb-ha:pg17', ''],
  ['mysql:8', 'mysql://app:example@other/app'],
  ['mariadb:11', 'mysql://app:example@other/app'],
  ['percona/percona-server:8.0', 'mariadb://app:example@other/app'],
])('%s fires with %j', (image, url) => {
  expect(foundBy('database-workload', manifest(image), { 'database-url': url })).toEqual([FOUND])
})

test.each([
  'args: [-c, max_connections=200]',
  'args: [postgres, -c, max_connections=200]',
  'command: [/usr/local/bin/docker-entrypoint.sh, postgres]',
])('told to %s, it does', (more) => {
  expect(foundBy('database-workload', manifest('postgres:17', more))).toEqual([FOUND])
})

test.each([
  'command: [pg_dump, app]',
  'command: [sh, -c, psql]',
  'args: [psql]',
  'command: [docker-entrypoint.sh]\n        args: [sh]',
])('told to %s, it does not', (more) => {
  expect(foundBy('database-workload', manifest('postgres:17', more))).toEqual([])
})

test.each([
  ['ghcr.io/repo/web:v1', '', 'an app'],
  ['prometheuscommunity/postgres-exporter:v1', '', 'an exporter'],
  ['postgres-client:1', '', 'a client'],
  ['dpage/pgadmin4:9', '', 'a console'],
  ['ghcr.io/postgres/web:v1', '', 'an owner of that name'],
  ['ghcr.io/repo/web:postgres', '', 'a tag of that name'],
  ['mysql:8', 'postgres://app:example@other/app', 'another engine'],
  ['postgres:17', 'sqlite:///data/app.db', 'a file'],
  ['postgres:17', 'postgres://app:example@localhost/app', 'in the pod'],
  ['postgres:17', 'postgres://app:example@127.0.0.1:5432/app', 'in the pod, by its address'],
  ['postgres:17', 'postgres://app:example@[::1]:5432/app', 'in the pod, by its other address'],
  ['postgres:17', 'postgres:///app?host=/run/postgresql', 'a socket'],
])('%s does not with %j: %s', (image, url) => {
  expect(foundBy('database-workload', manifest(image), { 'database-url': url })).toEqual([])
})

test('leaves the word to waits-for-itself', () => {
  const service =
    '---\nkind: Service\nmetadata: { name: db }\nspec: { selector: { app: db }, ports: [{ port: 5432 }] }\n'
  const inputs = { 'database-url': 'postgres://app:example@db/app' }

  expect(foundBy('database-workload', manifest('postgres:17') + service, inputs)).toEqual([])
})

test('does not for a Job', () => {
  const job = manifest('postgres:17').replace('apps/v1', 'batch/v1').replace('Deployment', 'Job')

  expect(foundBy('database-workload', job, { kinds: 'Job' })).toEqual([])
})
