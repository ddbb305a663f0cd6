import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

import { readCandidate } from '../../src/files/read.ts'
import { HIDDEN_WORD } from '../../src/yaml/hidden-words.ts'
import { KINDS } from '../../src/kubernetes/kinds.ts'
import { rewrite } from '../../src/injection/rewrite.ts'
import type { Texts } from '../action/job.ts'
import { deployment, injected } from '../action/manifests.ts'
import type { NewFiles } from '../github/bare-repository.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, type WorkflowCheckout } from '../github/workflow-checkout.ts'
import { requestOf } from '../request.ts'

const TEXTS: Texts = {
  'line feeds': deployment(),
  CRLF: deployment().replaceAll('\n', '\r\n'),
  'no newline at the end': deployment().trimEnd(),
  'CRLF, but for the end': deployment().trimEnd().replaceAll('\n', '\r\n'),
  'a byte-order mark': `\ufeff${deployment()}`,
  'a change in the last line': injected(deployment()).replace('v0.1.2', 'v0.1.1').trimEnd(),
  'characters of several bytes': deployment().replace('app:1', 'app:1 # é\u00a0密🚀'),
  'several changes': [deployment('a'), deployment('b'), deployment('c')].join('---\n'),
}

const NAMES = [
  'plain.yaml',
  'deep/er/and deeper/web.yaml',
  ' leading and trailing .yaml',
  `"double" and 'single'.yaml`,
  '"',
  '"q"/".yaml',
  '"half.yaml',
  '\\"back\\slash\\.yaml',
  'Grüße/密码-😀.yaml',
  'Gru\u0308ße.yaml',
  '\uffee behind 😀.yaml',
  'tab\there.yaml',
  '-dash.yaml',
  '--help/-.yaml',
  ':(top)web.yaml',
  '#hash.yaml',
  '~home.yaml',
  'a b b/c.yaml',
  '$(id)`id`;&|<>*?[]{}.yaml',
]

const LEFT_ALONE: NewFiles = { 'run.sh': { executable: '#!/bin/sh\n' }, 'README.md': 'Shop\r\nwithout an end' }

/** Every text under every kind of name, every other file one that may be run; beside them, what must stay as it is. */
const VARIED: NewFiles = {
  ...Object.fromEntries(
    [
      ...Object.entries(TEXTS).map(([name, text]) => [`${name}.yaml`, text] as const),
      ...NAMES.map((name, index) => [name, Object.values(TEXTS)[index % Object.keys(TEXTS).length] ?? ''] as const),
    ].map(([name, text], index) => [name, index % 2 === 0 ? text : { executable: text }]),
  ),
  ...LEFT_ALONE,
}

const EVERY_FILE = { manifests: '**' }

test('a commit of manifests that differ in all that git keeps is what output mode and the patch make of its parent, in and out again', async () => {
  const changed = Object.keys(VARIED).filter((name) => !(name in LEFT_ALONE))
  const injection = await expectTheSame(VARIED, EVERY_FILE, changed)
  await expectTheSame(injection, { ...EVERY_FILE, operation: 'remove' }, changed)
})

const corpus = process.env.MANIFEST_CORPUS

/** As many as an open pull request can still be looked through: one commit, one request. */
const CORPUS_FILES = 300

if (corpus === undefined)
  process.stdout.write(
    'MANIFEST_CORPUS is not set to a folder of manifests: the commit of real manifests is skipped.\n',
  )

const describeCorpus = corpus === undefined ? describe.skip : describe

describeCorpus('real manifests (skipped where MANIFEST_CORPUS does not name their folder)', () => {
  test('are committed as output mode writes them', async () => {
    const files = someOf(corpus ?? '')
    expect(Object.keys(files).length).toBeGreaterThan(0)
    process.stdout.write(`${Object.keys(files).length} real manifests in one commit\n`)

    await expectTheSame(files, { kinds: Object.keys(KINDS).join('\n'), 'on-refused': 'warn' }, Object.keys(files))
  })
})

/**
 * Commits files, and compares the commit's tree with what output mode leaves in another checkout, and with what the
 * patch makes of a third. A tree's name stands for all bytes, names and modes in it. Gives what is committed.
 */
async function expectTheSame(files: NewFiles, inputs: Texts, changed: readonly string[]): Promise<NewFiles> {
  const github = await temporaryGithub(files)
  const [committing, writing, applying] = [await checkoutOf(github), await checkoutOf(github), await checkoutOf(github)]

  const run = await committing.run({ ...inputs, mode: 'commit' })
  const written = await writing.run(inputs)

  expect([run, written].map(({ exitCode, log }) => (exitCode === 0 ? '' : log))).toEqual(['', ''])
  const { repository } = github
  expect(await repository.fsck()).toBe('')
  const [commit, parent] = repository.log('main')
  expect(treeIn(writing)).toBe(commit?.tree)
  expect(treeIn(committing)).toBe(commit?.tree)
  expect(new Set(run.outputs['changed-files']?.split('\n'))).toEqual(new Set(changed))

  expect(run.patch).toBe(written.patch)
  applying.git('apply', '--index', run.outputs.patch ?? '')
  expect(treeIn(applying)).toBe(commit?.tree)

  applying.git('fetch', '--quiet', repository.folder, 'main')
  const diff = applying.git('diff', '--no-color', '--no-renames', parent?.sha ?? '', commit?.sha ?? '')
  expect(diffsOf(diff)).toEqual(diffsOf(run.patch))

  const committed = Object.entries(repository.files('main'))
  return Object.fromEntries(
    committed.map(([name, { mode, text }]) => [name, mode === '100755' ? { executable: text } : text]),
  )
}

/** The name of the tree that the whole work tree makes. */
function treeIn(checkout: WorkflowCheckout): string {
  checkout.git('add', '--all', '--force')
  return checkout.git('write-tree').trim()
}

/**
 * A patch by files, in any order, since git sorts by bytes. Without what `git apply` has no need of: the names of blobs,
 * the line above each hunk that looks like a heading.
 */
function diffsOf(patch: string): string[] {
  return patch
    .replace(/^index [0-9a-f]+\.\.[0-9a-f]+(?: \d+)?\n/gm, '')
    .replace(/^(@@ -[\d,]+ \+[\d,]+ @@).*$/gm, '$1')
    .split(/^(?=diff --git )/m)
    .sort()
}

/** Files all over a folder that change, as texts in a repository of their own. */
function someOf(folder: string): NewFiles {
  const request = requestOf({ kinds: Object.keys(KINDS).join('\n') })
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && statSync(join(folder, name)).isFile())
    .sort()
  const step = Math.max(1, Math.floor(names.length / CORPUS_FILES / 4))
  const found: [string, string][] = []
  for (let index = 0; index < names.length && found.length < CORPUS_FILES; index += step) {
    const name = names[index] ?? ''
    const content = readCandidate(join(folder, name), request.selection.kinds, [], HIDDEN_WORD)
    if (content?.type === 'text' && rewrite(content.text, request).text !== content.text)
      found.push([name, content.text])
  }
  return Object.fromEntries(found)
}
