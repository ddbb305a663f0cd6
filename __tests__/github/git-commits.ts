import { readObject, writeObject } from './git-objects.ts'

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

export interface NewCommit extends Pick<Commit, 'tree' | 'parents' | 'message'> {
  readonly author: Person
  readonly committer: Person
}

/** Who commits what GitHub itself makes. */
export const GITHUB: Person = { name: 'GitHub', email: 'noreply@github.com' }

/** A commit, by its name; undefined when there is none of it. */
export function commitOf(folder: string, sha: string): Commit | undefined {
  const object = readObject(folder, sha)
  if (object?.type !== 'commit') return undefined
  const text = object.content.toString()
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, end).split('\n')
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1))
  const [tree = ''] = values('tree')
  const [author, committer] = ['author', 'committer'].map((key) => personIn(values(key)[0] ?? ''))
  if (!author || !committer) throw new Error(`${sha} is no commit that can be read.`)
  return { sha, tree, parents: values('parent'), author, committer, message: text.slice(end + 2) }
}

/** A person with a date as GitHub writes it: `2011-01-26T19:01:12Z`. */
function personIn(line: string): Commit['author'] {
  const [, name = '', email = '', seconds] = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? []
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') }
}

/** Makes a commit of a tree that is there. Gives its name. */
export function writeCommit(folder: string, { tree, parents, message, author, committer }: NewCommit): string {
  const now = `${Math.floor(Date.now() / 1000)} +0000`
  const people = Object.entries({ author, committer }).map(
    ([role, { name, email }]) => `${role} ${name} <${email}> ${now}`,
  )
  const lines = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), ...people, '', message]
  return writeObject(folder, 'commit', Buffer.from(lines.join('\n')))
}

/** A commit and all that is behind it, the nearest first. */
export function historyOf(folder: string, sha: string): readonly Commit[] {
  const found = new Map<string, Commit>()
  for (let names = [sha]; names.length > 0;) {
    const commits = names.flatMap((name) => (found.has(name) ? [] : (commitOf(folder, name) ?? [])))
    for (const commit of commits) found.set(commit.sha, commit)
    names = commits.flatMap(({ parents }) => parents)
  }
  return [...found.values()]
}
