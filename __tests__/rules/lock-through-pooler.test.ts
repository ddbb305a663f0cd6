import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, deploymentInShop, twice } from './workloads.ts'

const manifest = deployment()

const BREAKS = 'the Atlas lock is taken and released on different connections.'
const CERTAIN = `2 error: Deployment web: the database URL points to a pooler in transaction mode: ${BREAKS}`
const BY_PORT = `2 warning: Deployment web: the database URL has the port of PgBouncer. In transaction mode, ${BREAKS}`
const BY_NAME = `2 warning: Deployment web: the host of the database URL looks like a pooler. In transaction mode, ${BREAKS}`

function foundFor(url: string, text = manifest): readonly string[] {
  return foundBy('lock-through-pooler', text, { 'database-url': url })
}

test.each([
  'postgres://app:x@aws-0-eu-central-1.pooler.supabase.com:6543/postgres',
  'postgres://app:x@db.abc.supabase.co:6543/postgres',
  'postgresql://app:x@ep-cool-name-123-pooler.eu-central-1.aws.neon.tech/app?sslmode=require',
  'postgres://app:x@db:5432/app?pgbouncer=true',
])('%s leads to transaction mode', (url) => {
  expect(foundFor(url)).toEqual([CERTAIN])
})

test.each([
  ['postgres://app:x@db:6432/app', BY_PORT],
  ['postgres://app:x@shop.postgres.database.azure.com:6432/app', BY_PORT],
  ['postgres://app:x@pgbouncer.db.svc/app', BY_NAME],
  ['postgres://app:x@acid-main-pooler:5432/app', BY_NAME],
  ['postgres://app:x@db-pooler-rw/app', BY_NAME],
])('%s may', (url, finding) => {
  expect(foundFor(url)).toEqual([finding])
})

test.each([
  ['postgres://app:x@db:5432/app', 'the database itself'],
  ['postgres:///app?host=/run/postgresql', 'a socket'],
  ['postgres://app:x@aws-0-eu-central-1.pooler.supabase.com:5432/postgres', 'session mode'],
  ['postgres://app:x@db.abc.supabase.co:5432/postgres', 'the database itself, at Supabase'],
  ['postgres://app:x@db:6543/postgres', "Supabase's port elsewhere"],
  ['postgres://app:x@ep-cool-name-123.eu-central-1.aws.neon.tech/app', 'the database itself, at Neon'],
  ['postgres://app:x-pooler@db/app-pooler', 'the word in the password and in the name'],
  ['postgres://app:x@spooler/app', 'the word in a word'],
  ['postgres://app:x@carpooler.db/app', 'the word at the end of a word'],
  ['postgres://app:x@db/app?pgbouncer=false', 'a no'],
  ['mysql://app:x@db:6432/app', 'MySQL'],
  ['postgres://app:x@db:26257/app', 'CockroachDB'],
])('%s does not: %s', (url) => {
  expect(foundFor(url)).toEqual([])
})

function pooler(metadata: string, spec: string): string {
  return `${deploymentInShop()}---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { ${metadata} }
spec: { ${spec} }
`
}

const IN_SHOP = (finding: string): string => finding.replace('Deployment web', 'Deployment shop/web')

test.each([
  ['db', 'name: db', 'pgbouncer: { poolMode: transaction }', [IN_SHOP(CERTAIN)]],
  ['db.shop.svc', 'name: db, namespace: shop', 'pgbouncer: { poolMode: transaction }', [IN_SHOP(CERTAIN)]],
  ['db-pooler', 'name: db-pooler', 'pgbouncer: { poolMode: session }', []],
  ['db-pooler', 'name: db-pooler', 'pgbouncer: {}', []],
  ['db-pooler', 'name: db-pooler, namespace: other', 'pgbouncer: { poolMode: session }', [IN_SHOP(BY_NAME)]],
  ['db-pooler.other', 'name: db-pooler, namespace: other', 'pgbouncer: { poolMode: session }', []],
])('host %s with a Pooler of %s, %s', (host, metadata, spec, found) => {
  expect(foundFor(`postgres://app:x@${host}/app`, pooler(metadata, spec))).toEqual(found)
})

test('once a run', () => {
  expect(foundFor('postgres://app:x@db:5432/app?pgbouncer=true', twice(manifest))).toEqual([CERTAIN])
})
