import type { components } from '@octokit/openapi-types'

import type { Commit, Person } from './git-commits.ts'
import type { State } from './state.ts'

type Schemas = components['schemas']
type GitCommit = Schemas['git-commit']
type ListedCommit = Schemas['commit']
type Verification = Pick<GitCommit['verification'], 'verified' | 'reason'>

/** What the Git database says of a commit. */
export function gitCommit(state: State, commit: Commit) {
  return {
    sha: commit.sha,
    html_url: `${state.site}/${state.owner}/${state.name}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree },
    parents: commit.parents.map((sha) => ({ sha })),
    verification: verification(state, commit.sha),
  } satisfies Pick<GitCommit, 'sha' | 'html_url' | 'author' | 'committer' | 'message'> & {
    tree: Pick<GitCommit['tree'], 'sha'>
    parents: Pick<GitCommit['parents'][number], 'sha'>[]
    verification: Verification
  }
}

/** What a comparison says of a commit. */
export function listedCommit(state: State, commit: Commit) {
  return {
    sha: commit.sha,
    html_url: `${state.site}/${state.owner}/${state.name}/commit/${commit.sha}`,
    author: account(commit.author),
    committer: account(commit.committer),
    commit: {
      message: commit.message,
      author: commit.author,
      committer: commit.committer,
      tree: { sha: commit.tree },
      verification: verification(state, commit.sha),
    },
    parents: commit.parents.map((sha) => ({ sha })),
  } satisfies Pick<ListedCommit, 'sha' | 'html_url'> & {
    author: Pick<Schemas['simple-user'], 'login'> | null
    committer: Pick<Schemas['simple-user'], 'login'> | null
    commit: Pick<ListedCommit['commit'], 'message' | 'author' | 'committer'> & {
      tree: Pick<ListedCommit['commit']['tree'], 'sha'>
      verification: Verification
    }
    parents: Pick<ListedCommit['parents'][number], 'sha'>[]
  }
}

function verification(state: State, sha: string): Verification {
  return state.verified.has(sha) ? { verified: true, reason: 'valid' } : { verified: false, reason: 'unsigned' }
}

/** The account that an address belongs to; null when it is nobody's. */
function account({ email }: Person): { login: string } | null {
  if (email === 'noreply@github.com') return { login: 'web-flow' }
  const [, login] = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email) ?? []
  return login === undefined ? null : { login }
}
