import { expect, test } from '@jest/globals'

import { RULES } from '../../src/rules/rules.ts'
import { findings } from './findings.ts'
import { pageOf } from './pages.ts'

/** What stands in a database URL besides its host, which may be `localhost`. */
const PARTS = { user: 'zq7user', password: 'zq7Passw0rd!', database: 'zq7database', parameter: 'zq7value' }

const URL_IN_TEXT = /([a-z][a-z0-9+]*):\/\/(?:[^\s"/@]*@)?([^\s"/?]*)(\/[^\s"?]*)?(\?[^\s"]*)?/g

/** A text whose URLs have other credentials, another database and one parameter more; a file of SQLite stays where it is. */
function marked(text: string): string {
  const { user, password, database, parameter } = PARTS
  return text.replace(URL_IN_TEXT, (_match, scheme: string, host: string, path = '', query = '') => {
    const isFile = scheme.startsWith('sqlite')
    const credentials = isFile ? '' : `${user}:${password}@`
    const name = isFile || path === '' ? String(path) : `${String(path)}${database}`
    return `${scheme}://${credentials}${host}${name}${query === '' ? '?' : `${String(query)}&`}application_name=${parameter}`
  })
}

const secretive = RULES.flatMap(({ name }) => {
  const { manifest, inputs } = pageOf(name)
  return 'database-url' in inputs || 'config' in inputs ? [{ name, manifest, inputs }] : []
})

test.each(secretive)('$name shows nothing of what it looks at', ({ manifest, inputs }) => {
  const given = Object.fromEntries(
    Object.entries(inputs).map(([input, text]) => [
      input,
      ['database-url', 'config'].includes(input) ? marked(text) : text,
    ]),
  )
  const told = JSON.stringify(findings({ 'k8s/app.yaml': manifest }, given))

  expect(told).not.toBe('[]')
  for (const part of Object.values(PARTS)) expect(told).not.toContain(part)
})

test('some rules look at what is secret', () => {
  expect(secretive.length).toBeGreaterThan(5)
})
