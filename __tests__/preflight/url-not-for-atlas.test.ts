import { expect, test } from '@jest/globals'

import { urlNotForAtlas } from '../../src/preflight/rules/url-not-for-atlas.ts'
import { foundBy } from './findings.ts'

const { manifest } = urlNotForAtlas.example
const FOR_OTHERS = 'for other tools: the server refuses what Atlas passes on.'

test.each([
  ['postgres://app:example@db/app?schema=shop', 'parameter `schema`, which is'],
  ['postgresql://app:example@db/app?sslmode=disable&pgbouncer=true', 'parameter `pgbouncer`, which is'],
  [
    'postgres://app:example@db/app?schema=shop&connection_limit=5',
    'parameters `connection_limit`, `schema`, which are',
  ],
  ['mysql://app:example@db/app?useSSL=false', 'parameter `useSSL`, which is'],
  ['mariadb://app:example@db/app?serverTimezone=UTC', 'parameter `serverTimezone`, which is'],
])('%s fires', (url, what) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([
    `2 warning: Deployment web: the database URL has the ${what} ${FOR_OTHERS}`,
  ])
})

test('fires for a configuration with such a URL, once a run', () => {
  const two = `${manifest}---\n${manifest.replace('name: web', 'name: api')}`
  const config = 'env "k8s" {\n  url = "postgres://app:example@db/app?schema=shop"\n}\n'

  expect(foundBy('url-not-for-atlas', two, { config })).toEqual([
    `2 warning: Deployment web: the database URL has the parameter \`schema\`, which is ${FOR_OTHERS}`,
  ])
})

test.each([
  'postgres://app:example@db/app',
  'postgres://app:example@db/app?search_path=shop&sslmode=disable&application_name=a&connect_timeout=5&options=x',
  'postgres://app:example@db/app?sslmode=prefer',
  'postgres://app:example@db/schema?search_path=schema',
  'postgres://app:example@db/app?useSSL=false',
  'mysql://app:example@db/app?tls=true&charset=utf8mb4&parseTime=true&loc=UTC&timeout=5s',
  'mysql://app:example@db/app?schema=shop',
  'sqlite:///data/app.db?schema=shop',
])('%s does not', (url) => {
  expect(foundBy('url-not-for-atlas', manifest, { 'database-url': url })).toEqual([])
})
