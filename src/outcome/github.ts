/** What a request to GitHub is for. `github/request.ts` has the same: an edge does not know this room, and the compiler compares the two. */
export type GithubRequest =
  | {
      readonly code:
        | 'read-repository'
        | 'compare-workflows'
        | 'create-commit'
        | 'create-tree'
        | 'find-commit'
        | 'find-pull-request'
        | 'open-pull-request'
    }
  | {
      readonly code:
        | 'read-branch'
        | 'read-protection'
        | 'read-rules'
        | 'compare-branch'
        | 'create-branch'
        | 'move-branch'
        | 'delete-branch'
      readonly branch: string
    }
  | { readonly code: 'read-commit' | 'read-folders' | 'read-files'; readonly commit: string }
  | { readonly code: 'store-file'; readonly path: string }
  | { readonly code: 'find-label'; readonly label: string }
  | {
      readonly code:
        | 'update-pull-request'
        | 'convert-to-draft'
        | 'mark-as-ready'
        | 'add-labels'
        | 'read-reviews'
        | 'request-reviews'
        | 'comment'
        | 'close-pull-request'
      readonly number: number
    }

/** A request that failed. */
export interface FailedRequest {
  readonly request: GithubRequest
  /** The status of GitHub's answer; undefined when there was no valid one. */
  readonly status: number | undefined
  /** GitHub's words, or why there was no valid answer; empty when there are none. */
  readonly words: string
  /** GitHub's page about it; empty when it named none. */
  readonly documentation: string
}

/** What was to be published, which decides what the token needs. */
export type PublishMode = 'commit' | 'pull-request'

/** Why a request failed, as far as it is known. */
export type RequestReason =
  | {
      readonly code: 'too-large'
      /** What the request contained; undefined for one that only reads. */
      readonly size: { readonly files: number; readonly bytes: number } | undefined
    }
  | {
      readonly code: 'unclear'
      /** Whether it may have had its effect. */
      readonly mayBeDone: boolean
    }
  | { readonly code: 'rate-limit'; readonly seconds: number }
  | { readonly code: 'invalid-token' | 'not-ready' | 'unknown' }
  | {
      readonly code: 'single-sign-on'
      /** The page to authorize the token on; undefined when GitHub named none. */
      readonly url: string | undefined
    }
  | { readonly code: 'invisible-repository' | 'archived-repository'; readonly repository: string }
  | { readonly code: 'missing-branch'; readonly repository: string; readonly branch: string }
  | { readonly code: 'token-of-another-repository'; readonly repository: string; readonly mode: PublishMode }
  | { readonly code: 'missing-permission'; readonly mode: PublishMode }
  | UnmovedBranch
  | { readonly code: 'unknown-labels'; readonly repository: string }
  | { readonly code: 'invalid-reviewers' }

/** A branch that GitHub did not let move. */
export interface UnmovedBranch {
  readonly code: 'unmoved-branch'
  readonly mode: PublishMode
  /** What is in the way; undefined when something else was changing the branch. */
  readonly obstacles: BranchObstacles | undefined
  /** Whether GitHub did not sign the commit; a rule may require it. */
  readonly isUnsigned: boolean
}

/** What may keep a token from moving a branch; undefined is what GitHub does not tell. */
export interface BranchObstacles {
  readonly isProtected: boolean | undefined
  /** The types of the rules that rulesets have for the branch. */
  readonly rules: readonly string[] | undefined
  /** Whether the commit has other workflow files than the default branch. */
  readonly hasOtherWorkflows: boolean | undefined
}

/** What takes a run longer. */
export type GithubDelay =
  | { readonly code: 'renamed'; readonly before: string; readonly repository: string }
  | { readonly code: 'rate-limited'; readonly request: GithubRequest; readonly seconds: number }
