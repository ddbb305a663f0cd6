import type { Connection } from './connection.ts'

/** Whose a commit is, and by what it is known. */
export interface Signature {
  /** The addresses of its author and its committer, and when each did it. */
  readonly author: string
  readonly committer: string
  readonly authored: string
  readonly committed: string
  readonly message: string
}

/** A commit that no branch has yet. */
export interface NewCommit extends Signature {
  /** 40 hex digits. */
  readonly sha: string
  /** Whether GitHub signed it. */
  readonly isSigned: boolean
}

/** A commit and its tree, 40 hex digits each. */
export interface Parent {
  readonly commit: string
  readonly tree: string
}

/** Makes a commit without author and committer, so that GitHub signs it for the token of an app or of a workflow. */
export async function makeCommit(
  connection: Connection,
  tree: string,
  parent: string,
  message: string,
): Promise<NewCommit> {
  const commit = await connection.repeat({ code: 'create-commit' }, ({ rest, at }) =>
    rest.git.createCommit({ ...at, message, tree, parents: [parent] }),
  )
  return { ...signatureOf(commit), sha: commit.sha, isSigned: commit.verification.verified }
}

/** Reads whose a commit is from the Git database. */
export async function readSignature(connection: Connection, commit: string): Promise<Signature> {
  return signatureOf(
    await connection.repeat({ code: 'read-commit', commit }, ({ rest, at }) =>
      rest.git.getCommit({ ...at, commit_sha: commit }),
    ),
  )
}

/** A commit as both of GitHub's interfaces to it write it. */
export interface CommitAnswer {
  readonly message: string
  readonly author: Person | null
  readonly committer: Person | null
}

interface Person {
  readonly email?: string
  readonly date?: string
}

/** Whose a commit is, as GitHub writes it. */
export function signatureOf({ message, author, committer }: CommitAnswer): Signature {
  return {
    author: author?.email ?? '',
    committer: committer?.email ?? '',
    authored: author?.date ?? '',
    committed: committer?.date ?? '',
    message,
  }
}
