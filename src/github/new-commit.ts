import type { Connection } from './connection.ts'
import type { Content } from './wanted.ts'

/** A commit that no branch has yet. */
export interface NewCommit {
  /** 40 hex digits. */
  readonly sha: string
  /** Whose token made it: the address that GitHub put in as the author's. */
  readonly author: string
  /** Whether GitHub signed it. */
  readonly isSigned: boolean
}

/** A commit and its tree, 40 hex digits each. */
export interface Parent {
  readonly commit: string
  readonly tree: string
}

/** Makes a tree of another one and files in it, texts inline, all in one request. Gives its name. */
export async function makeTree(
  connection: Connection,
  base: string,
  files: readonly Content<unknown>[],
): Promise<string> {
  const { sha } = await connection.repeat('making a tree', ({ rest, at }) =>
    rest.git.createTree({
      ...at,
      base_tree: base,
      tree: files.map(({ path, mode, text }) => ({ path, mode: blobMode(mode), type: 'blob' as const, content: text })),
    }),
  )
  return sha
}

/** Makes a commit without author and committer, so that GitHub signs it for the token of an app or of a workflow. */
export async function makeCommit(
  connection: Connection,
  tree: string,
  parent: string,
  message: string,
): Promise<NewCommit> {
  const { sha, author, verification } = await connection.repeat('making a commit', ({ rest, at }) =>
    rest.git.createCommit({ ...at, message, tree, parents: [parent] }),
  )
  return { sha, author: author.email, isSigned: verification.verified }
}

function blobMode(mode: string): '100644' | '100755' {
  return mode === '100755' ? '100755' : '100644'
}
