import { constants } from 'node:buffer'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type FileContent, readCandidate } from '../../src/files/read.ts'
import { HIDDEN_WORD } from '../../src/yaml/hidden-words.ts'
import { failureOf, temporaryFolder, thrownBy } from './temporary.ts'

function read(content: string | Buffer, words = ['Deployment', 'Job']): FileContent | undefined {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, content)
  return readCandidate(path, words, [], HIDDEN_WORD)
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

describe('UTF-8', () => {
  test.each([
    ['plain text', 'kind: Deployment\n'],
    ['the second word', 'kind: Job'],
    ['CRLF', 'a: 1\r\nkind: Job\r\n'],
    ['a byte-order mark', '\uFEFFkind: Job\n'],
    ['letters of two to four bytes', 'kind: Job # é – 🚀\n'],
    ['a zero byte', 'kind: Job\0\n'],
    ['a replacement character', 'kind: Job # \uFFFD\n'],
  ])('%s comes back as it is', (_, text) => {
    expect(read(text)).toEqual({ type: 'text', mayHoldWord: true, text })
  })

  test.each([
    ['an escape of two digits', 'kind: "\\x4aob"\n'],
    ['an escape of four digits', 'kind: "\\u004Aob"\n'],
    ['an escape of eight digits', 'kind: "\\U0000004aob"\n'],
    ['an escape of a digit', 'kind: "J\\x31"\n'],
    ['a line break in double quotes', 'kind: "Jo\\\n  b"\n'],
    ['such a line break, CRLF', 'kind: "Jo\\\r\n  b"\r\n'],
    ['such a line break of Unicode', 'kind: "Jo\\\u2028  b"\n'],
    ['base64', 'kind: !!binary Sm9i\n'],
    ['base64 with another tag', 'kind: !<tag:yaml.org,2002:%62inary> Sm9i\n'],
    ['a handle of a tag', '%TAG !b! tag:yaml.org,2002:bin\n---\nkind: !b!ary Sm9i\n'],
  ])('%s may hide a word', (_, text) => {
    expect(read(text)).toEqual({ type: 'text', mayHoldWord: true, text })
  })

  test.each([
    ['an escape of no letter', 'a: "\\u003c\\u0026\\n\\t\\x20\\\\"\n'],
    ['a line break behind a blank', 'a: "b \\\n  c"\n'],
    ['an exclamation mark', 'a: Hello!\nb: "!important"\n'],
    ['a tag', 'a: !!str b\n'],
    ['a percent sign', 'a: 100%\n'],
    ['an empty file', ''],
    ['a file without the words', 'kind: Service\n'],
    ['a word in another case', 'kind: deployment\n'],
    ['a zero byte and no word', 'kind: Service\0\n'],
  ])('%s is not read', (_, text) => {
    expect(read(text)).toBeUndefined()
  })

  test('no words, no candidate', () => {
    expect(read('kind: Job', [])).toBeUndefined()
  })
})

describe('not UTF-8', () => {
  test.each([
    { title: 'Latin-1', bytes: Buffer.from('a: 1\nb: é\nkind: Job\n', 'latin1'), line: 2 },
    { title: 'in the first line', bytes: Buffer.from('# ÿ\nkind: Job\n', 'latin1'), line: 1 },
    { title: 'in the last line, unended', bytes: Buffer.from('kind: Job\r\n\r\nb: é', 'latin1'), line: 3 },
    { title: 'a sequence that a line end cuts', bytes: Buffer.from('kind: Job\n# \xE2\x82\n', 'latin1'), line: 2 },
    { title: 'a surrogate', bytes: Buffer.from('ok: é\nkind: Job \xED\xA0\x80', 'latin1'), line: 1 },
  ])('$title: line $line', ({ bytes, line }) => {
    expect(read(bytes)).toEqual({ type: 'not-utf-8', mayHoldWord: true, text: bytes.toString('latin1'), line })
  })

  test('valid letters before the invalid byte do not count', () => {
    const bytes = Buffer.concat([Buffer.from('ok: é 🚀\nkind: Job\n'), Buffer.from([0xff])])

    expect(read(bytes)).toMatchObject({ type: 'not-utf-8', line: 3 })
  })

  test.each([
    { title: 'UTF-16LE', bytes: Buffer.from('a: é\nkind: Job\n', 'utf16le') },
    { title: 'UTF-16LE with a mark', bytes: Buffer.from('\uFEFFa: é\nkind: Job\n', 'utf16le') },
    { title: 'UTF-16BE', bytes: utf16be('a: é\nkind: Job\n') },
    { title: 'UTF-16BE with a mark', bytes: utf16be('\uFEFFa: é\nkind: Job\n') },
    { title: 'UTF-16LE, cut in a letter', bytes: Buffer.from('a: é\nkind: Job\n\n', 'utf16le').subarray(0, -1) },
  ])('$title', ({ bytes }) => {
    expect(read(bytes)).toMatchObject({
      type: 'not-utf-8',
      mayHoldWord: true,
      text: expect.stringMatching(/^a: é\nkind: Job\n/),
      line: 1,
    })
  })

  test('UTF-16 with an escape that may hide a word', () => {
    expect(read(Buffer.from('kind: "\\u004aob"\n', 'utf16le'))).toMatchObject({ type: 'not-utf-8', line: 1 })
  })

  test.each([
    ['Latin-1', Buffer.from('b: é\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFkind: Service\n', 'utf16le')],
  ])('%s without the words is not read', (_, bytes) => {
    expect(read(bytes)).toBeUndefined()
  })
})

describe('errors', () => {
  test('a file that is not there', () => {
    const path = join(temporaryFolder(), 'nope.yaml')

    const error = thrownBy(() => readCandidate(path, ['Job'], [], HIDDEN_WORD))

    expect(error).toMatchObject({
      failure: { code: 'unreadable-file', fault: { code: 'system', errno: 'ENOENT' } },
      cause: { code: 'ENOENT' },
    })
  })

  test('a file longer than a string can be', () => {
    const path = join(temporaryFolder(), 'long.json')
    writeFileSync(path, 'Job')
    truncateSync(path, constants.MAX_STRING_LENGTH + 1)

    const longest = constants.MAX_STRING_LENGTH
    expect(failureOf(() => readCandidate(path, ['Job'], [], HIDDEN_WORD))).toEqual({
      code: 'unreadable-file',
      fault: { code: 'too-long', bytes: longest + 1, longest },
    })
  })
})
