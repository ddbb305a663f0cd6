import type { NewFiles } from './bare-repository.ts'

/** What happens on the branch of the checkout; a schedule is one of the default branch. */
export interface BranchEvent {
  readonly name: 'push' | 'workflow_dispatch' | 'schedule'
}

/** What happens to a tag, which is made at the branch's head when it is not there. */
export interface TagEvent {
  readonly name: 'push' | 'release'
  readonly tag: string
}

/** What happens to a pull request that wants to be merged into the branch. */
export interface PullRequestEvent {
  readonly name: 'pull_request' | 'pull_request_target'
  /** Its branch, which is made when it is not there. In a fork it is of that fork alone. */
  readonly head: string
  /** `OWNER/NAME` of the repository that the branch is in, when it is another one. */
  readonly fork?: string
  readonly number?: number
  /** What it changes when its branch is made. */
  readonly files?: NewFiles
}

/** What starts a workflow. */
export type WorkflowEvent = BranchEvent | TagEvent | PullRequestEvent

/** An event that has happened, as the runner tells of it. */
export interface Occurrence {
  readonly name: WorkflowEvent['name']
  /** `GITHUB_REF` */
  readonly ref: string
  /** `GITHUB_SHA` */
  readonly sha: string
  /** `GITHUB_HEAD_REF`; empty when there is no pull request. */
  readonly headRef: string
  /** `GITHUB_BASE_REF`; empty when there is no pull request. */
  readonly baseRef: string
  /** What is at `GITHUB_EVENT_PATH`. */
  readonly payload: Readonly<Record<string, unknown>>
}
