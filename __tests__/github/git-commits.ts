import { git, gitLine } from './git.ts'

export interface Person {
  readonly name: string
  readonly email: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person & { readonly date: string }
  readonly committer: Person & { readonly date: string }
  readonly message: string
}

export interface NewCommit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Person
  readonly committer: Person
}

/** Who commits what GitHub itself makes. */
export const GITHUB: Person = { name: 'GitHub', email: 'noreply@github.com' }

const FORMAT = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B']

/** The commits that `git log` names, in its order. */
export async function readCommits(folder: string, words: readonly string[]): Promise<readonly Commit[]> {
  const format = `--format=tformat:${FORMAT.join('%x00')}`
  const values = (await git(folder, ['log', '-z', format, ...words, '--'])).toString().split('\0')
  const commits: Commit[] = []
  for (let start = 0; start + FORMAT.length <= values.length; start += FORMAT.length) {
    const [sha = '', tree = '', parents = '', ...rest] = values.slice(start, start + FORMAT.length)
    const [authorName = '', authorEmail = '', authored = '', name = '', email = '', committed = '', message = ''] = rest
    commits.push({
      sha,
      tree,
      parents: parents.split(' ').filter(Boolean),
      author: { name: authorName, email: authorEmail, date: inUtc(authored) },
      committer: { name, email, date: inUtc(committed) },
      message,
    })
  }
  return commits
}

/** Makes a commit of a tree that is there. Gives its name. */
export async function writeCommit(folder: string, commit: NewCommit): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent])
  return gitLine(folder, ['commit-tree', commit.tree, ...parents], {
    input: commit.message,
    environment: {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
    },
  })
}

/** A date as GitHub writes it: `2011-01-26T19:01:12Z`. */
function inUtc(date: string): string {
  return new Date(date).toISOString().replace('.000Z', 'Z')
}
