import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { git, gitLine } from './git.ts'

const NOTHING = '0'.repeat(40)

/** One path of a tree that is made: its text, an object that is there already, or null for its removal. */
export interface NewEntry {
  readonly path: string
  readonly mode: string
  readonly content: { readonly text: string } | { readonly sha: string } | null
}

/** Makes a tree of another one (of none, without a base) and entries in place of its own. Gives its name. */
export async function writeTree(folder: string, base: string | undefined, entries: readonly NewEntry[]) {
  const scratch = await mkdtemp(join(tmpdir(), 'tree-'))
  try {
    const index = { environment: { GIT_INDEX_FILE: join(scratch, 'index') } }
    const lines = await indexLines(folder, scratch, entries)
    await git(folder, ['read-tree', base ?? '--empty'], index)
    await git(folder, ['update-index', '-z', '--index-info'], { ...index, input: lines })
    return await gitLine(folder, ['write-tree'], index)
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/** The input of `git update-index --index-info`. All blobs are written by one git, from files in a folder of scratch. */
async function indexLines(folder: string, scratch: string, entries: readonly NewEntry[]): Promise<string> {
  const paths: string[] = []
  for (const { content } of entries) {
    if (content === null || !('text' in content)) continue
    const path = join(scratch, String(paths.length))
    await writeFile(path, content.text)
    paths.push(path)
  }
  const input = paths.map((path) => `${path}\n`).join('')
  const written = (await gitLine(folder, ['hash-object', '-w', '--no-filters', '--stdin-paths'], { input })).split('\n')
  let blob = 0
  return entries
    .map(({ path, mode, content }) => {
      if (content === null) return `0 ${NOTHING}\t${path}\0`
      return `${mode} ${'text' in content ? written[blob++] : content.sha}\t${path}\0`
    })
    .join('')
}
