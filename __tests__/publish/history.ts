import type { BareRepository } from '../github/bare-repository.ts'
import { commitOf } from '../github/git-commits.ts'
import { filesIn, readObject } from '../github/git-objects.ts'
import { gitLine } from '../github/git.ts'

/** What one commit made of a file. */
export interface FileChange {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** What a commit changed, beside its only parent. */
export function changesOf({ folder }: BareRepository, commit: string): readonly FileChange[] {
  const { tree = '', parents = [] } = commitOf(folder, commit) ?? {}
  const textsOf = (root: string): ReadonlyMap<string, string> =>
    new Map(filesIn(folder, root).map(({ path, oid }) => [path, String(readObject(folder, oid)?.content)]))
  const [before, after] = [textsOf(commitOf(folder, parents[0] ?? '')?.tree ?? ''), textsOf(tree)]
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  const changes = paths.map((path) => ({ path, before: before.get(path) ?? '', after: after.get(path) ?? '' }))
  return changes.filter((change) => change.before !== change.after)
}

/** The names of all objects that a repository keeps, also of those that no branch leads to. */
export async function objectsOf({ folder }: BareRepository): Promise<readonly string[]> {
  const words = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)', '--unordered']
  return (await gitLine(folder, words)).split('\n').sort()
}
