import { describe, expect, test } from '@jest/globals'

import { atlasConfigOf } from '../../src/atlas/atlas-config.ts'

describe('the environments that are found', () => {
  test.each([
    ['env "k8s" {\n}', 1, 'by its label'],
    ['env "k8s" { url = "mysql://db" }', 1, 'on one line'],
    ['env k8s {\n}', 1, 'by a bare label'],
    ['env "\\u006b8s" {\n}', 1, 'by a label with an escape'],
    ['env {\n  name = atlas.env\n}', 1, 'of any name'],
    ['env {\n  name = atlas . env # any\n}', 1, 'of any name, with blanks'],
    ['env "k8s" {\n}\nenv {\n  name = atlas.env\n}', 2, 'both'],
    ['\ufeffenv "k8s" {\r\n}\r\n', 1, 'behind a byte-order mark, with CRLF'],
    ['env "local" {\n}', 0, 'another label'],
    ['env "K8S" {\n}', 0, 'a label in capitals'],
    ['env "k8s" "eu" {\n}', 0, 'two labels'],
    ['env {\n}', 0, 'no name'],
    ['env {\n  name = "k8s"\n}', 0, 'a name in quotes'],
    ['env {\n  name = "${atlas.env}"\n}', 0, 'a template'],
    ['env {\n  name = local.env\n}', 0, 'a local value'],
    ['env {\n  name = atlas["env"]\n}', 0, 'an index'],
    ['env {\n  name = atlas.env.x\n}', 0, 'a longer traversal'],
    ['env "local" {\n  name = atlas.env\n}', 0, 'a label and a name'],
    ['# env "k8s" {}\n/* env "k8s" {} */', 0, 'in comments'],
    ['locals {\n  a = <<EOT\nenv "k8s" {}\n{{ range .x }}\nEOT\n}', 0, 'in a heredoc'],
    ['locals {\n  a = "env \\"k8s\\" {} ${"env"}"\n}', 0, 'in quotes'],
    ['a {\n  env "k8s" {\n  }\n}', 0, 'in another block'],
    ['environment "k8s" {\n}', 0, 'another type'],
    ['env = "k8s"', 0, 'an attribute'],
    ['variable "env" {\n}\nlocals {\n  env = "k8s"\n}', 0, 'the word elsewhere'],
  ])('%j has %d: %s', (text, environments) => {
    expect(atlasConfigOf(text, 'k8s')).toMatchObject({ environments })
  })

  test('a text that is no HCL has nothing to say', () => {
    expect(atlasConfigOf('env "k${1}s" {\n}', 'k8s')).toBeUndefined()
    expect(atlasConfigOf('{{ .Values.config }}', 'k8s')).toBeUndefined()
  })
})

describe('the database', () => {
  test.each<[string, string | undefined, string]>([
    ['env "k8s" {\n  url = "mysql://user:pass@db:3307/shop"\n}', 'db', 'of the label'],
    ['env {\n  name = atlas.env\n  url = "mysql://db"\n}', 'db', 'of any name'],
    ['env {\n  name = atlas.env\n  url = "mysql://a"\n}\nenv "k8s" {\n  url = "mysql://b"\n}', 'b', 'the label first'],
    ['env "k8s" {\n  url = "mysql://u:${getenv("P")}@db"\n}', undefined, 'a template'],
    ['env "k8s" {\n  url = getenv("URL")\n}', undefined, 'a call'],
    ['env "k8s" {\n  url = var.url\n}', undefined, 'a variable'],
    ['env "k8s" {\n  url = "mysql://a"\n}\nenv "k8s" {\n  url = "mysql://b"\n}', undefined, 'two blocks'],
    ['env "k8s" {\n  for_each = toset(["a"])\n  url = "mysql://a"\n}', undefined, 'many databases'],
    ['env "local" {\n  url = "mysql://a"\n}', undefined, 'another environment'],
    ['env "k8s" {\n  migration {\n    url = "mysql://a"\n  }\n}', undefined, 'in a block inside'],
    ['env "k8s" {\n  url = "mongodb://a"\n}', undefined, 'another scheme'],
  ])('%j: %s, %s', (text, host) => {
    expect(atlasConfigOf(text, 'k8s')?.database?.hosts[0]?.name).toBe(host)
  })
})

test.each([
  ['env "k8s" {\n}', true, 'no url'],
  ['env "k8s" {\n  dev = "docker://mysql/8"\n}', true, 'another attribute'],
  ['env "k8s" {\n  url = var.url\n}', false, 'a url'],
  ['env "k8s" {\n  for_each = toset(["a"])\n}', false, 'many databases'],
  ['env "k8s" {\n}\nenv "k8s" {\n}', false, 'two blocks'],
  ['env "k8s" {\n}\nenv {\n  name = atlas.env\n  url = "x"\n}', false, 'one of any name besides'],
  ['env "local" {\n}', false, 'another environment'],
])('%j lacks a URL: %s, %s', (text, lacksUrl) => {
  expect(atlasConfigOf(text, 'k8s')).toMatchObject({ lacksUrl })
})

test.each<[string, string | undefined, string]>([
  ['env "k8s" {\n  migration {\n    lock_timeout = "1m"\n  }\n}', '1m', 'written out'],
  ['env "k8s" {\n  migration {\n    lock_timeout = local.time\n  }\n}', undefined, 'a reference'],
  ['env "k8s" {\n  lock_timeout = "1m"\n}', undefined, 'not in the block migration'],
  ['env "local" {\n  migration {\n    lock_timeout = "1m"\n  }\n}', undefined, 'another environment'],
])('%j has the lock timeout %s: %s', (text, lockTimeout) => {
  expect(atlasConfigOf(text, 'k8s')?.lockTimeout).toBe(lockTimeout)
})

test.each([
  ['variable "a" {\n  type = string\n}\nvariable "b" {\n}', ['a', 'b'], 'without a default'],
  ['variable "a" {\n  default = null\n}', [], 'with a default, be it null'],
  ['variable "a" {\n  validation {\n    default = 1\n  }\n}', ['a'], 'a default in a block inside'],
  ['a {\n  variable "b" {\n  }\n}', [], 'in another block'],
])('%j needs the variables %j: %s', (text, requiredVariables) => {
  expect(atlasConfigOf(text, 'k8s')).toMatchObject({ requiredVariables })
})
