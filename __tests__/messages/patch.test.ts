import { describe, expect, test } from '@jest/globals'

import type { Edit } from '../../src/yaml/edit.ts'
import { unifiedDiff } from '../../src/messages/patch.ts'

function lines(...names: readonly (string | number)[]): string {
  return names.map((name) => `${name}\n`).join('')
}

const NO_NEWLINE = '\\ No newline at end of file'

const HEAD = lines('diff --git a/k8s/web.yaml b/k8s/web.yaml', '--- a/k8s/web.yaml', '+++ b/k8s/web.yaml')

/** An insertion of a text before a line, from 1, of a text in which each line is `length` long. */
function insertion(line: number, text: string, length = 2): Edit {
  const offset = (line - 1) * length
  return { start: offset, end: offset, text }
}

describe('a file is shown as git diff shows it', () => {
  test.each([
    {
      what: 'lines added, with three lines around them',
      before: lines(1, 2, 3, 4, 5, 6, 7, 8),
      edits: [insertion(5, 'new\n')],
      patch: lines('@@ -2,6 +2,7 @@', ' 2', ' 3', ' 4', '+new', ' 5', ' 6', ' 7'),
    },
    {
      what: 'a part of a line changed',
      before: lines('a', 'b: 1 # c', 'd'),
      edits: [{ start: 5, end: 6, text: '2' }],
      patch: lines('@@ -1,3 +1,3 @@', ' a', '-b: 1 # c', '+b: 2 # c', ' d'),
    },
    {
      what: 'two parts of a line changed',
      before: lines('a: 1, b: 2'),
      edits: [
        { start: 9, end: 10, text: '4' },
        { start: 3, end: 4, text: '3' },
      ],
      patch: lines('@@ -1,1 +1,1 @@', '-a: 1, b: 2', '+a: 3, b: 4'),
    },
    {
      what: 'changes far apart',
      before: lines(1, 2, 3, 4, 5, 6, 7, 8, 9),
      edits: [insertion(1, 'x\n'), insertion(10, 'y\n')],
      patch: lines('@@ -1,3 +1,4 @@', '+x', ' 1', ' 2', ' 3', '@@ -7,3 +8,4 @@', ' 7', ' 8', ' 9', '+y'),
    },
    {
      what: 'changes whose context touches',
      before: lines(1, 2, 3, 4, 5, 6, 7, 8),
      edits: [insertion(2, 'x\n'), { start: 14, end: 16, text: '' }],
      patch: lines('@@ -1,8 +1,8 @@', ' 1', '+x', ' 2', ' 3', ' 4', ' 5', ' 6', ' 7', '-8'),
    },
    {
      what: 'CRLF',
      before: 'a\r\nb\r\n',
      edits: [insertion(2, 'x\r\n', 3)],
      patch: '@@ -1,2 +1,3 @@\n a\r\n+x\r\n b\r\n',
    },
    {
      what: 'no newline at the end',
      before: 'a\nb',
      edits: [insertion(1, 'x\n')],
      patch: lines('@@ -1,2 +1,3 @@', '+x', ' a', ' b', NO_NEWLINE),
    },
    {
      what: 'lines behind a last line without newline',
      before: 'a\nb',
      edits: [{ start: 3, end: 3, text: '\nc' }],
      patch: lines('@@ -1,2 +1,3 @@', ' a', '-b', NO_NEWLINE, '+b', '+c', NO_NEWLINE),
    },
  ])('$what', ({ before, edits, patch }) => {
    expect(unifiedDiff({ path: 'k8s/web.yaml', before, edits })).toBe(HEAD + patch)
  })
})

test('a name that git quotes is quoted as git does', () => {
  const patch = unifiedDiff({ path: 'a "b"\t\\é.yaml', before: 'a\n', edits: [insertion(1, 'b\n')] })

  expect(patch.split('\n').slice(0, 3)).toEqual([
    String.raw`diff --git "a/a \"b\"\t\\\303\251.yaml" "b/a \"b\"\t\\\303\251.yaml"`,
    `${String.raw`--- "a/a \"b\"\t\\\303\251.yaml"`}\t`,
    `${String.raw`+++ "b/a \"b\"\t\\\303\251.yaml"`}\t`,
  ])
})

describe('a new file is shown as git diff shows it', () => {
  const NEW_HEAD = lines('diff --git a/k8s/secret.yaml b/k8s/secret.yaml', 'new file mode 100644')

  test.each([
    ['two lines', lines('a', 'b'), lines('--- /dev/null', '+++ b/k8s/secret.yaml', '@@ -0,0 +1,2 @@', '+a', '+b')],
    ['no line end', 'a', `${lines('--- /dev/null', '+++ b/k8s/secret.yaml', '@@ -0,0 +1,1 @@', '+a')}${NO_NEWLINE}\n`],
    ['nothing', '', ''],
  ])('with %s', (_what, text, patch) => {
    expect(unifiedDiff({ path: 'k8s/secret.yaml', text })).toBe(NEW_HEAD + patch)
  })
})
