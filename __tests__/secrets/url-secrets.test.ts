import { describe, expect, test } from '@jest/globals'
import { urlSecrets } from '../../src/secrets/url-secrets.ts'

describe('urlSecrets', () => {
  test.each([
    ['mysql://root:s3cr37p455@dbhostname.io:3306/db', ['root:s3cr37p455', 's3cr37p455']],
    ['mysql+unix://u:pw@/tmp/mysql.sock', ['u:pw', 'pw']],
    ['u:pw@tcp(h:3306)/db', ['u:pw', 'pw']],
    ['postgres://u:p%40ss@h/db', ['u:p%40ss', 'u:p@ss', 'p%40ss', 'p@ss']],
    ['postgres://u:a:b@h/db', ['u:a:b', 'a:b']],
    ['postgres://u:p@ss@h/db', ['u:p@ss', 'p@ss']],
    ['postgres://u:p/w#?d@h/db', ['u:p/w#?d', 'p/w#?d']],
    ['postgres://:pw@h', [':pw', 'pw']],
    ['postgres://u:100%@h', ['u:100%', '100%']],
    ['postgres://u:%zz%4@h', ['u:%zz%4', '%zz%4']],
    ['postgres://u:%ff@h', ['u:%ff', 'u:\ufffd', '%ff', '\ufffd']],
    ['sqlserver://h?user id=sa&password=a%2Bb+c', ['a%2Bb+c', 'a+b+c', 'a+b c']],
    ['sqlserver://h;user=sa;password=a;b', ['a', 'a;b']],
    ['libsql+wss://h?authToken=ey.J0&tls=1', ['ey.J0']],
    ['postgres://h/db?sslmode=verify-full&sslkey=/certs/client.key&sslpassword=x1', ['x1']],
    ['mysql://h/db?allowCleartextPasswords=true&allowPublicKeyRetrieval=true', []],
    ['postgres://u:pw@h/db?a=b@c', ['u:pw', 'pw', 'u:pw@h/db?a=b', 'pw@h/db?a=b']],
    ['postgres://u:p/w@h/db?a=b@c', ['u:p/w', 'p/w', 'u:p/w@h/db?a=b', 'p/w@h/db?a=b']],
    ['postgres://u@h/db', []],
    ['postgres://u:@h/db', []],
    ['postgres://h:5432/db', []],
    ['sqlite://file.db', []],
    ['', []],
  ])('%s', (url, secrets) => {
    expect(urlSecrets(url).sort()).toEqual(secrets.sort())
  })
})
