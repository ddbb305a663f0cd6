import { expect, test } from '@jest/globals'
import { parseMountPath } from '../../src/settings/mount-path.ts'

const EXPECTED = 'expected an absolute path such as /etc/atlas, found'

test.each([
  ['/etc/atlas', '/etc/atlas'],
  ['/etc/atlas/', '/etc/atlas'],
  ['//etc///atlas//', '/etc/atlas'],
  ['/etc/./atlas/.', '/etc/atlas'],
  ['/a', '/a'],
  ['/etc/..atlas', '/etc/..atlas'],
  ['/etc/$x y', '/etc/$x y'],
])('accepts %s as %s', (text, value) => {
  expect(parseMountPath(text)).toEqual({ value })
})

test.each([
  ['etc/atlas', `${EXPECTED} "etc/atlas"; begin it with "/"`],
  ['C:\\atlas', `${EXPECTED} "C:\\\\atlas"; begin it with "/"`],
  ['/', `${EXPECTED} "/", the image's root; name a folder of its own`],
  ['//', `${EXPECTED} "//", the image's root; name a folder of its own`],
  ['/.', `${EXPECTED} "/.", the image's root; name a folder of its own`],
  ['/etc/../atlas', `${EXPECTED} "/etc/../atlas", which has a ".." segment; write the path out`],
  ['/etc/..', `${EXPECTED} "/etc/..", which has a ".." segment; write the path out`],
  ['/etc:/atlas', `${EXPECTED} "/etc:/atlas", which has ":"; use a path without it`],
  ['/etc/a%20b', `${EXPECTED} "/etc/a%20b", which has "%"; use a path without it`],
  ['/etc/a?b', `${EXPECTED} "/etc/a?b", which has "?"; use a path without it`],
  ['/etc/a#b', `${EXPECTED} "/etc/a#b", which has "#"; use a path without it`],
  ['/etc/$(X)', `${EXPECTED} "/etc/$(X)", which has "$("; use a path without it`],
  ['/etc/a\tb', `${EXPECTED} "/etc/a\\tb", which has a control character; take it out`],
  ['/etc/a\nb', `${EXPECTED} "/etc/a\\nb", which has a control character; take it out`],
])('refuses %j', (text, problem) => {
  expect(parseMountPath(text)).toEqual({ problem })
})
