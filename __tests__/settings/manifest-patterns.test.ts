import { expect, test } from '@jest/globals'
import { parseManifestPattern, withDefaultManifests } from '../../src/settings/manifest-patterns.ts'

test.each([
  ['k8s/**/*.yaml', 'k8s/**/*.yaml'],
  ['./k8s/web.yaml', 'k8s/web.yaml'],
  ['././/k8s/web.yaml', 'k8s/web.yaml'],
  ['!./k8s/web.yaml', '!k8s/web.yaml'],
  ['!vendor/**', '!vendor/**'],
  ['.hidden/*.yaml', '.hidden/*.yaml'],
  ['a..b/*.yaml', 'a..b/*.yaml'],
  ['-k8s/*.yaml', '-k8s/*.yaml'],
  ['my apps/*.yaml', 'my apps/*.yaml'],
  ['{a,b}/[0-9]*.y?ml', '{a,b}/[0-9]*.y?ml'],
])('accepts %s as %s', (text, value) => {
  expect(parseManifestPattern(text)).toEqual({ value })
})

test.each([
  ['- k8s/*.yaml', { code: 'yaml-list-item' }],
  ['!- vendor/**', { code: 'yaml-list-item' }],
  ['!', { code: 'empty-exclusion' }],
  ['/k8s/*.yaml', { code: 'absolute-pattern' }],
  ['!/k8s/*.yaml', { code: 'absolute-pattern' }],
  ['C:/k8s/*.yaml', { code: 'absolute-pattern' }],
  ['k8s\\*.yaml', { code: 'backslash' }],
  ['.//k8s/../*.yaml', { code: 'parent-in-pattern' }],
  ['../k8s/*.yaml', { code: 'parent-in-pattern' }],
  ['!k8s/../*.yaml', { code: 'parent-in-pattern' }],
  ['k8s/..', { code: 'parent-in-pattern' }],
  ['.', { code: 'folder', pattern: '**/*.yaml' }],
  ['./', { code: 'folder', pattern: '**/*.yaml' }],
  ['k8s/', { code: 'folder', pattern: 'k8s/**/*.yaml' }],
  ['!./k8s//', { code: 'folder', pattern: '!k8s/**/*.yaml' }],
])('refuses %s', (text, fault) => {
  expect(parseManifestPattern(text)).toEqual({ fault: { ...fault, found: text } })
})

test.each([
  [[], ['**/*.yaml', '**/*.yml', '**/*.json']],
  [['!vendor/**'], ['**/*.yaml', '**/*.yml', '**/*.json', '!vendor/**']],
  [['k8s/*.yaml'], ['k8s/*.yaml']],
  [
    ['!vendor/**', 'k8s/*.yaml'],
    ['!vendor/**', 'k8s/*.yaml'],
  ],
])('completes %j to %j', (patterns, completed) => {
  expect(withDefaultManifests(patterns)).toEqual(completed)
})
