/** What a request to GitHub is for. `messages/github.ts` puts it into words. */
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
