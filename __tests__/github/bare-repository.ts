import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

import { commitOf, historyOf, writeCommit, type Commit, type Person } from './git-commits.ts'
import { gitLine } from './git.ts'
import { filesIn, readObject, writeTree, type NewEntry } from './git-objects.ts'

/** Files to commit, by path: a text, a text that may be run, or null to remove what is there. */
export type NewFiles = Readonly<Record<string, string | { readonly executable: string } | null>>

export interface StoredFile {
  readonly text: string
  readonly mode: string
}

/** Who makes the commits that are not the action's. */
export const SOMEBODY: Person = { name: 'The Octocat', email: '583231+octocat@users.noreply.github.com' }

/** A bare git repository, as a server keeps it. */
export class BareRepository {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** The commit that a branch stands at; undefined when there is no such branch. */
  head(branch: string): string | undefined {
    return this.ref(`refs/heads/${branch}`)
  }

  /** The commit that a ref stands at; undefined when there is no such ref. */
  ref(ref: string): string | undefined {
    const path = join(this.folder, ref)
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
  }

  /** Every branch and the commit that it stands at. */
  branches(): Readonly<Record<string, string>> {
    const root = join(this.folder, 'refs/heads')
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const names = files.map(({ parentPath, name }) => relative(root, join(parentPath, name))).sort()
    return Object.fromEntries(names.map((name) => [name, this.head(name) ?? '']))
  }

  /** Every file of a branch, by path. */
  files(branch: string): Readonly<Record<string, StoredFile>> {
    const tree = commitOf(this.folder, this.head(branch) ?? '')?.tree ?? ''
    const files = filesIn(this.folder, tree)
    const textOf = (oid: string): string => readObject(this.folder, oid)?.content.toString() ?? ''
    return Object.fromEntries(files.map(({ path, mode, oid }) => [path, { mode, text: textOf(oid) }]))
  }

  /** The commits of a branch, newest first. */
  log(branch: string): readonly Commit[] {
    return historyOf(this.folder, this.head(branch) ?? '')
  }

  /** What `git fsck` finds wrong; empty when nothing is. Throws when an object or a link between two is broken. */
  async fsck(...options: readonly string[]): Promise<string> {
    return gitLine(this.folder, ['fsck', '--full', '--strict', '--no-dangling', '--no-progress', ...options])
  }

  /** Commits changes to a branch, which is made when it is not there. Gives the commit. */
  commit(branch: string, files: NewFiles, author: Person = SOMEBODY): string {
    const sha = this.commitOnto(this.head(branch), files, author)
    this.branch(branch, sha)
    return sha
  }

  /** Makes a commit on top of another one, or a first one, that no branch has. Gives the commit. */
  commitOnto(parent: string | undefined, files: NewFiles, author: Person = SOMEBODY): string {
    const base = parent === undefined ? undefined : commitOf(this.folder, parent)?.tree
    const tree = writeTree(this.folder, base, Object.entries(files).map(newEntry))
    const parents = parent === undefined ? [] : [parent]
    const message = `Change ${Object.keys(files).join(', ')}`
    return writeCommit(this.folder, { tree, parents, message, author, committer: author })
  }

  /** Makes a branch, or moves it wherever it stands; deletes it without a commit. */
  branch(branch: string, sha: string | undefined): void {
    this.setRef(`refs/heads/${branch}`, sha)
  }

  setRef(ref: string, sha: string | undefined): void {
    const path = join(this.folder, ref)
    if (sha === undefined) rmSync(path)
    else {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${sha}\n`)
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

/** Makes a repository in a new folder, with the files in the first commit of its default branch. */
export async function makeBareRepository(files: NewFiles, branch = 'main', parent = tmpdir()): Promise<BareRepository> {
  const folder = mkdtempSync(join(realpathSync(parent), 'github-'))
  await gitLine(folder, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${branch}`])
  const repository = new BareRepository(folder)
  repository.commit(branch, files)
  return repository
}

function newEntry([path, file]: readonly [string, NewFiles[string]]): NewEntry {
  if (file === null) return { path, mode: '100644', content: null }
  if (typeof file === 'string') return { path, mode: '100644', content: { text: file } }
  return { path, mode: '100755', content: { text: file.executable } }
}
