import { expect, test } from '@jest/globals'

import { databaseOf } from '../../src/atlas/database.ts'

test.each([
  ['mysql://root:pass@db:3306/shop', 'MySQL', 'db:3306', 'shop'],
  ['MySQL://root:pass@DB/shop', 'MySQL', 'db', 'shop'],
  ['mysql://db', 'MySQL', 'db', ''],
  ['mysql:///shop', 'MySQL', '', 'shop'],
  ['mysql://root:p@ss@db/shop', 'MySQL', 'db', 'shop'],
  ['mysql://root:p%2Fss@db/sh@p', 'MySQL', 'db', 'sh@p'],
  ['maria://db/shop', 'MariaDB', 'db', 'shop'],
  ['mariadb://db:/shop', 'MariaDB', 'db', 'shop'],
  ['postgres://app:pass@db.shop.svc:5432/app?sslmode=disable#it', 'PostgreSQL', 'db.shop.svc:5432', 'app'],
  ['postgresql://one:1,two:2/app', 'PostgreSQL', 'one:1 two:2', 'app'],
  ['postgres://app@[::1]:5432/app', 'PostgreSQL', '[::1]:5432', 'app'],
  ['postgres://app@[fe80::A]/app', 'PostgreSQL', '[fe80::a]', 'app'],
  ['postgres:///app?host=Other&port=7', 'PostgreSQL', 'other:7', 'app'],
  ['postgres://db:5432/app?host=other', 'PostgreSQL', 'other:5432', 'app'],
  ['postgres://db/app?port=7', 'PostgreSQL', 'db:7', 'app'],
  ['postgres://db/app?host=&port=high', 'PostgreSQL', 'db', 'app'],
  ['postgres://db:26257/app', 'CockroachDB', 'db:26257', 'app'],
  ['postgres://free-tier.gcp.cockroachlabs.cloud/app', 'CockroachDB', 'free-tier.gcp.cockroachlabs.cloud', 'app'],
  ['crdb://app:p%40ss@db/app', 'CockroachDB', 'db', 'app'],
  ['sqlserver://sa:p@db:1433?database=app', 'SQL Server', 'db:1433', ''],
  ['clickhouse://localhost:9000/app', 'ClickHouse', 'localhost:9000', 'app'],
  ['auroradsql://id.dsql.us-east-1.on.aws/postgres', 'Aurora DSQL', 'id.dsql.us-east-1.on.aws', 'postgres'],
  ['libsql://shop.turso.io?authToken=x', 'libSQL', 'shop.turso.io', ''],
  ['libsql+ws://db:8080', 'libSQL', 'db:8080', ''],
  ['libsql+file:///data/app.db', 'libSQL', '', '/data/app.db'],
  ['sqlite://app.db?_fk=1', 'SQLite', '', 'app.db'],
  ['sqlite://data/app.db', 'SQLite', '', 'data/app.db'],
  ['sqlite:///data/app.db', 'SQLite', '', '/data/app.db'],
  ['sqlite3:///data/a@b.db', 'SQLite', '', '/data/a@b.db'],
  ['sqlite://file:/data/app.db', 'SQLite', '', '/data/app.db'],
  ['sqlite://file:///data/app.db', 'SQLite', '', '/data/app.db'],
  ['sqlite://file?mode=memory', 'SQLite', '', 'file'],
])('%s', (url, engine, hosts, path) => {
  const database = databaseOf(url)

  expect(database).toMatchObject({ engine, path, socket: undefined })
  expect(database?.hosts.map(({ name, port }) => (port === undefined ? name : `${name}:${port}`)).join(' ')).toBe(hosts)
})

test.each([
  ['mysql+unix://root:pass@/run/mysqld.sock?database=shop', 'MySQL', '/run/mysqld.sock'],
  ['MARIADB+UNIX:///run/mysqld.sock', 'MariaDB', '/run/mysqld.sock'],
  ['postgres:///app?host=/cloudsql/project:region:name', 'PostgreSQL', '/cloudsql/project:region:name'],
  ['postgres://db/app?host=%2Frun', 'PostgreSQL', '/run'],
])('%s is a socket', (url, engine, socket) => {
  expect(databaseOf(url)).toMatchObject({ engine, socket, hosts: [] })
})

test('parameters', () => {
  expect([...(databaseOf('mysql://db/shop?tls=true&a=%26b')?.parameters ?? [])]).toEqual([
    ['tls', 'true'],
    ['a', '&b'],
  ])
})

test.each([
  ['mongodb://db', 'another scheme'],
  ['postgresql+psycopg2://db/app', "another tool's scheme"],
  ['constructor://db', "a name of Object's own"],
  ['jdbc:mysql://db', 'a scheme in front'],
  ['db:3306', 'no scheme'],
  ['', 'nothing'],
  ['mysql://root:pa/ss@db/shop', 'a slash in the password'],
  ['mysql://root:pa#ss@db/shop', 'a number sign in the password'],
  ['mysql://root:pa?ss@db/shop', 'a question mark in the password'],
  ['mysql://root@tcp(db:3306)/shop', "the driver's own form"],
  ['postgres://[::1/app', 'an open bracket'],
  ['mysql://db:high/shop', 'a port that is no number'],
])('%s is none: %s', (url) => {
  expect(databaseOf(url)).toBeUndefined()
})
