import { LARGEST_FILE } from '../github/new-tree.ts'
import type { Tree } from '../github/tree-at.ts'
import { blobName } from '../git/blob.ts'
import { obstacleTo, type TreeEntry } from '../git/tree.ts'
import { PublishError, type Problem } from './publish-error.ts'
import type { Content, Contents, Rewriter, WantedFile } from './wanted.ts'

/**
 * What has to be committed on top of a commit so that it holds what is wanted: the work tree's own result where the
 * commit has the very text that the work tree came from, and else the rewriting of the text that the commit has.
 *
 * @throws PublishError when a file had edits and changed on the branch, too, is too large, or cannot be at its path.
 */
export async function contentsOn(tree: Tree, wanted: readonly WantedFile[], rewrite: Rewriter): Promise<Contents> {
  refuse(wanted.flatMap((file) => problemAt(file, tree)))

  const there = wanted.filter((file) => !isGone(file, tree))
  const changed = new Set(there.filter((file) => isChanged(file, tree.entryAt(file.path))).map(({ path }) => path))
  const texts = await tree.texts([...changed].map((path) => tree.entryAt(path)?.name ?? ''))
  const contents = there.map((file) => {
    const entry = tree.entryAt(file.path)
    const text = changed.has(file.path) ? texts.get(entry?.name ?? '') : undefined
    return contentOf(file, entry, text === undefined ? file : rewrite(file, text))
  })
  const files = contents.filter(({ path, text }) => tree.entryAt(path)?.name !== blobName(text))
  refuse(
    files
      .filter(({ text }) => Buffer.byteLength(text) > LARGEST_FILE)
      .map(({ file }) => ({ code: 'file-too-large', limit: LARGEST_FILE, location: { file } })),
  )
  return {
    files,
    gone: wanted.filter((file) => isGone(file, tree)).map(({ file }) => file),
    anew: contents.filter(({ path }) => changed.has(path)),
  }
}

function contentOf(
  { path, file, isEdited, newMode }: WantedFile,
  entry: TreeEntry | undefined,
  { text, results }: Pick<Content, 'text' | 'results'>,
): Content {
  return { path, file, isEdited, mode: entry?.mode ?? newMode, text, results }
}

/** Whether the branch does not have the file any more; one that an earlier step made was never there. */
function isGone({ path, committed }: WantedFile, tree: Tree): boolean {
  return committed !== undefined && tree.entryAt(path) === undefined
}

/** Whether a commit has another text than the one that the result was made from, and than the result itself. */
function isChanged({ committed, text }: WantedFile, entry: TreeEntry | undefined): boolean {
  return entry !== undefined && entry.name !== committed?.name && entry.name !== blobName(text)
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PublishError(problems)
}

function problemAt(wanted: WantedFile, tree: Tree): readonly Problem[] {
  const { path, file, isNew, isEdited } = wanted
  const location = { file }
  const entry = tree.entryAt(path)
  const obstacle = obstacleTo(path, (place) => tree.entryAt(place))
  if (obstacle !== undefined) return [{ ...obstacle, location }]
  if (entry?.mode === '040000') return [{ code: 'folder-on-branch', location }]
  if (isNew && isChanged(wanted, entry)) return [{ code: 'file-on-branch', location }]
  if (!isEdited || !(isGone(wanted, tree) || isChanged(wanted, entry))) return []
  return [{ code: entry === undefined ? 'deleted-on-branch' : 'changed-twice', location }]
}
