import { describe, expect, test } from '@jest/globals'
import {
  parseArgument,
  parseCommandWord,
  parseEnv,
  parseWord,
  parseWorkingDirectory,
} from '../../src/settings/plain-text.ts'

describe('an env', () => {
  test.each(['k8s', 'prod-eu', 'a"b', '$x', 'é', 'env', 'environment', 'eu/prod', 'e'.repeat(253)])(
    'accepts %s',
    (text) => {
      expect(parseEnv(text)).toEqual({ value: text })
    },
  )

  test.each([
    ['a\nb', 'several-lines'],
    ['a\tb', 'control-character'],
    ['a\u2028b', 'control-character'],
    ['"k8s"', 'quotes'],
    ["'k8s'", 'quotes'],
    ['`k8s`', 'quotes'],
    ['“k8s”', 'quotes'],
    ['k8s"', 'quotes'],
    ['k8s prod', 'several-names'],
    ['k8s, prod', 'several-names'],
    ['k8s,prod', 'several-names'],
    ['- k8s', 'leading-dash'],
    ['--env k8s', 'env-flag'],
    ['--env=k8s', 'env-flag'],
    ['env=k8s', 'env-flag'],
    ['env "k8s" {', 'env-block'],
    ['$(ENV)', 'expanded-by-kubernetes'],
  ])('refuses %j: %s', (text, code) => {
    expect(parseEnv(text)).toEqual({ fault: { code, found: text } })
  })

  test('has a longest length', () => {
    const text = 'e'.repeat(254)

    expect(parseEnv(text)).toEqual({ fault: { code: 'too-long', found: text, length: 254, longest: 253 } })
  })
})

describe('a word of a command line', () => {
  test.each(['--baseline', 'a b', '$(POD_NAME)', 'a"b"', 'é #', 'name="x"'])('accepts %s', (text) => {
    expect(parseWord(text)).toEqual({ value: text })
  })

  test.each([
    ['a\tb', 'control-character'],
    ['a\u001b[0m', 'control-character'],
    ['a\rb', 'control-character'],
    ['"--allow-dirty"', 'quotes'],
    ["'a'", 'quotes'],
    ['- --allow-dirty', 'yaml-list-item'],
    ['["--allow-dirty"]', 'brackets'],
    ['[a]', 'brackets'],
    ['# a comment', 'comment'],
  ])('refuses %j: %s', (text, code) => {
    expect(parseWord(text)).toEqual({ fault: { code, found: text } })
  })
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
    ['sh -c', 0, 'program-with-words'],
    ['/atlas migrate apply', 0, 'program-with-words'],
    ['sh, -c', 0, 'program-with-words'],
    ['sh,-c', 0, 'program-with-words'],
    ['-c', 0, 'flag-as-program'],
    ['-c exec atlas', 1, 'several-words'],
    ['- sh', 0, 'yaml-list-item'],
    ['"sh"', 0, 'quotes'],
    ['"sh",', 0, 'quotes'],
    ['["sh", "-c"]', 0, 'brackets'],
  ])('not %s as word %i: %s', (text, index, code) => {
    expect(parseCommandWord(text, index)).toEqual({ fault: { code, found: text } })
  })
})

describe('an argument of migrate apply', () => {
  test.each(['--dry-run', '--lock-timeout=1m', '--var=a=b c', '20230101', '1', 'a b'])('accepts %s', (text) => {
    expect(parseArgument(text)).toEqual({ value: text })
  })

  test.each(['--baseline 20230101', '--tx-mode=all --lock-timeout=10s', '-u x'])(
    'refuses two on a line: %s',
    (text) => {
      expect(parseArgument(text)).toEqual({ fault: { code: 'several-arguments', found: text } })
    },
  )

  test.each(['-c', '--config=file://a', '--env', '--env=prod'])('refuses a flag that the action sets: %s', (text) => {
    expect(parseArgument(text)).toEqual({ fault: { code: 'set-flag', found: text } })
  })
})

describe('a working directory', () => {
  test.each(['.', 'deploy', '../other', '/home/runner/work', 'C:\\work'])('accepts %s', (text) => {
    expect(parseWorkingDirectory(text)).toEqual({ value: text })
  })

  test('refuses a NUL', () => {
    expect(parseWorkingDirectory('a\0b')).toEqual({ fault: { code: 'control-character', found: 'a\0b' } })
  })
})
