import { expect, test } from '@jest/globals'
import { parseMountPath } from '../../src/settings/mount-path.ts'

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
  ['etc/atlas', { code: 'relative-path' }],
  ['C:\\atlas', { code: 'relative-path' }],
  ['/', { code: 'root-path' }],
  ['//', { code: 'root-path' }],
  ['/.', { code: 'root-path' }],
  ['/etc/../atlas', { code: 'parent-in-path' }],
  ['/etc/..', { code: 'parent-in-path' }],
  ['/etc:/atlas', { code: 'character-in-path', character: ':' }],
  ['/etc/a%20b', { code: 'character-in-path', character: '%' }],
  ['/etc/a?b', { code: 'character-in-path', character: '?' }],
  ['/etc/a#b', { code: 'character-in-path', character: '#' }],
  ['/etc/$(X)', { code: 'character-in-path', character: '$(' }],
  ['/etc/a\tb', { code: 'control-character' }],
  ['/etc/a\nb', { code: 'control-character' }],
])('refuses %j', (text, fault) => {
  expect(parseMountPath(text)).toEqual({ fault: { ...fault, found: text } })
})
