import { expect, test } from '@jest/globals'
import { parseDatabaseUrl } from '../../src/inputs/database-url.ts'

const EXPECTED = 'expected one URL such as mysql://USER:PASSWORD@HOST:3306/NAME'
const HIDDEN = '(the value is not shown, as it is a secret)'

test.each([
  'mysql://root:s3cr37p455@dbhostname.io:3306/db',
  'POSTGRES://u:p@h/db?sslmode=disable',
  'sqlite://file.db?_fk=1',
  'mysql+unix:///tmp/mysql.sock/db',
  'maria://u:p%20w@h:3306/',
])('accepts %s', (text) => {
  expect(parseDatabaseUrl(text)).toEqual({ value: text })
})

test.each([
  [
    's3cr37p455@tcp(host:3306)/db',
    `${EXPECTED}, found a text without SCHEME:// in front; put the database's scheme there ${HIDDEN}`,
  ],
  [
    '"s3cr37://u:p@h/db"',
    `${EXPECTED}, found a text without SCHEME:// in front; put the database's scheme there ${HIDDEN}`,
  ],
  [
    '1s3cr37://u:p@h/db',
    `${EXPECTED}, found a text without SCHEME:// in front; put the database's scheme there ${HIDDEN}`,
  ],
  [
    's3cr37:u:p@h/db',
    `${EXPECTED}, found a text without SCHEME:// in front; put the database's scheme there ${HIDDEN}`,
  ],
  ['s3cr37://', `${EXPECTED}, found nothing after the scheme; give the whole URL ${HIDDEN}`],
  ['s3cr37://a\ns3cr37://b', `${EXPECTED}, found more than one line; give one URL alone ${HIDDEN}`],
  [
    'mysql://u:s3cr37 p455@h/db',
    `${EXPECTED}, found white space or a control character inside; percent-encode it or take it out ${HIDDEN}`,
  ],
  [
    'mysql://u:s3cr37\u0000@h/db',
    `${EXPECTED}, found white space or a control character inside; percent-encode it or take it out ${HIDDEN}`,
  ],
])('refuses %j without showing it', (text, problem) => {
  const verdict = parseDatabaseUrl(text)

  expect(verdict).toEqual({ problem })
  expect(problem).not.toContain('s3cr37')
})
