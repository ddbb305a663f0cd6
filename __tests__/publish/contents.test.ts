import { expect, test } from '@jest/globals'

import { blobName } from '../../src/git/blob.ts'
import type { TreeEntry } from '../../src/git/tree.ts'
import type { Tree } from '../../src/github/tree-at.ts'
import { PublishError } from '../../src/publish/publish-error.ts'
import { contentsOn } from '../../src/publish/contents.ts'
import type { WantedFile } from '../../src/publish/wanted.ts'

const TEXT = 'kind: Secret\n'
const WANTED: WantedFile = {
  path: 'k8s/secret.yaml',
  file: 'k8s/secret.yaml',
  committed: undefined,
  isNew: true,
  isEdited: false,
  newMode: '100644',
  text: TEXT,
  results: [],
}

function treeWith(entries: Readonly<Record<string, TreeEntry>>): Tree {
  return { entryAt: (path) => entries[path], texts: () => Promise.resolve(new Map()) }
}

function neverRewrite(): never {
  throw new Error('a new file has no other text to rewrite')
}

test('a new file is committed where the branch has none', async () => {
  const { files } = await contentsOn(treeWith({}), [WANTED], neverRewrite)

  expect(files).toEqual([
    { path: WANTED.path, file: WANTED.file, mode: '100644', text: TEXT, isEdited: false, results: [] },
  ])
})

test('a new file that the branch has already is not committed again', async () => {
  const tree = treeWith({ [WANTED.path]: { mode: '100644', name: blobName(TEXT) } })

  expect(await contentsOn(tree, [WANTED], neverRewrite)).toMatchObject({ files: [], gone: [] })
})

test('a new file does not take the place of another one', async () => {
  const tree = treeWith({ [WANTED.path]: { mode: '100644', name: blobName('mine\n') } })

  await expect(contentsOn(tree, [WANTED], neverRewrite)).rejects.toThrow(PublishError)
})

test('a file that is larger than GitHub stores stops the run', async () => {
  const text = 'x'.repeat(100_000_001)

  await expect(contentsOn(treeWith({}), [{ ...WANTED, text }], neverRewrite)).rejects.toMatchObject({
    problems: [{ code: 'file-too-large', location: { file: WANTED.file } }],
  })
})
