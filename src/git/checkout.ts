import { git, GitError, gitLine, gitLineIfAny } from './git.ts'
import { obstacleTo, type TreeEntry } from './tree.ts'

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
}

/**
 * Looks at the checkout that a folder lies in.
 *
 * @throws GitError, meant for people, when there is none, or none with a commit.
 */
export function openCheckout(folder: string): Checkout {
  let root: string
  try {
    root = gitLine(folder, ['rev-parse', '--show-toplevel'])
  } catch (cause) {
    throw new GitError(
      `${(cause as Error).message} Publishing needs a checkout that git made: run \`actions/checkout\` before, on a runner that has git.`,
      { cause },
    )
  }
  const [commit = '', tree = ''] = gitLine(root, ['rev-parse', 'HEAD^{commit}', 'HEAD^{tree}']).split(/\r?\n/)
  return {
    root,
    commit,
    tree,
    branch: gitLineIfAny(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
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

/**
 * Looks at files of the work tree, given by their paths, which have no line breaks.
 *
 * @throws GitError, meant for people, when one of them cannot be committed: git ignores it, it belongs to another
 * repository, or a link or submodule stands above it.
 */
export function workTreeFiles({ root, commit }: Checkout, paths: readonly string[]): WorkTreeFile[] {
  if (paths.length === 0) return []
  const committed = treeEntries(git(root, ['ls-tree', '-r', '-z', '--full-tree', commit]))
  const obstacle = paths.map((path) => obstacleTo(path, (place) => committed.get(place))).find(Boolean)
  if (obstacle !== undefined) throw new GitError(obstacle)
  refuseUnknown(
    root,
    paths.filter((path) => !committed.has(path)),
  )
  const blobs = git(root, ['hash-object', '--stdin-paths'], paths.map((path) => `${quotedLine(path)}\n`).join(''))
    .toString()
    .split('\n')
  return paths.map((path, index) => ({ path, committed: committed.get(path), blob: blobs[index] ?? '' }))
}

/** The text of a blob that is UTF-8. */
export function blobText({ root }: Checkout, blob: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(git(root, ['cat-file', 'blob', blob]))
}

/** @throws GitError for a file that is not in the commit and that git would not add either. */
function refuseUnknown(root: string, paths: readonly string[]): void {
  if (paths.length === 0) return
  const listed = git(root, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']).toString().split('\0')
  const known = new Set(listed)
  const unknown = paths.find((path) => !known.has(path))
  if (unknown !== undefined)
    throw new GitError(
      `"${unknown}" cannot be committed: git ignores it, or it belongs to another repository inside this one. Take it out with a \`!\` line in \`manifests\`, or give that repository as \`working-directory\`.`,
    )
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
