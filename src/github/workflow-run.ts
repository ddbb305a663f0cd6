import { context } from '@actions/github'

/** The workflow run, as the runner tells of it: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export interface WorkflowRun {
  /** `GITHUB_EVENT_NAME` */
  readonly event: string
  /** `GITHUB_REF`, such as `refs/heads/main`. */
  readonly ref: string
  /** `GITHUB_SHA` */
  readonly commit: string
  /** `GITHUB_REPOSITORY`, as `OWNER/NAME`. */
  readonly repository: string
  /** `GITHUB_REPOSITORY_ID`, which stays when the repository is renamed; empty when the runner does not tell. */
  readonly repositoryId: string
  /** `GITHUB_SERVER_URL` */
  readonly server: string
  /** Of the event's payload; undefined for an event that is about no open pull request. */
  readonly pullRequest: PullRequestEvent | undefined
}

export interface PullRequestEvent {
  /** The branch that it comes from. */
  readonly head: string
  /** The head of that branch, 40 hex digits. */
  readonly headCommit: string
  /** Where that branch is, as `OWNER/NAME`; undefined when that repository is gone. */
  readonly headRepository: string | undefined
  /** The branch that it is for. */
  readonly base: string
}

/** Reads what the runner tells of the run. */
export function workflowRun(): WorkflowRun {
  const { GITHUB_REF: ref = '', GITHUB_SHA: commit = '', GITHUB_REPOSITORY: repository = '' } = process.env
  return {
    event: process.env.GITHUB_EVENT_NAME ?? '',
    ref,
    commit,
    repository,
    repositoryId: process.env.GITHUB_REPOSITORY_ID ?? '',
    server: context.serverUrl,
    pullRequest: pullRequestOf(context.payload.pull_request as PullRequestPayload | undefined, repository),
  }
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
interface PullRequestPayload {
  readonly state?: string
  readonly head?: { readonly ref: string; readonly sha: string; readonly repo?: RepositoryPayload | null }
  readonly base?: { readonly ref: string; readonly repo?: RepositoryPayload }
}

interface RepositoryPayload {
  readonly id?: number
  readonly full_name: string
}

/** A payload keeps the names of its moment; whose branch it is, the ids tell. */
function pullRequestOf(payload: PullRequestPayload | undefined, repository: string): PullRequestEvent | undefined {
  if (!payload?.head || !payload.base || payload.state === 'closed') return undefined
  const { ref: head, sha: headCommit, repo } = payload.head
  const isOwn = repo?.id !== undefined && repo.id === payload.base.repo?.id
  return { head, headCommit, headRepository: isOwn ? repository : repo?.full_name, base: payload.base.ref }
}
