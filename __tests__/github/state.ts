import type { Person } from './git-commits.ts'
import type { BareRepository } from './bare-repository.ts'
import type { BranchRules } from './branch-rules.ts'
import type { Branches } from './git-branches.ts'

/** What somebody made of a pull request. */
export interface Review {
  readonly id: number
  readonly login: string
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'
  /** As GitHub writes a time: `2011-01-26T19:01:12Z`. */
  readonly submitted: string
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
  /** Where its branch stood when it was last looked at. */
  headSha: string
  labels: readonly string[]
  reviewers: readonly string[]
  teams: readonly string[]
  readonly comments: string[]
  readonly reviews: Review[]
}

/** All that the server knows. */
export interface State {
  readonly owner: string
  readonly name: string
  /** Names, `OWNER/NAME`, that the repository had before. */
  readonly formerNames: readonly string[]
  readonly defaultBranch: string
  readonly archived: boolean
  readonly canPush: boolean
  /** Whether GitHub signs the commits that the token makes. */
  readonly signs: boolean
  readonly mayOpenPullRequests: boolean
  /** Whether the token may make labels: `issues: write`. */
  readonly mayCreateLabels: boolean
  /** The labels of the repository. */
  readonly labels: string[]
  /** The only logins that may be asked for a review; undefined when everybody may. */
  readonly collaborators: readonly string[] | undefined
  /** The web site that `html_url` leads to. */
  readonly site: string
  /** Whose token it is: the author of commits that name none. */
  readonly actor: Person & { readonly login: string }
  readonly repository: BareRepository
  readonly branches: Branches
  readonly rules: BranchRules
  /** The commits that GitHub signed. */
  readonly verified: Set<string>
  readonly pulls: PullRequest[]
}
