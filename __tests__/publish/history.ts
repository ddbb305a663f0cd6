import type { BareRepository } from '../github/bare-repository.ts'
import { git, gitLine } from '../github/git.ts'

/** What one commit made of a file. */
export interface FileChange {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** What a commit changed, beside its only parent. */
export async function changesOf({ folder }: BareRepository, commit: string): Promise<readonly FileChange[]> {
  const listed = await git(folder, ['diff-tree', '-r', '-z', '--no-commit-id', '--name-only', commit])
  const paths = listed.toString().split('\0').filter(Boolean)
  return Promise.all(
    paths.map(async (path) => ({
      path,
      before: (await git(folder, ['cat-file', 'blob', `${commit}^:${path}`])).toString(),
      after: (await git(folder, ['cat-file', 'blob', `${commit}:${path}`])).toString(),
    })),
  )
}

/** The names of all objects that a repository keeps, also of those that no branch leads to. */
export async function objectsOf({ folder }: BareRepository): Promise<readonly string[]> {
  const words = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)', '--unordered']
  return (await gitLine(folder, words)).split('\n').sort()
}
