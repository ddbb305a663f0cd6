import { describe, expect, test } from '@jest/globals'
import { atlasHcl } from '../../src/atlas/atlas-hcl.ts'
import { redactorOf } from '../../src/secrets/redactor.ts'

const GOLDEN_URL = 'mysql://root:s3cr37p455@dbhostname.io:3306/db'
const golden = redactorOfUrl(GOLDEN_URL)

function redactorOfUrl(databaseUrl: string) {
  return redactorOf({ databaseUrl, config: '', token: '', env: 'k8s' })
}

function redactorOfConfig(config: string) {
  return redactorOf({ databaseUrl: '', config, token: '', env: '' })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())
}

/** A value as tools write it, with other text around it. */
const written: Record<string, (value: string) => string> = {
  itself: (value) => `a ${value} b`,
  'percent-encoded': (value) => `a=${encodeURIComponent(value)}&`,
  'percent-encoded in lower case': (value) => `a=${lowerHex(encodeURIComponent(value))}&`,
  'a form field': (value) => new URLSearchParams({ a: value, b: 'c' }).toString(),
  JSON: (value) => JSON.stringify({ a: value }),
  HCL: (value) => atlasHcl('k8s', value),
  'single-quoted YAML': (value) => `a: '${value.replaceAll("'", "''")}'`,
  base64: (value) => `a: ${base64(value)}`,
  base64url: (value) => `a: ${Buffer.from(value).toString('base64url')}`,
  'base64 after 1 byte': (value) => base64(`a${value}bc`),
  'base64 after 2 bytes': (value) => base64(`ab${value}c`),
  'base64 after 3 bytes': (value) => base64(`abc${value}def`),
  'base64url after 1 byte': (value) => Buffer.from(`a${value}bc`).toString('base64url'),
  'base64 of HCL': (value) => base64(atlasHcl('prod', value)),
  'base64 of JSON': (value) => base64(JSON.stringify({ value })),
}

const PASSWORDS = [
  's3cr37p455',
  'p%40ss/w:rd',
  'p@ss/w#o?r:d',
  '$${x}%{y}$${z}',
  'пароль-密码-😀',
  `it's "quoted" \\ here`,
  'tab\tand+plus=%2B',
  '100%-%zz',
  '~~~???>>>a',
  'correcthorsebattery',
]

describe('redactorOf', () => {
  describe.each(PASSWORDS)('the password %s', (password) => {
    const url = `postgres://user:${password}@host:5432/db?sslmode=disable`
    const config = atlasHcl('k8s', url)
    const given = [
      redactorOfUrl(url),
      redactorOfUrl(`${url}\n`),
      redactorOfConfig(config),
      redactorOfConfig(`# ${url.replaceAll(/[\s"]/g, '')}\n${config}`),
    ]

    test.each(Object.entries(written))('is known as %s', (_name, write) => {
      for (const redactor of given)
        for (const value of [password, `user:${password}`, url]) {
          const text = write(value)

          expect(redactor.masks.some((mask) => text.includes(mask))).toBe(true)
          expect(redactor.isIn(text)).toBe(true)
          expect(redactor.indexIn(text)).toBeGreaterThan(-1)
        }
    })
  })

  test.each([
    ['a percent-encoded password', 'postgres://u:p%40ss%2Fw0rd@h/db', 'p@ss/w0rd'],
    ['a parameter', 'libsql://h?authToken=eyJ0eXAi.abc', 'eyJ0eXAi.abc'],
    ['a password up to the authority', 'postgres://u:s3cr37p455@h/db?mail=a@b', 's3cr37p455'],
  ])('knows %s', (_name, url, secret) => {
    expect(redactorOfUrl(url).masks).toContain(secret)
    expect(redactorOfUrl(url).indexIn(`a ${secret}`)).toBe(2)
  })

  test('knows the whole atlas.hcl in the Secret', () => {
    const data = base64(atlasHcl('k8s', GOLDEN_URL))

    expect(golden.masks).toContain(data)
    expect(golden.indexIn(`data: ${data}`)).toBe('data: '.length)
  })

  test('has masks once, none blank, longest first', () => {
    const { masks } = redactorOf({
      databaseUrl: ` ${GOLDEN_URL} \n`,
      config: '\n  token = "abc"  \n\n',
      token: '',
      env: 'k8s',
    })

    expect(new Set(masks).size).toBe(masks.length)
    expect(masks.filter((mask) => mask.trim() === '')).toEqual([])
    expect(masks.map((mask) => mask.length)).toEqual(masks.map((mask) => mask.length).sort((a, b) => b - a))
  })

  test('masks the long lines of a configuration', () => {
    const { masks } = redactorOfConfig('env "k8s" {\r\n  src = "file://migrations"\r\n}\r\n')

    expect(masks).toEqual(expect.arrayContaining(['env "k8s" {', 'src = "file://migrations"']))
    expect(masks).not.toContain('}')
  })

  test.each(['', ' \n'])('has no form of %j', (nothing) => {
    const redactor = redactorOf({ databaseUrl: nothing, config: nothing, token: '', env: 'k8s' })

    expect(redactor.masks).toEqual([])
    expect(redactor.isIn('env "k8s"')).toBe(false)
    expect(redactor.indexIn('a\n  b')).toBe(-1)
  })

  describe.each(['postgres', 'PASSWORD', '12345678', 'k8s'])('the weak password %s', (password) => {
    const redactor = redactorOfUrl(`mysql://root:${password}@host:3306/db`)

    test.each([
      password,
      `--password=${password}`,
      `--password ${password}`,
      `a,${password},b`,
      `\t${password}\n`,
      base64(password),
      `mysql://root:${password}@host:3306/db`,
    ])('is held by %j', (text) => {
      expect(redactor.isIn(text)).toBe(true)
    })

    test.each([`${password}:16`, `${password}s`, `my-${password}`, `--env-file=/${password}`])(
      'is not held by %j',
      (text) => {
        expect(redactor.isIn(text)).toBe(false)
      },
    )

    test('is masked, and not looked for in a manifest', () => {
      expect(redactor.masks).toContain(password)
      expect(redactor.indexIn(`name: ${password}\nvalue: ${base64(password)}`)).toBe(-1)
    })
  })

  test.each(['p', 'pw'])('neither masks nor counts the password %j: no log could be read', (password) => {
    const redactor = redactorOfUrl(`mysql://root:${password}@host:3306/db`)

    expect(redactor.masks).not.toContain(password)
    expect(redactor.isIn(password)).toBe(false)
  })

  test.each(['', 'root', 'dbhostname.io:3306', 'mysql', 'k8s', 'ghcr.io/repo/migrations:v0.1.2', 'url = "mysql://'])(
    'does not take %j for the secret',
    (text) => {
      expect(golden.isIn(text)).toBe(false)
      expect(golden.indexIn(text)).toBe(-1)
    },
  )

  test('does not look for the lines of a configuration', () => {
    const config = 'env "k8s" {\n  src = "file://migrations"\n  url = "mysql://u:${var.password}@h/db"\n}\n'
    const redactor = redactorOfConfig(config)

    for (const line of [...config.trim().split('\n'), 'mysql://u:${var.password}@h/db']) {
      expect(redactor.isIn(line)).toBe(false)
      expect(redactor.indexIn(line)).toBe(-1)
    }
    expect(redactor.indexIn(`a: |\n${config}`)).toBe('a: |\n'.length)
    expect(redactor.isIn(base64(config))).toBe(true)
  })

  test('finds the first of several forms', () => {
    expect(golden.indexIn(`a: ${base64(GOLDEN_URL)}\nb: s3cr37p455\nc: ${GOLDEN_URL}`)).toBe(3)
    expect(golden.indexIn(`b: root:s3cr37p455\nc: ${GOLDEN_URL}`)).toBe(3)
  })

  test.each(['\ud800', 'a://\udc00:\ud800b@c/%', '://@', ':@', 'a:b', '?password', '%'])('takes %j', (text) => {
    expect(() => redactorOf({ databaseUrl: text, config: text, token: '', env: text }).masks).not.toThrow()
  })
})
