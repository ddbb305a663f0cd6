import type { TreeEntry } from '../git/tree.ts'
import type { Connection } from './connection.ts'
import { GithubFailure, LargeRequest } from './failure.ts'

/** What one request for a tree has at most. Reports of requests that failed start at 200 files, and at 2.5 MB. */
const BATCH = { files: 100, bytes: 1_500_000 }

/** https://docs.github.com/en/rest/git/blobs: what GitHub stores of a file, in bytes. */
export const LARGEST_FILE = 100_000_000

/** From how many bytes on the size of a request may be why it failed. */
const LARGE = 500_000

/** A file as it is to be committed. */
export interface NewFile {
  /** Relative to the top folder of the repository, with `/`. */
  readonly path: string
  /** `100644` or `100755`. */
  readonly mode: string
  readonly text: string
}

interface NewEntry {
  readonly path: string
  readonly mode: string
  readonly content?: string
  readonly sha?: string
}

/**
 * Makes a tree of another one and files in it, texts inline, with one request for a hundred files. Gives its name.
 */
export async function makeTree(connection: Connection, base: string, files: readonly NewFile[]): Promise<string> {
  const entries: NewEntry[] = []
  for (const { path, mode, text } of files) {
    const entry = { path, mode, content: text }
    entries.push(bytesOf(entry) <= BATCH.bytes ? entry : { path, mode, sha: await makeBlob(connection, path, text) })
  }
  return combine(connection, base, entries)
}

/** The same, of files that are stored already. */
export async function makeTreeOfStored(
  connection: Connection,
  base: string,
  files: readonly (TreeEntry & { readonly path: string })[],
): Promise<string> {
  return combine(
    connection,
    base,
    files.map(({ path, mode, name }) => ({ path, mode, sha: name })),
  )
}

async function makeBlob(connection: Connection, path: string, text: string): Promise<string> {
  const { sha } = await sized(1, Buffer.byteLength(text), () =>
    connection.repeat({ code: 'store-file', path }, ({ rest, at }) =>
      rest.git.createBlob({ ...at, content: text, encoding: 'utf-8' }),
    ),
  )
  return sha
}

/** Each tree is the base of the next one. */
async function combine(connection: Connection, base: string, entries: readonly NewEntry[]): Promise<string> {
  let name = base
  for (const batch of batchesOf(entries)) {
    const tree = batch.map((entry) => ({ ...entry, mode: blobMode(entry.mode), type: 'blob' as const }))
    const { sha } = await sized(batch.length, Buffer.byteLength(JSON.stringify(tree)), () =>
      connection.repeat({ code: 'create-tree' }, ({ rest, at }) =>
        rest.git.createTree({ ...at, base_tree: name, tree }),
      ),
    )
    name = sha
  }
  return name
}

/** As few batches as the bounds allow, in the order of the entries. */
function batchesOf(entries: readonly NewEntry[]): readonly (readonly NewEntry[])[] {
  const batches: NewEntry[][] = []
  let room = { files: 0, bytes: 0 }
  for (const entry of entries) {
    const bytes = bytesOf(entry)
    if (room.files < 1 || room.bytes < bytes) {
      batches.push([])
      room = { ...BATCH }
    }
    batches.at(-1)?.push(entry)
    room = { files: room.files - 1, bytes: room.bytes - bytes }
  }
  return batches
}

/** How many bytes an entry takes in a request. */
function bytesOf(entry: NewEntry): number {
  return Buffer.byteLength(JSON.stringify(entry))
}

/** Sends a request; when it fails as those that are too large do, the error says how large it was. */
async function sized<T>(count: number, bytes: number, send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof GithubFailure) || bytes < LARGE) throw error
    const isOfSize = error.status !== undefined && (error.status >= 500 || [413, 422].includes(error.status))
    throw isOfSize ? new LargeRequest(error, count, bytes) : error
  }
}

function blobMode(mode: string): '100644' | '100755' {
  return mode === '100755' ? '100755' : '100644'
}
