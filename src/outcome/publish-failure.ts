import type { FileFault } from '../failures/disk.ts'
import type { RequestReason } from './github.ts'
import type { FailedRequest } from '../failures/github.ts'

/** A request that failed, and why. */
export interface RequestProblem {
  readonly failure: FailedRequest
  readonly reason: RequestReason
}

/** Why nothing was published, or not all. */
export type PublishFailure =
  // The checkout
  | { readonly code: 'no-git'; readonly words: string }
  | { readonly code: 'git-failed'; readonly command: string; readonly folder: string; readonly words: string }
  | { readonly code: 'no-checkout'; readonly folder: string; readonly words: string }
  | { readonly code: 'checkout-around-workspace'; readonly folder: string; readonly root: string }
  | { readonly code: 'commit-not-pushed'; readonly commit: string }
  // Where to publish
  | { readonly code: 'no-origin' }
  | {
      readonly code: 'foreign-origin'
      /** The host of this GitHub, and that of the remote; undefined for one that is no URL. */
      readonly server: string
      readonly host: string | undefined
    }
  | { readonly code: 'merge-queue'; readonly branch: string }
  | {
      readonly code: 'detached-head'
      /** The tag that is checked out; undefined when it is no tag. */
      readonly tag: string | undefined
    }
  | {
      readonly code: 'fork'
      /** Undefined when it was deleted. */
      readonly repository: string | undefined
    }
  | { readonly code: 'same-branch'; readonly branch: string }
  // A file
  | { readonly code: 'file-outside-checkout'; readonly root: string }
  | { readonly code: 'submodule' | 'symbolic-link'; readonly place: string }
  | { readonly code: 'ignored-file' | 'folder-on-branch' | 'file-on-branch' | 'changed-twice' | 'deleted-on-branch' }
  | { readonly code: 'file-too-large'; readonly limit: number }
  | { readonly code: 'edits-converted' | 'unreadable-conversion' }
  | { readonly code: 'file-not-read'; readonly fault: FileFault }
  // The branch
  | { readonly code: 'busy-branch'; readonly branch: string; readonly tries: number }
  | { readonly code: 'unrelated-branch'; readonly branch: string; readonly failure: FailedRequest }
  | { readonly code: 'foreign-branch'; readonly branch: string }
  | { readonly code: 'foreign-commits'; readonly branch: string; readonly authors: readonly string[] }
  | { readonly code: 'tree-not-ready'; readonly commit: string }
  | { readonly code: 'unreadable-blob'; readonly blob: string; readonly isTruncated: boolean }
  // A request
  | { readonly code: 'secret-in-request' }
  | (RequestProblem & { readonly code: 'request-failed' })
  | (RequestProblem & {
      readonly code: 'pull-request-not-opened'
      /** Whether a setting of the repository may forbid it. */
      readonly mayBeForbidden: boolean
    })
  | (RequestProblem & {
      readonly code: 'incomplete-pull-request'
      readonly number: number
      readonly part: 'content' | 'labels' | 'reviewers'
      /** The labels or reviewers that are missing. */
      readonly names: readonly string[]
    })
