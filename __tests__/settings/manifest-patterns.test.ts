import { expect, test } from '@jest/globals'
import { parseManifestPattern, withDefaultManifests } from '../../src/settings/manifest-patterns.ts'

const EXPECTED = 'expected a glob under working-directory such as k8s/**/*.yaml, found'

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
  ['- k8s/*.yaml', `${EXPECTED} "- k8s/*.yaml", which is an item of a YAML list; take out the "-"`],
  ['!- vendor/**', 'which is an item of a YAML list; take out the "-"'],
  ['!', `${EXPECTED} "!", which takes nothing away; put a glob after the "!"`],
  ['/k8s/*.yaml', `${EXPECTED} "/k8s/*.yaml", which is absolute; make it relative to working-directory`],
  ['.//k8s/../*.yaml', 'which has a ".." segment'],
  ['!/k8s/*.yaml', `${EXPECTED} "!/k8s/*.yaml", which is absolute; make it relative to working-directory`],
  ['C:/k8s/*.yaml', `${EXPECTED} "C:/k8s/*.yaml", which is absolute; make it relative to working-directory`],
  ['k8s\\*.yaml', `${EXPECTED} "k8s\\\\*.yaml", which has "\\"; use "/"`],
  [
    '../k8s/*.yaml',
    `${EXPECTED} "../k8s/*.yaml", which has a ".." segment; set working-directory to the folder that holds it all`,
  ],
  ['!k8s/../*.yaml', 'which has a ".." segment; set working-directory'],
  ['k8s/..', 'which has a ".." segment; set working-directory'],
  ['.', `${EXPECTED} ".", which is a folder; use **/*.yaml`],
  ['./', 'which is a folder; use **/*.yaml'],
  ['k8s/', 'which is a folder; use k8s/**/*.yaml'],
  ['!./k8s//', 'which is a folder; use !k8s/**/*.yaml'],
])('refuses %s', (text, problem) => {
  expect(parseManifestPattern(text)).toEqual({ problem: expect.stringContaining(problem) })
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
