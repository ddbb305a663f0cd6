import { expect, test } from '@jest/globals'
import {
  parseBoolean,
  parseBranch,
  parseLabelName,
  parseMessage,
  parseRepository,
  parseReviewer,
  parseTitle,
} from '../../src/settings/github-names.ts'

test.each(['main', 'release/1.x', 'a-b_c', 'ünï', 'a.b', "it's", 'v1@2', 'head'])('%j is a branch', (text) => {
  expect(parseBranch(text)).toEqual({ value: text })
})

test.each([
  ['refs/heads/main', { code: 'full-ref' }],
  ['refs/tags/v1', { code: 'full-ref' }],
  ['HEAD', { code: 'no-branch' }],
  ['@', { code: 'no-branch' }],
  ...[
    ...[' a', 'a b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[', 'a\\b', 'a..b', 'a@{1}', 'a//b', '/a', 'a/', 'a.', '.a'],
    ...['a/.b', 'a.lock', 'a.lock/b', '-a', 'a\tb', 'a\nb', 'a\u007f'],
  ].map((text) => [text, { code: 'character-in-branch' }] as const),
])('%j is no branch', (text, fault) => {
  expect(parseBranch(text)).toMatchObject({ fault: { ...fault, found: text } })
})

test.each([
  ['a b', ' '],
  ['a..b', '..'],
  ['a/.b', '/.'],
  ['a.lock', '.lock'],
])('%j is no branch for its %j', (text, character) => {
  expect(parseBranch(text)).toEqual({ fault: { code: 'character-in-branch', found: text, character } })
})

test.each([
  [parseRepository, ['octo/shop', 'Octo-1/shop.web_2']],
  [parseReviewer, ['octocat', 'octo_corp', 'bot[bot]', 'octo/back-end']],
  [parseLabelName, ['database', 'good first issue', '🚀', 'a'.repeat(50), '-1', '[WIP]', '#1', "it's", '"a" or b']],
  [parseTitle, ['Migrate', 'a'.repeat(256)]],
  [parseMessage, ['a\nb\n', 'a'.repeat(65_536)]],
])('%p takes what GitHub takes', (parse, texts) => {
  for (const text of texts) expect(parse(text)).toEqual({ value: text })
})

test.each([
  [parseRepository, 'shop', 'repository'],
  [parseRepository, 'octo/shop/web', 'repository'],
  [parseRepository, 'https://github.com/octo/shop', 'repository'],
  [parseRepository, 'a b/c', 'repository'],
  [parseReviewer, '@octocat', 'reviewer'],
  [parseReviewer, 'octo/', 'reviewer'],
  [parseReviewer, 'a/b/c', 'reviewer'],
  [parseReviewer, '- octocat', 'yaml-list-item'],
  [parseReviewer, '"octocat"', 'quotes'],
  [parseReviewer, 'octocat, hubot', 'several-values'],
  [parseReviewer, 'octocat hubot', 'several-values'],
  [parseReviewer, '[octocat]', 'brackets'],
  [parseLabelName, 'a\tb', 'control-character'],
  [parseLabelName, '- db', 'yaml-list-item'],
  [parseLabelName, '-', 'yaml-list-item'],
  [parseLabelName, '"db"', 'quotes'],
  [parseLabelName, "'db',", 'quotes'],
  [parseLabelName, '["db", "sql"]', 'brackets'],
  [parseLabelName, '[', 'brackets'],
  [parseTitle, 'a\nb', 'several-lines'],
  [parseTitle, 'a\tb', 'control-character'],
  [parseMessage, 'a\0', 'control-character'],
])('%p refuses %j: %s', (parse, text, code) => {
  expect(parse(text)).toEqual({ fault: { code, found: text } })
})

test('a reviewer with a comma behind the name', () => {
  expect(parseReviewer('octocat,')).toEqual({ fault: { code: 'separator-at-end', found: 'octocat,', separator: ',' } })
})

test.each([
  [parseLabelName, 50],
  [parseTitle, 256],
  [parseMessage, 65_536],
])('%p takes at most %i characters', (parse, longest) => {
  const found = 'a'.repeat(longest + 1)

  expect(parse(found)).toEqual({ fault: { code: 'too-long', found, length: longest + 1, longest } })
})

test.each([
  ['true', true],
  ['TRUE', true],
  ['False', false],
])('%s is a boolean', (text, value) => {
  expect(parseBoolean(text)).toEqual({ value })
})

test.each(['yes', '1', 'tRue'])('%s is no boolean', (text) => {
  expect(parseBoolean(text)).toMatchObject({ fault: { code: 'not-a-choice', found: text, choices: ['true', 'false'] } })
})

test.each(['db, sql', 'db,sql', 'db,'])('%s may be more than one label', (text) => {
  expect(parseLabelName(text)).toEqual({ value: text, doubt: { code: 'label-with-comma', found: text } })
})
