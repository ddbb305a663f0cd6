import { describe, expect, test } from '@jest/globals'

import { readDocument, splitStream, StreamError } from '../../src/yaml/stream.ts'

describe('splitStream takes a text apart into its documents', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['comments alone', '# a\n\n# b\n', []],
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['a marker in front', '---\na: 1\n', ['---\na: 1\n']],
    ['comments and directives in front', '# a\n%YAML 1.1\n---\na: 1\n', ['# a\n%YAML 1.1\n---\na: 1\n']],
    ['a byte-order mark in front', '\ufeff# a\n---\na: 1\n', ['\ufeff# a\n---\na: 1\n']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['content on the line of a marker', '--- a\n--- # c\nb\n---\tc', ['--- a\n', '--- # c\nb\n', '---\tc']],
    ['empty documents', '---\n---\n---', ['---\n', '---\n', '---']],
    ['comments before a marker, which belong to the document before', 'a\n# b\n---\nb\n', ['a\n# b\n', '---\nb\n']],
    ['the end of a document', 'a\n...\n', ['a\n...\n']],
    ['a prefix behind the end', 'a\n...\n# b\n%YAML 1.1\n---\nb\n', ['a\n...\n', '# b\n%YAML 1.1\n---\nb\n']],
    ['a document without a marker behind the end', 'a\n...\nb\n', ['a\n...\n', 'b\n']],
    ['comments behind the end', 'a\n...\n# b\n', ['a\n...\n# b\n']],
    ['no marker', '---a: 1\n --- b\n', ['---a: 1\n --- b\n']],
    ['a marker in a block scalar, which ends it', 'a: |\n  b\n---\nc\n', ['a: |\n  b\n', '---\nc\n']],
  ])('%s', (_what, text, expected) => {
    const { documents } = splitStream(text)

    expect(documents.map((document) => document.text)).toEqual(expected)
    expect(documents.map(({ index }) => index)).toEqual([...expected.keys()])
    for (const document of documents) expect(text.startsWith(document.text, document.start)).toBe(true)
  })
})

describe('readDocument', () => {
  test('says where an error stands in the whole text', () => {
    const stream = splitStream('a: 1\n---\nb: 2\nc: "\n')
    const [, second] = stream.documents

    expect(() => second && readDocument(stream, second)).toThrow(StreamError)
    expect(() => second && readDocument(stream, second)).toThrow(
      expect.objectContaining({ position: { line: 5, column: 1 } }),
    )
  })

  test('lets a duplicate key pass, and counts it', () => {
    const stream = splitStream('---\na: 1\n---\n# c\nb: 2\nc: {d: 4, d: 5}\nb: 3\n')
    const [first, second] = stream.documents.map((document) => readDocument(stream, document))

    expect([first?.error, second?.error]).toEqual([undefined, undefined])
    expect([first?.repeatedKeys, second?.repeatedKeys]).toEqual([0, 2])
    expect(second?.toValue()).toEqual({ b: 3, c: { d: 5 } })
  })

  test('takes for texts and numbers what Kubernetes takes for them', () => {
    const stream = splitStream(
      'texts: [e2, E10, 2026-11-28, 2026-11-28T12:30:00Z, 12:30, 1:2.5, ., +., .e1]\n' +
        'numbers: [0755, 0x1F, 0b11, 1_000, 1e3, 1.5e-3, .5, 5., -.5, 08]\n' +
        'others: [yes, off, y, ~, .inf]\n',
    )
    const [document] = stream.documents

    expect(document && readDocument(stream, document).toValue()).toEqual({
      texts: ['e2', 'E10', '2026-11-28', '2026-11-28T12:30:00Z', '12:30', '1:2.5', '.', '+.', '.e1'],
      numbers: [0o755, 0x1f, 3, 1000, 1000, 0.0015, 0.5, 5, -0.5, 8],
      others: [true, false, true, null, Infinity],
    })
  })
})
