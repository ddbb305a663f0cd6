import { blobName } from '../git/blob.ts'
import type { TreeEntry } from '../git/tree.ts'
import type { Connection } from './connection.ts'
import { objects } from './objects.ts'

/** What a commit has where something is wanted. */
export interface Tree {
  /** The entry at a path; undefined when there is none. Known for every wanted file and every folder above. */
  readonly entryAt: (path: string) => TreeEntry | undefined
  /** The texts of blobs, by their names. */
  readonly texts: (blobs: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** A commit's tree, as far as the folders of some paths go. */
export interface KnownTree extends Tree {
  /** The tree's name, 40 hex digits. */
  readonly name: string
}

/** Thrown when GitHub names a commit as the head of a branch, and does not have its files yet. */
export class TreeNotReady extends Error {
  override readonly name = 'TreeNotReady'
  readonly commit: string

  constructor(commit: string) {
    super(`GitHub does not have all folders of ${commit} yet`)
    this.commit = commit
  }
}

/** Thrown for a blob whose text GitHub does not give. */
export class UnreadableBlob extends Error {
  override readonly name = 'UnreadableBlob'
  readonly blob: string
  /** Whether it is too large for GitHub; otherwise it is not UTF-8. */
  readonly isTruncated: boolean

  constructor(blob: string, isTruncated: boolean) {
    super(`GitHub does not give the text of the blob ${blob}`)
    this.blob = blob
    this.isTruncated = isTruncated
  }
}

/** How often a tree is asked for that GitHub does not have yet. */
const TRIES = 4

interface FolderAnswer {
  readonly oid: string
  readonly entries?: readonly { readonly name: string; readonly mode: number; readonly oid: string }[]
}

interface BlobAnswer {
  readonly text: string | null
  readonly isTruncated: boolean
}

/**
 * Reads the folders of paths at a commit, as many as possible in one request. Their texts are read in others, when they
 * are asked for: https://docs.github.com/en/graphql/reference/objects#tree
 *
 * @throws GithubFailure
 * @throws TreeNotReady
 */
export async function treeAt(connection: Connection, commit: string, paths: readonly string[]): Promise<KnownTree> {
  const folders = [...new Set(['', ...paths.flatMap(foldersAbove)])]
  for (let tries = 0; tries < TRIES; tries++) {
    const tree = await readFolders(connection, commit, folders)
    if (tree !== undefined) return tree
    await connection.pause(tries)
  }
  throw new TreeNotReady(commit)
}

/** Undefined when GitHub lacks a part of it: what was pushed a moment ago comes to its servers one after the other. */
async function readFolders(
  connection: Connection,
  commit: string,
  folders: readonly string[],
): Promise<KnownTree | undefined> {
  const answers = await objects<FolderAnswer>(
    connection,
    { code: 'read-folders', commit },
    folders.map((folder) => `${commit}:${folder}`),
    'oid ... on Tree { entries { name mode oid } }',
  )
  const entries = new Map<string, TreeEntry>()
  for (const [index, folder] of folders.entries()) {
    for (const { name, mode, oid } of answers[index]?.entries ?? []) {
      // GraphQL has modes as numbers: 33188 is 100644 in octal digits.
      entries.set(folder === '' ? name : `${folder}/${name}`, { mode: mode.toString(8).padStart(6, '0'), name: oid })
    }
  }
  const [root] = answers
  const isPart = folders.some((folder, index) => entries.get(folder)?.mode === '040000' && !answers[index]?.entries)
  if (!root || isPart) return undefined
  return {
    name: root.oid,
    entryAt: (path) => entries.get(path),
    texts: (blobs) => textsOf(connection, commit, blobs),
  }
}

function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1)
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

async function textsOf(
  connection: Connection,
  commit: string,
  blobs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (blobs.length === 0) return new Map()
  const selection = '... on Blob { text isTruncated }'
  const answers = await objects<BlobAnswer>(connection, { code: 'read-files', commit }, blobs, selection)
  return new Map(blobs.map((blob, index) => [blob, exactText(blob, answers[index])]))
}

/** @throws UnreadableBlob when what GitHub gave is not the text to the byte, as its name tells. */
function exactText(blob: string, answer: BlobAnswer | null | undefined): string {
  const text = answer?.text
  if (typeof text === 'string' && blobName(text) === blob) return text
  throw new UnreadableBlob(blob, answer?.isTruncated === true)
}
