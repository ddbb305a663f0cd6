import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { unknownNames } from '../../src/settings/unknown-names.ts'

const { inputs } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  readonly inputs: Readonly<Record<string, unknown>>
}
const KNOWN = Object.keys(inputs)

test.each([
  ['manifest', 'manifests'],
  ['databse-url', 'database-url'],
  ['database_url', 'database-url'],
  ['databaseurl', 'database-url'],
  ['imgae', 'image'],
  ['enviroment', undefined],
  ['envs', 'env'],
  ['arg', 'args'],
  ['kind', 'kinds'],
  ['workload', 'workloads'],
  ['label', 'labels'],
  ['secretname', 'secret-name'],
  ['pull-policy', 'image-pull-policy'],
  ['container', 'container-name'],
  ['github-token', 'token'],
  ['secret', undefined],
  ['url', 'database-url'],
  ['verbose', undefined],
])('%s may be meant to be %s', (name, nearest) => {
  expect(unknownNames([name], KNOWN)).toEqual([{ setting: name, fault: { code: 'unknown-setting', nearest } }])
})

test('a name that there is needs no word', () => {
  expect(unknownNames(KNOWN, KNOWN)).toEqual([])
})

test.each(KNOWN)('without its last letter, %s is found', (name) => {
  expect(unknownNames([name.slice(0, -1)], KNOWN)).toMatchObject([{ fault: { nearest: name } }])
})
