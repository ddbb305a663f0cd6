import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from '@jest/globals'

import { findCompanions } from '../../src/files/companions.ts'
import { temporaryFolder } from './temporary.ts'

const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** The companions of `k8s/web.yaml` in a workspace that has these files, too. */
function companionsAmong(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = temporaryFolder()
  mkdirSync(join(workspace, 'k8s'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text)
  const found = findCompanions([join(workspace, 'k8s/web.yaml')], workspace)
  return [...found.values()].flat().map((path) => relative(workspace, path))
}

test.each(['sig', 'asc', 'minisig', 'p7s', 'sigstore.json', 'md5', 'sha1', 'sha256', 'sha512', 'SHA256', 'sha256sum'])(
  'a file beside it that ends in .%s',
  (suffix) => {
    expect(companionsAmong({ [`k8s/web.yaml.${suffix}`]: '' })).toEqual([`k8s/web.yaml.${suffix}`])
  },
)

test.each([
  ['k8s/SHA256SUMS', `${HASH}  api.yaml\n${HASH}  web.yaml\n`],
  ['k8s/SHA512SUMS.txt', `${HASH}${HASH} *web.yaml\r\n`],
  ['k8s/checksums.txt', `${HASH}  ./web.yaml`],
  ['k8s/manifests_1.2_checksums.txt', `${HASH.toUpperCase()}  web.yaml\n`],
  ['k8s/manifests.sha256sum', `${HASH}  web.yaml\n`],
  ['k8s/CHECKSUM', `SHA256 (web.yaml) = ${HASH}\n`],
  ['SHA256SUMS', `${HASH}  k8s/web.yaml\n`],
])('a list %s that names it', (name, text) => {
  expect(companionsAmong({ [name]: text })).toEqual([name])
})

test.each([
  ['k8s/SHA256SUMS', `${HASH}  api.yaml\n${HASH}  old-web.yaml\n`],
  ['k8s/SHA256SUMS', 'web.yaml\n'],
  ['SHA256SUMS', `${HASH}  web.yaml\n`],
  ['k8s/list.txt', `${HASH}  web.yaml\n`],
  ['k8s/web.yaml.bak', ''],
  ['k8s/api.yaml.sig', ''],
  ['web.yaml.sig', ''],
])('nothing of %s, where it is about something else %#', (name, text) => {
  expect(companionsAmong({ [name]: text })).toEqual([])
})

test('each once, with those of other files apart', () => {
  expect(
    companionsAmong({
      'k8s/web.yaml.sha256': `${HASH}  web.yaml\n`,
      'k8s/web.yaml.asc': '',
      'k8s/SHA256SUMS': `${HASH}  web.yaml\n`,
    }),
  ).toEqual(['k8s/web.yaml.asc', 'k8s/web.yaml.sha256', 'k8s/SHA256SUMS'])
})

test('neither a folder, nor a link, nor a folder that is gone is read', () => {
  const workspace = temporaryFolder()
  mkdirSync(join(workspace, 'SHA256SUMS'))
  writeFileSync(join(workspace, 'target'), `${HASH}  web.yaml\n`)
  symlinkSync('target', join(workspace, 'MD5SUMS'))
  const files = [join(workspace, 'web.yaml'), join(workspace, 'gone/web.yaml')]

  expect([...findCompanions(files, workspace).values()]).toEqual([[], []])
})
