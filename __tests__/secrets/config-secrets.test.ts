import { describe, expect, test } from '@jest/globals'
import { configSecrets } from '../../src/secrets/config-secrets.ts'
import { growthOf, LINEAR } from '../growth.ts'

describe('configSecrets', () => {
  test.each([
    ['a URL in quotes', 'url = "mysql://u:pw@h/db"', ['mysql://u:pw@h/db', 'u:pw', 'pw']],
    [
      'a URL with escapes',
      String.raw`url = "mysql://u:a\"b\u0040@h"`,
      [
        'mysql://u:a"b@@h',
        'u:a"b@',
        'a"b@',
        String.raw`mysql://u:a\"b\u0040@h`,
        String.raw`u:a\"b\u0040`,
        String.raw`a\"b\u0040`,
      ],
    ],
    [
      'a URL with an escaped interpolation',
      'url = "mysql://u:$${x}@h"',
      ['mysql://u:$${x}@h', 'u:$${x}', '$${x}', 'mysql://u:${x}@h', 'u:${x}', '${x}'],
    ],
    ['a URL in a comment', '# was mysql://u:pw@h/db', ['mysql://u:pw@h/db', 'u:pw', 'pw']],
    ['a user that may be a token', 'url = "libsql://ey.J0@h"', ['libsql://ey.J0@h']],
    ['a named literal', 'password = "pw1"', ['pw1']],
    ['a quoted name', '{ "db_token" : "pw1" }', ['pw1']],
    ['a literal with escapes', String.raw`secret = "a\\b\n\U0001F600"`, ['a\\b\n😀', String.raw`a\\b\n\U0001F600`]],
    ['a variable with a telling name', 'variable "db_pass" {\n  default = "pw1"\n}', ['pw1']],
    ['a variable with another name', 'variable "schema" {\n  default = "shop"\n}', []],
    ['a literal inside an interpolation', 'url = "a${f({ key = "pw1" })}b"', ['pw1']],
    ['what follows a lone quote in a comment', '# 5" or\npassword = "pw1"', ['pw1']],
    ['what follows interpolations', 'a = "${b("}")}"\npassword = "pw1"', ['pw1']],
    ['part of a literal', 'password = "pw1${var.b}"', ['pw1', 'pw1${var.b}']],
    ['a URL without credentials', 'url = "sqlite://file.db"', []],
    ['a password from elsewhere', 'url = "mysql://u:${urlescape(getenv("DB_PASS"))}@h/db"', []],
    ['a password from a variable', 'url = "mysql://u:${var.password}@h/db"', []],
    ['a user and a password from elsewhere', 'url = "mysql://${var.user}:${var.password}@h/db"', []],
    ['a token from elsewhere', 'token = getenv("ATLAS_TOKEN")', []],
    ['a comparison', 'a = var.secret == "pw1"', []],
    ['a docker image', 'dev = "docker+postgres://ghcr.io/x/img:v1@sha256:abc/dev"', []],
    ['an unterminated literal', 'password = "pw1', []],
    ['an unterminated interpolation', 'password = "${{', []],
    ['a character that is none', String.raw`password = "\UFFFFFFFF"`, ['\ufffd', String.raw`\UFFFFFFFF`]],
    ['a literal in a heredoc', 'a = <<EOT\npassword = "pw1"\nEOT\n', ['pw1']],
    ['a literal in a comment of several lines', '/* "\npassword = "pw1" */', ['pw1']],
    ['a literal behind what is no HCL', 'a = \'\n}} password = "pw1"', ['pw1']],
    ['a literal with an escape that is none', String.raw`password = "p\w1"`, ['pw1', String.raw`p\w1`]],
    ['nothing', '', []],
  ])('%s', (_name, config, secrets) => {
    expect(configSecrets(config).sort()).toEqual(secrets.sort())
  })

  test('does not fail on templates in templates', () => {
    expect(configSecrets('password = "pw1"\n' + '"${'.repeat(100_000))).toEqual(['pw1'])
  })

  test('takes time that does not grow with the square of a text', () => {
    const growth = growthOf(250, (size) => {
      const text = 'a'.repeat(500 * size) + '"${'.repeat(size) + '"a${b}'.repeat(10 * size)
      return () => configSecrets(text)
    })

    expect(growth).toBeLessThan(LINEAR)
  })
})
