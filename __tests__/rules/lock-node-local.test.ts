import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment({ spec: ['replicas: 3'] })

const GALERA =
  '6 warning: Deployment web: up to 3 pods start at once (`replicas: 3`), but the database is a Galera cluster, where the ' +
  'Atlas lock covers only one node.'

const PERCONA =
  '2 warning: Deployment web: the database is a Percona XtraDB Cluster, which rejects the Atlas lock unless ' +
  '`pxc_strict_mode` allows it.'

function foundFor(url: string, text = manifest): readonly string[] {
  return foundBy('lock-node-local', text, { 'database-url': url })
}

test.each([
  ['maria://app:x@mariadb-galera.db.svc/app', GALERA],
  ['mysql://app:x@galera:3306/app', GALERA],
  ['mysql://app:x@db-pxc.db.svc.cluster.local/app', PERCONA],
])('%s fires', (url, finding) => {
  expect(foundFor(url)).toEqual([finding])
})

test.each([
  ['maria://app:x@mariadb-galera-primary/app', 'one node'],
  ['maria://galera:x@db/galera', 'the word in the user and in the name'],
  ['mysql://app:x@galeras/app', 'the word in a word'],
  ['mysql://app:x@shop.cluster-abc.eu-central-1.rds.amazonaws.com/app', 'Aurora'],
  ['postgres://app:x@galera/app', 'PostgreSQL'],
  ['mysql+unix:///galera', 'a socket'],
])('%s does not: %s', (url) => {
  expect(foundFor(url)).toEqual([])
})

test('of one pod, only what is refused counts', () => {
  const one = manifest.replace('replicas: 3', 'replicas: 1')

  expect(foundFor('maria://app:x@galera/app', one)).toEqual([])
  expect(foundFor('mysql://app:x@db-pxc/app', one)).toEqual([PERCONA])
})

function withObject(kind: string, spec: string, namespace = ''): string {
  return `${manifest}---
kind: ${kind}
metadata: { name: db, namespace: "${namespace}" }
spec: { ${spec} }
`
}

test.each([
  ['db', 'MariaDB', 'galera: { enabled: true }', '', [GALERA]],
  ['db.data.svc', 'MariaDB', 'galera: { enabled: true }', 'data', [GALERA]],
  ['db.data.svc', 'MariaDB', 'galera: { enabled: true }', 'other', []],
  ['db.example.com', 'MariaDB', 'galera: { enabled: true }', '', []],
  ['db-primary', 'MariaDB', 'galera: { enabled: true }', '', []],
  ['db', 'MariaDB', 'galera: { enabled: false }', '', []],
  ['db', 'MariaDB', 'replication: { enabled: true }', '', []],
  ['db-haproxy', 'PerconaXtraDBCluster', '', '', [PERCONA]],
  ['db-proxysql', 'PerconaXtraDBCluster', '', '', [PERCONA]],
  ['db', 'PerconaXtraDBCluster', '', '', []],
])('host %s with a %s of %j in %j', (host, kind, spec, namespace, found) => {
  expect(foundFor(`mysql://app:x@${host}/app`, withObject(kind, spec, namespace))).toEqual(found)
})
