import { isUtf8 } from 'node:buffer'

import { git, gitLine, gitLineIfAny } from './git.ts'
import { obstacleTo, type TreeEntry, type TreeObstacle } from './tree.ts'

/** A work tree and where it came from. */
export interface Checkout {
  /** The absolute, real path of its top folder. */
  readonly root: string
  /** The commit that is checked out, and its tree: 40 hex digits each. */
  readonly commit: string
  readonly tree: string
  /** The branch that HEAD is attached to; undefined when it is detached. */
  readonly branch: string | undefined
  /** The URL of the remote `origin`, which may hold a credential; undefined without one. */
  readonly origin: string | undefined
}

/** A file of the work tree beside what is committed. */
export interface WorkTreeFile {
  /** Relative to the top folder, with `/`. */
  readonly path: string
  /** What the commit that is checked out has there; undefined when nothing. */
  readonly committed: TreeEntry | undefined
  /** The name of the blob that git would make of the file now, line ends and other filters applied. */
  readonly blob: string
  /** Why it cannot be committed; undefined when it can. An ignored file may also belong to another repository in this one. */
  readonly obstacle: TreeObstacle | { readonly code: 'ignored-file' } | undefined
}

/**
 * Looks at the checkout that a folder lies in.
 *
 * @throws GitError when there is none, or none with a commit.
 */
export function openCheckout(folder: string): Checkout {
  const root = gitLine(folder, ['rev-parse', '--show-toplevel'])
  const [commit = '', tree = ''] = gitLine(root, ['rev-parse', 'HEAD^{commit}', 'HEAD^{tree}']).split(/\r?\n/)
  return {
    root,
    commit,
    tree,
    // Not `--short`: that is `heads/main` where a tag has the same name.
    branch: gitLineIfAny(root, ['symbolic-ref', '--quiet', 'HEAD'])?.replace(/^refs\/heads\//, ''),
    origin: gitLineIfAny(root, ['config', '--get', 'remote.origin.url']),
  }
}

/**
 * A commit that was made in the checkout and that no server has, as far as its remote branches, its tags and its last
 * fetch tell; undefined when there is none.
 */
export function localCommit({ root }: Checkout): string | undefined {
  const fetched = gitLineIfAny(root, ['rev-parse', '--verify', '--quiet', 'FETCH_HEAD'])
  const known = ['--remotes', '--tags', ...(fetched === undefined ? [] : [fetched])]
  return gitLine(root, ['rev-list', '--max-count=1', 'HEAD', '--not', ...known]) || undefined
}

/** Looks at files of the work tree, given by their paths in it, which have no line breaks. */
export function workTreeFiles({ root, commit }: Checkout, paths: readonly string[]): WorkTreeFile[] {
  if (paths.length === 0) return []
  const committed = treeEntries(git(root, ['ls-tree', '-r', '-z', '--full-tree', commit]))
  const addable = addableFiles(
    root,
    paths.filter((path) => !committed.has(path)),
  )
  const lines = paths.map((path) => `${quotedLine(path)}\n`).join('')
  const blobs = git(root, ['hash-object', '--stdin-paths'], lines).toString().split('\n')
  return paths.map((path, index) => ({
    path,
    committed: committed.get(path),
    blob: blobs[index] ?? '',
    obstacle:
      obstacleTo(path, (place) => committed.get(place)) ??
      (committed.has(path) || addable.has(path) ? undefined : { code: 'ignored-file' }),
  }))
}

/** The text of a blob; undefined when it is not UTF-8. */
export function blobText({ root }: Checkout, blob: string): string | undefined {
  const bytes = git(root, ['cat-file', 'blob', blob])
  return isUtf8(bytes) ? bytes.toString() : undefined
}

/** Those of some files that git would add, or has added. */
function addableFiles(root: string, paths: readonly string[]): ReadonlySet<string> {
  if (paths.length === 0) return new Set()
  const listed = git(root, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']).toString().split('\0')
  return new Set(listed)
}

function treeEntries(listing: Buffer): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>()
  for (const line of listing.toString().split('\0')) {
    const tab = line.indexOf('\t')
    const [mode = '', , name = ''] = line.slice(0, tab).split(' ')
    if (tab !== -1) entries.set(line.slice(tab + 1), { mode, name })
  }
  return entries
}

/** A path as a line of git's input, where one with a quote in front would be taken for an escaped one. */
function quotedLine(path: string): string {
  return path.startsWith('"') ? `"${path.replace(/["\\]/g, '\\$&')}"` : path
}
