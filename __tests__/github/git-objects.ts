import { git, gitLineIfAny } from './git.ts'

export interface GitObject {
  readonly oid: string
  readonly type: string
  readonly content: Buffer
}

export interface TreeEntry {
  readonly name: string
  /** In octal digits as git stores them: `100644`, `40000`. */
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly oid: string
}

const LINE_FEED = 0x0a
const OID_BYTES = 20
const WHOLE_OID = /^[0-9a-f]{40}$/

/** What each expression (`COMMIT:PATH`, an object's name) stands for; undefined where there is nothing. */
export async function readObjects(
  folder: string,
  expressions: readonly string[],
): Promise<readonly (GitObject | undefined)[]> {
  if (expressions.length === 0) return []
  const input = expressions.map((expression) => `${expression}\0`).join('')
  const printed = await git(folder, ['cat-file', '--batch', '-z'], { input })
  let offset = 0
  return expressions.map((expression) => {
    const absent = ['missing', 'ambiguous']
      .map((word) => Buffer.from(`${expression} ${word}\n`))
      .find((line) => printed.subarray(offset, offset + line.length).equals(line))
    if (absent !== undefined) {
      offset += absent.length
      return undefined
    }
    const start = printed.indexOf(LINE_FEED, offset) + 1
    const [oid = '', type = '', size] = printed.toString('utf8', offset, start - 1).split(' ')
    const end = start + Number(size)
    offset = end + 1
    return { oid, type, content: printed.subarray(start, end) }
  })
}

/** The type of an object, by its whole name; undefined when there is no such object. */
export async function typeOfObject(folder: string, oid: string): Promise<string | undefined> {
  return WHOLE_OID.test(oid) ? gitLineIfAny(folder, ['cat-file', '-t', oid]) : undefined
}

/** The entries of a tree, from its object's bytes. */
export function treeEntries(content: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  let offset = 0
  while (offset < content.length) {
    const space = content.indexOf(' ', offset)
    const end = content.indexOf(0, space)
    const mode = content.toString('utf8', offset, space)
    const name = content.toString('utf8', space + 1, end)
    offset = end + 1 + OID_BYTES
    entries.push({ name, mode, type: typeOfMode(mode), oid: content.toString('hex', end + 1, offset) })
  }
  return entries
}

/** The type of object that an entry with a mode stands for. */
export function typeOfMode(mode: string): TreeEntry['type'] {
  if (mode === '40000' || mode === '040000') return 'tree'
  return mode === '160000' ? 'commit' : 'blob'
}
