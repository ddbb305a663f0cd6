import { describe, expect, test } from '@jest/globals'
import {
  parseArgument,
  parseCommandWord,
  parseEnv,
  parseWord,
  parseWorkingDirectory,
} from '../../src/settings/plain-text.ts'

describe('an env', () => {
  const expected = 'expected the name of an Atlas environment such as k8s, found'

  test.each(['k8s', 'prod-eu', 'a"b', '$x', 'é', 'env', 'environment', 'eu/prod', 'e'.repeat(253)])(
    'accepts %s',
    (text) => {
      expect(parseEnv(text)).toEqual({ value: text })
    },
  )

  test.each([
    ['a\nb', `${expected} "a\\nb", which has more than one line; give one name`],
    ['a\tb', `${expected} "a\\tb", which has a control character; take it out`],
    ['a\u2028b', `${expected} "a\\u2028b", which has a control character; take it out`],
    ['"k8s"', `${expected} "\\"k8s\\"", whose quotes would be part of it; take them out`],
    ["'k8s'", `${expected} "'k8s'", whose quotes would be part of it; take them out`],
    ['`k8s`', `${expected} "\`k8s\`", whose quotes would be part of it; take them out`],
    ['“k8s”', `${expected} "“k8s”", whose quotes would be part of it; take them out`],
    ['k8s"', `${expected} "k8s\\"", whose quotes would be part of it; take them out`],
    ['k8s prod', `${expected} "k8s prod", which has a blank; give one name, without blanks`],
    ['k8s, prod', `${expected} "k8s, prod", which has a comma; give one name`],
    ['k8s,prod', `${expected} "k8s,prod", which has a comma; give one name`],
    ['- k8s', `${expected} "- k8s", which starts with "-"; take it out`],
    ['--env k8s', `${expected} "--env k8s", which is a flag of the command line; give the name alone`],
    ['--env=k8s', `${expected} "--env=k8s", which is a flag of the command line; give the name alone`],
    ['env=k8s', `${expected} "env=k8s", which is a flag of the command line; give the name alone`],
    [
      'env "k8s" {',
      `${expected} "env \\"k8s\\" {", which is the first line of the block in atlas.hcl; give the name in its quotes alone`,
    ],
    ['$(ENV)', `${expected} "$(ENV)", in which Kubernetes would expand "$("; give a name without it`],
    ['e'.repeat(254), `${expected} "${'e'.repeat(80)}…", which has 254 characters; give one of at most 253`],
  ])('refuses %j', (text, problem) => {
    expect(parseEnv(text)).toEqual({ problem })
  })
})

describe('a word of a command line', () => {
  test.each(['--baseline', 'a b', '$(POD_NAME)', 'a"b"', 'é #', 'name="x"'])('accepts %s', (text) => {
    expect(parseWord(text)).toEqual({ value: text })
  })

  test.each([
    ['a\tb', 'expected one word of the command line, found "a\\tb", which has a control character; take it out'],
    [
      'a\u001b[0m',
      'expected one word of the command line, found "a\\u001b[0m", which has a control character; take it out',
    ],
    ['a\rb', 'expected one word of the command line, found "a\\rb", which has a control character; take it out'],
  ])('refuses %j', (text, problem) => {
    expect(parseWord(text)).toEqual({ problem })
  })

  test.each(['"--allow-dirty"', "'a'", '- --allow-dirty', '["--allow-dirty"]', '# a comment'])(
    'refuses what is meant for a shell or a list: %s',
    (text) => {
      expect(parseWord(text)).toEqual({
        problem: expect.stringMatching(/take them out|take out the "-"|without brackets|each word alone on its line/),
      })
    },
  )
})

describe('a line of a command', () => {
  test.each([
    ['sh', 0],
    ['/usr/local/bin/atlas', 0],
    ['$(SHELL)', 0],
    ['-c', 1],
    ['exec atlas "$@"', 2],
    ['--', 3],
    ['a, b', 1],
    ['--message=a b', 1],
  ])('%s as word %i', (text, index) => {
    expect(parseCommandWord(text, index)).toEqual({ value: text })
  })

  test.each([
    ['sh -c', 0, 'which is more than the program; write one word a line, without commas'],
    ['/atlas migrate apply', 0, 'which is more than the program'],
    ['sh, -c', 0, 'which is more than the program'],
    ['sh,-c', 0, 'which is more than the program'],
    ['-c', 0, 'which is a flag where the program is expected; write that on the line before'],
    ['-c exec atlas', 1, 'which is two or more; write each on its own line'],
    ['- sh', 0, 'which is an item of a YAML list; take out the "-"'],
    ['"sh"', 0, 'whose quotes would be part of it; take them out'],
    ['"sh",', 0, 'whose quotes would be part of it; take them out'],
    ['["sh", "-c"]', 0, 'which is a list in brackets; write one value a line, without brackets'],
  ])('not %s as word %i', (text, index, problem) => {
    expect(parseCommandWord(text, index)).toEqual({
      problem: `expected one word of the command line, found ${JSON.stringify(text)}, ${problem.includes(';') ? problem : `${problem}; write one word a line, without commas`}`,
    })
  })
})

describe('an argument of migrate apply', () => {
  test.each(['--dry-run', '--lock-timeout=1m', '--var=a=b c', '20230101', '1', 'a b'])('accepts %s', (text) => {
    expect(parseArgument(text)).toEqual({ value: text })
  })

  test.each(['--baseline 20230101', '--tx-mode=all --lock-timeout=10s', '-u x'])(
    'refuses two on a line: %s',
    (text) => {
      expect(parseArgument(text)).toEqual({ problem: expect.stringContaining('write each on its own line') })
    },
  )

  test.each(['-c', '--config=file://a', '--env', '--env=prod'])('refuses a flag of ours: %s', (text) => {
    expect(parseArgument(text)).toEqual({ problem: expect.stringContaining('is set by us') })
  })
})

describe('a working directory', () => {
  test.each(['.', 'deploy', '../other', '/home/runner/work', 'C:\\work'])('accepts %s', (text) => {
    expect(parseWorkingDirectory(text)).toEqual({ value: text })
  })

  test('refuses a NUL', () => {
    expect(parseWorkingDirectory('a\0b')).toEqual({
      problem: 'expected a folder\'s path, found "a\\u0000b", which has a NUL character; take it out',
    })
  })
})
