import { isSameRepository } from '../github/repository-name.ts'
import type { PullRequestEvent, WorkflowRun } from '../github/workflow-run.ts'
import { PublishError } from './publish-error.ts'

/** https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const MERGE_QUEUE = 'gh-readonly-queue/'

/** What of a checkout says where its changes belong. */
export interface Source {
  readonly commit: string
  /** Undefined: detached. */
  readonly branch: string | undefined
  readonly origin: string | undefined
}

/**
 * The repository that a checkout belongs to, as `OWNER/NAME`: the one that is given, or that of its remote `origin`.
 *
 * @throws PublishError when there is none on this server.
 */
export function repositoryOf(given: string | undefined, { origin }: Source, run: WorkflowRun): string {
  if (given !== undefined) return given
  if (origin === undefined) throw new PublishError([{ code: 'no-origin' }])
  const remote = remoteOf(origin)
  const server = URL.canParse(run.server) ? new URL(run.server).host : run.server
  if (remote?.host === server) return remote.name
  throw new PublishError([{ code: 'foreign-origin', server, host: remote?.host }])
}

/** Both forms that git has for a remote over the network: a URL, and `HOST:PATH` for SSH. */
function remoteOf(origin: string): { host: string; name: string } | undefined {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  const [, sshHost, sshPath] = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(origin) ?? []
  const host = url?.host ? (url.protocol === 'ssh:' ? url.hostname : url.host) : sshHost
  const path = url?.host ? url.pathname : sshPath
  const [, name] = /^\/?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(path ?? '') ?? []
  return host === undefined || name === undefined ? undefined : { host, name }
}

/**
 * The branch that a checkout stands for: the one that HEAD is attached to, and where it is detached what the event says
 * of it.
 *
 * @throws PublishError when there is none that can be written to.
 */
export function checkedOutBranch(source: Source, repository: string, run: WorkflowRun): string {
  const isOwn = isSameRepository(repository, run.repository)
  const pullRequest = isOwn ? run.pullRequest : undefined
  if (pullRequest && isOf(pullRequest, source, run)) return pullRequestBranch(pullRequest, repository)

  const isOfEvent = isOwn && source.commit === run.commit
  const [, pushed] = /^refs\/heads\/(.+)$/.exec(run.ref) ?? []
  const branch = source.branch ?? (isOfEvent ? pushed : undefined)
  if (branch?.startsWith(MERGE_QUEUE)) throw new PublishError([{ code: 'merge-queue', branch }])
  if (branch !== undefined) return branch
  const [, tag] = /^refs\/tags\/(.+)$/.exec(run.ref) ?? []
  throw new PublishError([{ code: 'detached-head', tag: isOfEvent ? tag : undefined }])
}

/** Whether a checkout is what a workflow about a pull request has without asking: the merge of it, its head, or its base. */
function isOf({ headCommit, base }: PullRequestEvent, { commit, branch }: Source, run: WorkflowRun): boolean {
  if (branch === undefined) return commit === run.commit || commit === headCommit
  return run.event === 'pull_request_target' && branch === base
}

function pullRequestBranch({ head, headRepository }: PullRequestEvent, repository: string): string {
  if (headRepository !== undefined && isSameRepository(headRepository, repository)) return head
  throw new PublishError([{ code: 'fork', repository: headRepository }])
}
