import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'

/*
 * The objects of a repository, read and written without git, whose start for each of them would take most of the time.
 * All of them are loose: nothing that tests do packs them. `git fsck` shows that they are right.
 */

export interface GitObject {
  readonly oid: string
  readonly type: string
  readonly content: Buffer
}

export interface TreeEntry {
  readonly name: string
  /** In octal digits as git stores them: `100644`, `40000`. */
  readonly mode: string
  readonly oid: string
}

/** One path of a tree that is made: its text, an object that is there already, or null for its removal. */
export interface NewEntry {
  readonly path: string
  readonly mode: string
  readonly content: { readonly text: string } | { readonly sha: string } | null
}

const OID = /^[0-9a-f]{40}$/
const OID_BYTES = 20
const FOLDER = '40000'

/** An object; undefined when there is none of that name. */
export function readObject(folder: string, oid: string): GitObject | undefined {
  const path = pathOf(folder, oid)
  if (!OID.test(oid) || !existsSync(path)) return undefined
  const bytes = inflateSync(readFileSync(path))
  return { oid, type: bytes.toString('latin1', 0, bytes.indexOf(' ')), content: bytes.subarray(bytes.indexOf(0) + 1) }
}

/** Stores an object, and gives its name. */
export function writeObject(folder: string, type: string, content: Buffer): string {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
  const oid = createHash('sha1').update(bytes).digest('hex')
  const path = pathOf(folder, oid)
  if (existsSync(path)) return oid
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, deflateSync(bytes, { level: 1 }))
  return oid
}

function pathOf(folder: string, oid: string): string {
  return join(folder, 'objects', oid.slice(0, 2), oid.slice(2))
}

/** What stands at a path in a tree, or the tree itself for an empty path; undefined where nothing is. */
export function objectIn(folder: string, tree: string, path: string): GitObject | undefined {
  const names = path.split('/').filter(Boolean)
  return names.reduce<GitObject | undefined>(
    (object, name) => {
      const entry = object?.type === 'tree' ? treeEntries(object.content).find((one) => one.name === name) : undefined
      return entry && readObject(folder, entry.oid)
    },
    readObject(folder, tree),
  )
}

/** The entries of a tree, from its object's bytes. */
export function treeEntries(content: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  let offset = 0
  while (offset < content.length) {
    const space = content.indexOf(' ', offset)
    const end = content.indexOf(0, space)
    const mode = content.toString('latin1', offset, space)
    const name = content.toString('utf8', space + 1, end)
    offset = end + 1 + OID_BYTES
    entries.push({ name, mode, oid: content.toString('hex', end + 1, offset) })
  }
  return entries
}

/** Every file of a tree with what is below it, by path. */
export function filesIn(folder: string, tree: string, above = ''): readonly (TreeEntry & { readonly path: string })[] {
  const entries = treeEntries(readObject(folder, tree)?.content ?? Buffer.alloc(0))
  return entries.flatMap((entry) => {
    const path = above + entry.name
    return entry.mode === FOLDER ? filesIn(folder, entry.oid, `${path}/`) : [{ ...entry, path }]
  })
}

/** Makes a tree of another one (of none, without a base) and entries in place of its own. Gives its name. */
export function writeTree(folder: string, base: string | undefined, changes: readonly NewEntry[]): string {
  const old = base === undefined ? undefined : readObject(folder, base)
  const entries = new Map(treeEntries(old?.content ?? Buffer.alloc(0)).map((entry) => [entry.name, entry]))
  const put = (name: string, mode: string, oid: string) => entries.set(name, { name, mode, oid })
  const [inFolders, here] = [true, false].map((isBelow) => changes.filter(({ path }) => path.includes('/') === isBelow))
  // A file may take the place of a folder, and a folder that of a file.
  for (const { path, content } of here ?? []) if (content === null) entries.delete(path)
  for (const [name, below] of Map.groupBy(inFolders ?? [], ({ path }) => path.slice(0, path.indexOf('/')))) {
    const before = entries.get(name)
    const inner = below.map((change) => ({ ...change, path: change.path.slice(name.length + 1) }))
    const oid = writeTree(folder, before?.mode === FOLDER ? before.oid : undefined, inner)
    if (readObject(folder, oid)?.content.length === 0) entries.delete(name)
    else put(name, FOLDER, oid)
  }
  for (const { path, mode, content } of here ?? [])
    if (content !== null)
      put(path, mode, 'sha' in content ? content.sha : writeObject(folder, 'blob', Buffer.from(content.text)))

  const sorted = [...entries.values()].sort((one, other) => Buffer.compare(sortKey(one), sortKey(other)))
  const bytes = sorted.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')])
  return writeObject(folder, 'tree', Buffer.concat(bytes))
}

/** Git sorts folders as if their names ended in a slash. */
function sortKey({ name, mode }: TreeEntry): Buffer {
  return Buffer.from(mode === FOLDER ? `${name}/` : name)
}
