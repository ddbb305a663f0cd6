import { expect, test } from '@jest/globals'

import { DRIVERS } from '../../src/atlas/driver-parameters.ts'
import { foundBy } from './findings.ts'
import { pageOf } from './pages.ts'
import { deployment, twice } from './workloads.ts'

const manifest = deployment()
const FOR_ANOTHER = 'of another tool: Atlas passes it on, and the server rejects it.'
const FOR_OTHERS = 'of other tools: Atlas passes them on, and the server rejects them.'

test.each([
  ['postgres://app:example@db/app?schema=shop', 'parameter `schema`'],
  ['postgresql://app:example@db/app?sslmode=disable&pgbouncer=true', 'parameter `pgbouncer`'],
  ['postgres://app:example@db/app?schema=shop&connection_limit=5', 'parameters `connection_limit`, `schema`'],
  ['postgres://app:example@db/app?ssl=true', 'parameter `ssl`'],
  ['postgres://app:example@db/app?channel_binding=require', 'parameter `channel_binding`'],
  ['mysql://app:example@db/app?useSSL=false', 'parameter `useSSL`'],
  ['mysql://app:example@db/app?ssl-mode=REQUIRED', 'parameter `ssl-mode`'],
  ['mysql://app:example@db/app?connect_timeout=5', 'parameter `connect_timeout`'],
  ['mariadb://app:example@db/app?serverTimezone=UTC', 'parameter `serverTimezone`'],
])('%s fires', (url, what) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([
    `2 error: Deployment web: the database URL has the ${what} ${what.startsWith('parameters') ? FOR_OTHERS : FOR_ANOTHER}`,
  ])
})

test('fires for a configuration with such a URL, once a run', () => {
  const config = 'env "k8s" {\n  url = "postgres://app:example@db/app?schema=shop"\n}\n'

  expect(foundBy('url-not-for-atlas', twice(manifest), { config })).toEqual([
    `2 error: Deployment web: the database URL has the parameter \`schema\` ${FOR_ANOTHER}`,
  ])
})

test.each([
  'postgres://app:example@db/app?currentSchema=shop',
  'postgres://app:example@db/app?x-migrations-table=m',
  'postgres://app:example@db/app??sslmode=disable',
  'mysql://app:example@db/app?characterEncoding=utf8',
  'mysql://app:example@db/app?rewriteBatchedStatements=true',
])('%s fires without the name', (url) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([
    '2 error: Deployment web: the database URL has a parameter with a name that no server setting has: Atlas passes it on, and the server rejects it.',
  ])
})

test.each([
  ['mysql://db/app?multistatements=true', 'multiStatements'],
  ['mysql://db/app?parsetime=true', 'parseTime'],
  ['postgres://db/app?SSLMODE=disable', 'sslmode'],
])('%s fires with the right spelling', (url, name) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([
    `2 error: Deployment web: the database URL has \`${name}\` in the wrong case: Atlas passes it on, and the server rejects it.`,
  ])
})

test.each([
  ['postgres://db/app?sslmode=true', 'sslmode'],
  ['crdb://db/app?sslmode=no-verify', 'sslmode'],
  ['postgres://db/app?sslmode=Require', 'sslmode'],
  ['postgres://db/app?target_session_attrs=master', 'target_session_attrs'],
  ['postgres://db/app?connect_timeout=5s', 'connect_timeout'],
  ['postgres://db/app?client_encoding=latin1', 'client_encoding'],
  ['postgres://db/app?binary_parameters=maybe', 'binary_parameters'],
  ['mysql://db/app?timeout=5', 'timeout'],
  ['mysql://db/app?tls=required', 'tls'],
  ['maria://db/app?multiStatements=yes', 'multiStatements'],
  ['mysql://db/app?maxAllowedPacket=16M', 'maxAllowedPacket'],
])('%s fires: the driver refuses it', (url, name) => {
  const [finding, ...more] = foundBy('url-not-for-atlas', manifest, { 'database-url': url })

  expect(finding).toContain(
    `2 error: Deployment web: the database URL has an invalid value of \`${name}\`: the driver accepts `,
  )
  expect(more).toEqual([])
})

test.each([
  ['postgres://db/app?sslnegotiation=direct&sslmode=disable', '`sslnegotiation`, which the driver rejects'],
  ['postgres://db/app?sslrootcert=system&sslmode=require', '`sslrootcert`, with which the driver rejects'],
])('%s fires: they do not go together', (url, message) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })[0]).toContain(message)
})

test.each(['postgres://db/app?sslmode=prefer', 'postgres://db/app?sslmode=allow'])(
  '%s warns of older builds',
  (url) => {
    expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([
      expect.stringMatching(/^2 warning: .* a value of `sslmode` that only Atlas builds with lib\/pq 1\.12/),
    ])
  },
)

test("warns at Supabase's pooler, which takes what it does not know", () => {
  const url = 'postgres://app:example@aws-0-eu-central-1.pooler.supabase.com:5432/app?connection_limit=1'

  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([
    `2 warning: Deployment web: the database URL has the parameter \`connection_limit\` ${FOR_ANOTHER}`,
  ])
})

test.each([
  'postgres://app:example@db/app',
  'postgres://app:example@db/app?search_path=shop&sslmode=disable&application_name=a&connect_timeout=5&options=x',
  'postgres://db/app?sslmode=verify-full&sslrootcert=system&sslnegotiation=direct&client_encoding=UTF-8',
  'postgres://db/app?TimeZone=UTC&statement_timeout=0&app.tenantId=x&sslmode=',
  'crdb://db/app?sslmode=verify-full&channel_binding=require&currentSchema=x',
  'mysql+unix:///run/mysqld.sock?database=app',
  'mysql://db/app?tls=Skip-Verify&sql_mode=ANSI&readTimeout=1m30s&parseTime=yes&ssl-ca=/etc/ca.pem',
  'sqlserver://db?database=app&app name=x&TrustServerCertificate=true',
  'postgres://app:example@db/schema?search_path=schema',
  'mysql://app:example@db/app?tls=true&charset=utf8mb4&parseTime=true&loc=UTC&timeout=5s',
  'sqlite:///data/app.db?schema=shop',
])('%s does not', (url) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([])
})

test.each([
  ['PostgreSQL', '- **PostgreSQL**: '],
  ['MySQL', '- **MySQL and MariaDB**: '],
] as const)('the page lists the parameters of other tools for %s', (engine, start) => {
  const names = DRIVERS[engine]?.others ?? []
  const line = pageOf('url-not-for-atlas')
    .text.split('\n')
    .find((text) => text.startsWith(start))

  expect(line).toBe(start + names.map((name) => `\`${name}\``).join(', '))
})
