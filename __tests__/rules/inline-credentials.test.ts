import { expect, test } from '@jest/globals'

import { growthOf, LINEAR } from '../growth.ts'
import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

/** A Deployment, whose container and an init container have these fields, each of one line. */
function manifest(container: string, initContainer = 'image: busybox:1'): string {
  return deployment({ podSpec: ['initContainers:', '- name: prepare', `  ${initContainer}`], container: [container] })
}

const URL = 'postgres://web:hunter2@db:5432/web'

test.each([
  URL,
  'postgresql+psycopg2://web:hunter2@db/web',
  'jdbc:mysql://root:root@db/web',
  'MYSQL://root:hunter2@tcp(db:3306)/web',
  'mongodb+srv://web:hunter2@cluster.example.com',
  'rediss://:hunter2@cache:6379',
  'amqp://guest:guest@mq',
  'one redis://cache, and mariadb://web:hunter2@db',
])('%s fires', (url) => {
  expect(foundBy('inline-credentials', manifest(`env: [{ name: DB, value: '${url}' }]`))).toEqual([
    `14 warning: Deployment web: container \`web\` has a URL with a plain-text password in the variable \`DB\`.`,
  ])
})

test.each([
  'postgres://db:5432/web',
  'postgres://web@db:5432/web',
  'postgres://web:@db:5432/web',
  'postgres://web:$(PASSWORD)@db/web',
  'postgres://web:${PASSWORD}@db/web',
  'postgres://web:$PASSWORD@db/web',
  'postgres://web:{{ .password }}@db/web',
  'postgres://web:<password>@db/web',
  'postgres://web:[PASSWORD]@db/web',
  'postgres://web:***@db/web',
  'postgres://web:xxxx@db/web',
  'postgres://web:%s@db/web',
  'postgres://user:PASSWORD@db/web',
  'postgres://user:your-password@db/web',
  'postgres://user:changeme@db/web',
  'http://user:hunter2@web/health',
  'postgres://db:5432/web?mail=a@b',
  'redis://cache:6379, mail a@b',
])('%s does not', (url) => {
  expect(foundBy('inline-credentials', manifest(`env: [{ name: DB, value: '${url}' }]`))).toEqual([])
})

test.each([
  [manifest(`args: [--db, ${URL}]`), 14, 'container `web` has a URL with a plain-text password in `args`'],
  [manifest(`command: [serve, --db=${URL}]`), 14, 'container `web` has a URL with a plain-text password in `command`'],
  [manifest('tty: true', `args: [${URL}]`), 10, 'container `prepare` has a URL with a plain-text password in `args`'],
  [
    manifest(`args: [${URL}]`, `args: [${URL}]`),
    10,
    'container `prepare` has a URL with a plain-text password in `args`',
  ],
])('a workload has one warning for its containers %#', (text, line, where) => {
  expect(foundBy('inline-credentials', text)).toEqual([`${line} warning: Deployment web: ${where}.`])
})

test('our own container has an error', () => {
  const text = manifest(`env: [{ name: DB, value: '${URL}' }]`)

  expect(foundBy('inline-credentials', text, { args: `--url=${URL}` })).toEqual([
    `2 error: Deployment web: container \`migrate\` has a URL with a plain-text password in \`args\`.`,
    `14 warning: Deployment web: container \`web\` has a URL with a plain-text password in the variable \`DB\`.`,
  ])
})

test('the time does not grow with the square of a text', () => {
  const growth = growthOf(5_000, (size) => {
    const text = manifest(`args: ['${'mysql://a:'.repeat(size)}']`)
    return () => foundBy('inline-credentials', text)
  })

  expect(growth).toBeLessThan(LINEAR)
})
