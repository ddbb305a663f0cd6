import { crc32 } from 'node:zlib'

import type { BareRepository } from './bare-repository.ts'
import type { Person } from './git-commits.ts'

/** What is set up on a GitHub with one repository. */
export interface Settings {
  /** The only token that is let in. */
  readonly token: string
  readonly owner: string
  readonly name: string
  /** Names, `OWNER/NAME`, that the repository had before it was renamed or transferred. */
  readonly formerNames: readonly string[]
  readonly defaultBranch: string
  readonly archived: boolean
  /** Whether the token may write. */
  readonly canPush: boolean
  /** Whether GitHub signs the commits that name nobody, as it does for the token of an app but not for a person's. */
  readonly signs: boolean
  /** Whether the repository's settings let workflows open pull requests. */
  readonly mayOpenPullRequests: boolean
  /** Whether the token has `issues: write`, which it takes to make a label, and which it does not have by itself. */
  readonly mayCreateLabels: boolean
  /** The labels of the repository. */
  readonly labels: readonly string[]
  /** The only logins that may be asked for a review; undefined when everybody may. */
  readonly collaborators: readonly string[] | undefined
  /** The branches that only a pull request changes. */
  readonly protectedBranches: readonly string[]
  /** The branches that take signed commits alone. */
  readonly requiresSignatures: readonly string[]
  /** The rules that rulesets have for branches, by the names of the branches. */
  readonly rulesets: Readonly<Record<string, readonly string[]>>
  /** The web site that `html_url` leads to. */
  readonly site: string
  /** Whose token it is: the author of commits that name none. */
  readonly actor: Person & { readonly login: string }
  /** What is open or closed already. */
  readonly pulls: readonly PullRequest[]
}

export const DEFAULTS: Omit<Settings, 'token'> = {
  owner: 'octo',
  name: 'shop',
  formerNames: [],
  defaultBranch: 'main',
  archived: false,
  canPush: true,
  signs: true,
  mayOpenPullRequests: true,
  mayCreateLabels: false,
  labels: ['bug', 'documentation', 'enhancement'],
  collaborators: undefined,
  protectedBranches: [],
  requiresSignatures: [],
  rulesets: {},
  site: 'https://github.com',
  actor: {
    login: 'github-actions[bot]',
    name: 'github-actions[bot]',
    email: '41898282+github-actions[bot]@users.noreply.github.com',
  },
  pulls: [],
}

/** What somebody made of a pull request. */
export interface Review {
  readonly login: string
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'
}

/** A pull request as it is kept in memory. */
export interface PullRequest {
  readonly number: number
  readonly head: string
  base: string
  title: string
  body: string | null
  state: 'open' | 'closed'
  draft: boolean
  labels: readonly string[]
  reviewers: readonly string[]
  teams: readonly string[]
  readonly comments: string[]
  readonly reviews: Review[]
}

/** All that the server knows. */
export interface State extends Settings {
  readonly repository: BareRepository
  readonly labels: string[]
  readonly pulls: PullRequest[]
  /** The commits that GitHub signed. */
  readonly verified: Set<string>
}

/** The number of a repository, which it has by any of its names. */
export function repositoryNumber({ owner, name }: Pick<State, 'owner' | 'name'>): number {
  return crc32(`${owner}/${name}`)
}

/** The name of the repository that is the same for REST and GraphQL. */
export function repositoryId({ owner, name }: Pick<State, 'owner' | 'name'>): string {
  return `R_${owner}/${name}`
}

/** The name of a pull request that is the same for REST and GraphQL. */
export function pullRequestId(number: number): string {
  return `PR_${number}`
}
