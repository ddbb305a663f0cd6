import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readCommits, writeCommit, type Commit, type Person } from './git-commits.ts'
import { git, gitLine, gitLineIfAny } from './git.ts'
import { readObjects } from './git-objects.ts'
import { writeTree, type NewEntry } from './git-trees.ts'

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
  async head(branch: string): Promise<string | undefined> {
    return gitLineIfAny(this.folder, ['show-ref', '--verify', '--hash', `refs/heads/${branch}`])
  }

  /** Every branch and the commit that it stands at. */
  async branches(): Promise<Readonly<Record<string, string>>> {
    const lines = await gitLine(this.folder, [
      'for-each-ref',
      '--format=%(refname:lstrip=2) %(objectname)',
      'refs/heads',
    ])
    return Object.fromEntries(
      lines
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ')),
    ) as Record<string, string>
  }

  /** Every file of a branch, by path. */
  async files(branch: string): Promise<Readonly<Record<string, StoredFile>>> {
    const listed = (await git(this.folder, ['ls-tree', '-r', '-z', `refs/heads/${branch}`])).toString()
    const entries = listed
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const [mode = '', , oid = ''] = line.split(/[ \t]/)
        return { mode, oid, path: line.slice(line.indexOf('\t') + 1) }
      })
    const objects = await readObjects(
      this.folder,
      entries.map(({ oid }) => oid),
    )
    return Object.fromEntries(
      entries.map(({ mode, path }, index) => [path, { mode, text: objects[index]?.content.toString() ?? '' }]),
    )
  }

  /** The commits of a branch, newest first. */
  async log(branch: string): Promise<readonly Commit[]> {
    return readCommits(this.folder, [`refs/heads/${branch}`])
  }

  /** What `git fsck` finds wrong; empty when nothing is. Throws when an object or a link between two is broken. */
  async fsck(): Promise<string> {
    return gitLine(this.folder, ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'])
  }

  /** Commits changes to a branch, which is made when it is not there. Gives the commit. */
  async commit(branch: string, files: NewFiles, author: Person = SOMEBODY): Promise<string> {
    const head = await this.head(branch)
    const sha = await this.commitOnto(head, files, author)
    await git(this.folder, ['update-ref', `refs/heads/${branch}`, sha, head ?? '0'.repeat(40)])
    return sha
  }

  /** Makes a commit on top of another one, or a first one, that no branch has. Gives the commit. */
  async commitOnto(parent: string | undefined, files: NewFiles, author: Person = SOMEBODY): Promise<string> {
    const tree = await writeTree(this.folder, parent, Object.entries(files).map(newEntry))
    const parents = parent === undefined ? [] : [parent]
    const message = `Change ${Object.keys(files).join(', ')}`
    return writeCommit(this.folder, { tree, parents, message, author, committer: author })
  }

  /** Makes a branch, or moves it wherever it stands. */
  async branch(branch: string, sha: string): Promise<void> {
    await git(this.folder, ['update-ref', `refs/heads/${branch}`, sha])
  }

  /** Makes a checkout of a branch in a folder that is not there yet. Its `origin` is this repository. */
  async clone(to: string, branch: string): Promise<void> {
    await git(this.folder, ['clone', '--quiet', '--template=', '--branch', branch, this.folder, to])
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true })
  }
}

/** Makes a repository in a new folder, with the files in the first commit of its default branch. */
export async function makeBareRepository(files: NewFiles, branch = 'main', parent = tmpdir()): Promise<BareRepository> {
  const folder = await mkdtemp(join(await realpath(parent), 'github-'))
  await git(folder, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${branch}`])
  const repository = new BareRepository(folder)
  await repository.commit(branch, files)
  return repository
}

function newEntry([path, file]: readonly [string, NewFiles[string]]): NewEntry {
  if (file === null) return { path, mode: '100644', content: null }
  if (typeof file === 'string') return { path, mode: '100644', content: { text: file } }
  return { path, mode: '100755', content: { text: file.executable } }
}
