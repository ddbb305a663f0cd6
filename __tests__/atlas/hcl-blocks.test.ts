import { describe, expect, test } from '@jest/globals'

import { hclBody, literalOf, type HclBody } from '../../src/atlas/hcl-blocks.ts'
import { growthOf, LINEAR } from '../growth.ts'

/** A body as plain text: attributes with their literals, `?` for other expressions, blocks with their labels. */
function shape(body: HclBody | undefined): unknown {
  if (!body) return undefined
  return [
    ...[...body.attributes].map(([name, value]) => `${name}=${literalOf(value) ?? '?'}`),
    ...body.blocks.map(({ type, labels, ...inner }) => [[type, ...labels].join(' '), shape(inner)]),
  ]
}

test.each<[string, unknown, string]>([
  ['', [], 'nothing'],
  ['env "k8s" {\n  url = "mysql://db"\n}\n', [['env k8s', ['url=mysql://db']]], 'a block'],
  ['env "k8s" {\n  url = "mysql://db"\n}', [['env k8s', ['url=mysql://db']]], 'no line end'],
  ['env "k8s" { url = "mysql://db" }\n', [['env k8s', ['url=mysql://db']]], 'one line'],
  ['env "k8s" {}', [['env k8s', []]], 'an empty body'],
  ['env k8s {\n}', [['env k8s', []]], 'a bare label'],
  ['data "external" "x-1" {\n}', [['data external x-1', []]], 'two labels'],
  ['env {\r\n  url = "x"\r\n}\r\n', [['env', ['url=x']]], 'CRLF'],
  ['\ufeffenv {\n}', [['env', []]], 'a byte-order mark'],
  ['env = "k8s"\n', ['env=k8s'], 'an attribute'],
  ['a {\n  b {\n    c "d" {\n    }\n  }\n  e = "f"\n}', [['a', ['e=f', ['b', [['c d', []]]]]]], 'blocks in blocks'],
  ['lock-name = "x"', ['lock-name=x'], 'a hyphen'],
  ['# env "a" {\n// env "b" {\n/* env "c" {\n*/ /**/ env "d" {} # }', [['env d', []]], 'comments'],
  ['url = "http://x # no" // yes', ['url=http://x # no'], 'no comment in quotes'],
  ['a = [\n  1,\n  { b = 2\n c = "}" },\n]\nd = "e"', ['a=?', 'd=e'], 'an expression of many lines'],
  ['a = b == c ? (\n d) : e[0]\nf = "g"', ['a=?', 'f=g'], 'operators'],
  ['a = 1.5e-3', ['a=?'], 'a number'],
  ['a = "b" + "c"', ['a=?'], 'two texts'],
])('%j: %j, %s', (text, expected) => {
  expect(shape(hclBody(text))).toEqual(expected)
})

describe('texts', () => {
  test.each([
    ['"a\\"b"', 'a"b'],
    ['"a\\\\"', 'a\\'],
    ['"\\n\\t\\r"', '\n\t\r'],
    ['"\\u006b8s\\U0001F600"', 'k8s😀'],
    ['"$${a} %%{b} $ 100% $$$"', '${a} %{b} $ 100% $$$'],
    ['"e\\u0301"', '\u00e9'],
    ['"{{ .x }}"', '{{ .x }}'],
    ['"$"', '$'],
  ])('%s means %j', (source, meaning) => {
    expect(shape(hclBody(`a = ${source}\nb = "c"`))).toEqual([`a=${meaning}`, 'b=c'])
  })

  test.each([
    ['"${b}"', 'an interpolation'],
    ['"%{ if b }x%{ endif ~}"', 'directives'],
    ['"${~ {c = "}"}["${d}"] ~}"', 'braces and texts in an interpolation'],
    ['"${\nb\n}"', 'line ends in an interpolation'],
    ['"$$${b}${c}"', 'one behind what is none'],
    ['<<EOT\nenv "x" {\n# ${b} {{ range }} "\nEOT', 'a heredoc'],
    ['<<EOT\n x\n   EOT  \t', 'a marker between blanks'],
    ['<<-EOT\n x\n EOT', 'a heredoc that is indented'],
    ['<<EOT\r\n x\r\nEOT\r', 'a heredoc with CRLF'],
    ['<<EOT\nEOT x\n${b}EOT\nxEOT\n$${b}\n$EOT\nEOT', 'lines like the marker'],
    ['<<A-B\n${"EOT"}\nA-B', 'a marker with a hyphen'],
    ['upper("b")', 'a call'],
  ])('%j has no literal: %s, and what follows is read', (source) => {
    expect(shape(hclBody(`a = ${source}\nb = "c"`))).toEqual(['a=?', 'b=c'])
  })
})

test.each([
  ['mysql://user@db/shop', 'a URL'],
  ['"env" {}', 'a type in quotes'],
  ['env "k${1}s" {}', 'a template in a label'],
  ['env "k8s"\n{\n}', 'a brace on the next line'],
  ['env "a" {} env "b" {}', 'two blocks on a line'],
  ['env "a" {', 'an open block'],
  ['}', 'a brace too many'],
  ['env', 'a word'],
  ['a =\n"b"', 'a value on the next line'],
  ['a = "b", c = "d"', 'a comma'],
  ['a = b = c', 'two equals signs'],
  ['a = "1"\na = "2"', 'an attribute twice'],
  ['a = [1', 'an open bracket'],
  ['a = [1}', 'a bracket that a brace closes'],
  ['a = "b', 'an open text'],
  ['a = "b\nc"', 'a text of two lines'],
  ['a = "\\x"', 'an escape that is none'],
  ['a = "\\U00110000"', 'a code point that is none'],
  ['a = "${b"', 'an open interpolation'],
  ['a = <<EOT\nb\nEOT', 'a marker at the end of the file'],
  ['a = <<EOT\n${b}EOT\n', 'a marker behind an interpolation'],
  ['a = 1 /* b', 'an open comment'],
  ["a = 'b'", 'single quotes'],
  ['a = 1; b = 2', 'a semicolon'],
  ['{{ if x }}\nenv "a" {}\n{{ end }}', 'a template of Helm'],
])('%j does not fit: %s', (text) => {
  expect(hclBody(text)).toBeUndefined()
})

test.each([
  ['a = ' + '"${'.repeat(5000), 'open templates'],
  ['a = ' + '"${'.repeat(5000) + '1' + '}"'.repeat(5000), 'templates in templates'],
  ['a {\n'.repeat(5000) + '}\n'.repeat(5000), 'blocks in blocks'],
])('gives up %#: %s', (text) => {
  expect(hclBody(text)).toBeUndefined()
})

test.each<[string, (size: number) => string]>([
  ['open brackets', (size) => 'a = ' + '['.repeat(size)],
  ['open comments', (size) => '/*'.repeat(size)],
  ['an open heredoc', (size) => 'a = <<X\n' + '$%\n'.repeat(size)],
  ['an open text', (size) => 'a = "' + '\\"'.repeat(size)],
  ['openings of heredocs', (size) => '<<X\n'.repeat(size)],
  ['blanks', (size) => ' '.repeat(4 * size) + '#'],
  ['comments', (size) => '# x\n'.repeat(size) + '!'],
])('the time does not grow with the square of %s', (_, text) => {
  const growth = growthOf(25_000, (size) => {
    const made = text(size)
    return () => hclBody(made)
  })

  expect(growth).toBeLessThan(LINEAR)
})
