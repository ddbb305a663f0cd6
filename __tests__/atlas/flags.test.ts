import { expect, test } from '@jest/globals'

import { flagValue, flagValues, readArguments, withoutFlags } from '../../src/atlas/flags.ts'

/** The arguments as `flag=value`, operands alone. */
function read(args: readonly string[]): string[] {
  return readArguments(args).map(({ flag, value = '?' }) => (flag === undefined ? value : `${flag}=${value}`))
}

test.each([
  [[], []],
  [['--url=a=b'], ['url=a=b']],
  [['--url', 'a'], ['url=a']],
  [['--url', '--dry-run'], ['url=--dry-run']],
  [['--url='], ['url=']],
  [['--url'], ['url=?']],
  [
    ['--dry-run', '2'],
    ['dry-run=true', '2'],
  ],
  [['--dry-run=false'], ['dry-run=false']],
  [['-u', 'a'], ['url=a']],
  [['-ua'], ['url=a']],
  [['-u=a'], ['url=a']],
  [
    ['-w', '1'],
    ['web=true', '1'],
  ],
  [['-wu', 'a'], ['url=a']],
  [['-c', 'file://a'], ['config=file://a']],
  [['--new', 'a'], ['new=a']],
  [
    ['--new', '--env', 'k8s'],
    ['new=?', 'env=k8s'],
  ],
  [['-x', '1'], ['x=1']],
  [
    ['1', '-', '--', '--env', 'k8s'],
    ['1', '-', '--', '--env', 'k8s'],
  ],
])('reads %j as %j', (args, expected) => {
  expect(read(args)).toEqual(expected)
})

test('a flag counts where it stands, not in the value of another', () => {
  const args = ['--var', '--env', '--env=a', '--env', 'b', '--', '--env=c']

  expect(flagValues(args, 'env')).toEqual(['a', 'b'])
  expect(flagValue(args, 'env')).toBe('b')
  expect(flagValue(args, 'url')).toBeUndefined()
})

test.each([
  [
    ['-c', 'file://a', '--env', 'k8s', '--dry-run', '1'],
    ['--dry-run', '1'],
  ],
  [['--config=file://a', '--env=k8s', '--env=prod'], ['--env=prod']],
  [
    ['--var', 'a=b', '-cfile://a', '--', '--env=k8s'],
    ['--var', 'a=b', '--', '--env=k8s'],
  ],
])('of %j without config and env, %j is left', (args, left) => {
  expect(withoutFlags(args, ['config', 'env'])).toEqual(left)
})
