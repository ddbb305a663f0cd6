import type { BranchObstacles } from '../failures/github.ts'

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
