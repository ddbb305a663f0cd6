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
  ['refs/heads/main', 'leave out "refs/heads/"'],
  ['refs/tags/v1', 'a full ref'],
  ['HEAD', 'no branch'],
  ['@', 'no branch'],
  ...[' a', 'a b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[', 'a\\b', 'a..b', 'a@{1}', 'a//b', '/a', 'a/', 'a.', '.a'].map(
    (text) => [text, 'git does not take'] as const,
  ),
  ...['a/.b', 'a.lock', 'a.lock/b', '-a', 'a\tb', 'a\nb', 'a\u007f'].map(
    (text) => [text, 'git does not take'] as const,
  ),
])('%j is no branch', (text, reason) => {
  expect(parseBranch(text)).toEqual({ problem: expect.stringContaining(reason) })
})

test.each([
  [
    parseRepository,
    ['octo/shop', 'Octo-1/shop.web_2'],
    ['shop', 'octo/shop/web', 'https://github.com/octo/shop', 'a b/c'],
  ],
  [parseReviewer, ['octocat', 'octo_corp', 'bot[bot]', 'octo/back-end'], ['@octocat', 'octo/', 'a b', 'a/b/c']],
  [
    parseLabelName,
    ['database', 'good first issue', '🚀', 'a'.repeat(50), '-1', '[WIP]', '#1', "it's", '"a" or b'],
    ['a\tb', 'a'.repeat(51)],
  ],
  [parseTitle, ['Migrate', 'a'.repeat(256)], ['a\nb', 'a'.repeat(257)]],
  [parseMessage, ['a\nb\n', 'a'.repeat(65_536)], ['a\0', 'a'.repeat(65_537)]],
])('%p', (parse, taken, refused) => {
  for (const text of taken) expect(parse(text)).toEqual({ value: text })
  for (const text of refused) expect(parse(text)).toEqual({ problem: expect.stringContaining('expected') })
})

test.each([
  ['true', true],
  ['TRUE', true],
  ['False', false],
])('%s is a boolean', (text, value) => {
  expect(parseBoolean(text)).toEqual({ value })
})

test.each(['yes', '1', 'tRue'])('%s is no boolean', (text) => {
  expect(parseBoolean(text)).toEqual({ problem: `expected true or false, found "${text}"` })
})

test.each(['db, sql', 'db,sql', 'db,'])('%s may be more than one label', (text) => {
  expect(parseLabelName(text)).toEqual({
    value: text,
    doubt: `found "${text}", which is one label with a comma in it; if it is more, write one a line`,
  })
})

test.each([
  [parseLabelName, '- db', 'which is an item of a YAML list; take out the "-"'],
  [parseLabelName, '-', 'which is an item of a YAML list'],
  [parseLabelName, '"db"', 'whose quotes would be part of it; take them out'],
  [parseLabelName, "'db',", 'whose quotes would be part of it'],
  [parseLabelName, '["db", "sql"]', 'which is a list in brackets; write one value a line'],
  [parseLabelName, '[', 'which is a list in brackets'],
  [parseReviewer, '- octocat', 'which is an item of a YAML list; take out the "-"'],
  [parseReviewer, '"octocat"', 'whose quotes would be part of it; take them out'],
  [parseReviewer, 'octocat, hubot', 'which is more than one; write one a line, without commas'],
  [parseReviewer, 'octocat,', 'which ends with a ","; take it out'],
  [parseReviewer, 'octocat hubot', 'which is more than one; write one a line'],
  [parseReviewer, '[octocat]', 'which is a list in brackets'],
  [parseReviewer, '@octocat', 'give one a line, without "@"'],
])('%p refuses %s in its own words', (parse, text, problem) => {
  expect(parse(text)).toEqual({ problem: expect.stringContaining(problem) })
})
