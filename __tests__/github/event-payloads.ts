import { SOMEBODY } from './bare-repository.ts'
import type { BranchEvent, PullRequestEvent } from './events.ts'
import type { GithubSettings } from './loopback-github.ts'
import { pullRequestId, repositoryId, repositoryNumber } from './node-ids.ts'
import type { PullRequestCommits } from './pull-request-commits.ts'

type Payload = Readonly<Record<string, unknown>>

const NOTHING = '0'.repeat(40)
const WORKFLOW = '.github/workflows/migrations.yml'
/** Who makes events happen. */
export const SENDER = { login: 'octocat', id: 583231, type: 'User' }

/** What GitHub tells of something that happened on a branch. */
export function branchPayload(
  settings: GithubSettings,
  name: BranchEvent['name'],
  branch: string,
  sha: string,
): Payload {
  if (name === 'push') return pushPayload(settings, `refs/heads/${branch}`, sha)
  if (name === 'schedule') return { ...common(settings), schedule: '30 5 * * 1', workflow: WORKFLOW }
  return { ...common(settings), inputs: null, ref: `refs/heads/${branch}`, workflow: WORKFLOW }
}

/** What GitHub tells of a tag that was pushed. */
export function tagPayload(settings: GithubSettings, tag: string, sha: string): Payload {
  return pushPayload(settings, `refs/tags/${tag}`, sha)
}

/** What GitHub tells of a release that was published. */
export function releasePayload(settings: GithubSettings, tag: string, branch: string): Payload {
  const release = {
    id: 1,
    html_url: `${pageOf(settings)}/releases/tag/${tag}`,
    tag_name: tag,
    target_commitish: branch,
    name: tag,
    body: '',
    draft: false,
    prerelease: false,
    author: SENDER,
  }
  return { ...common(settings), action: 'published', release }
}

/** What GitHub tells of a pull request that was pushed to. */
export function pullRequestPayload(
  settings: GithubSettings,
  base: string,
  { number = 0, head, fork }: PullRequestEvent,
  commits: PullRequestCommits,
): Payload {
  const own = `${settings.owner}/${settings.name}`
  const pull = {
    id: number,
    node_id: pullRequestId(number),
    number,
    html_url: `${pageOf(settings)}/pull/${number}`,
    state: 'open',
    draft: false,
    title: 'A change',
    body: null,
    user: SENDER,
    merge_commit_sha: commits.merge,
    head: side(head, commits.head, fork ?? own, fork !== undefined),
    base: side(base, commits.base, own, false),
  }
  return { ...common(settings), action: 'synchronize', number, pull_request: pull }
}

function pushPayload(settings: GithubSettings, ref: string, sha: string): Payload {
  const message = 'A change'
  return {
    ...common(settings),
    ref,
    before: NOTHING,
    after: sha,
    base_ref: null,
    created: true,
    deleted: false,
    forced: false,
    compare: `${pageOf(settings)}/commit/${sha.slice(0, 12)}`,
    commits: [],
    head_commit: { id: sha, message, author: SOMEBODY, committer: SOMEBODY, url: `${pageOf(settings)}/commit/${sha}` },
    pusher: SOMEBODY,
  }
}

function side(ref: string, sha: string, repository: string, fork: boolean): Payload {
  const [login = '', name = ''] = repository.split('/')
  return {
    label: `${login}:${ref}`,
    ref,
    sha,
    user: { login },
    repo: { id: repositoryNumber({ owner: login, name }), name, full_name: repository, owner: { login }, fork },
  }
}

/** What every payload says. */
function common(settings: GithubSettings): Payload {
  const { owner, name, defaultBranch } = settings
  const repository = {
    id: repositoryNumber(settings),
    node_id: repositoryId(settings),
    name,
    full_name: `${owner}/${name}`,
    private: false,
    fork: false,
    owner: { login: owner },
    html_url: pageOf(settings),
    clone_url: `${pageOf(settings)}.git`,
    default_branch: defaultBranch,
  }
  return { repository, sender: SENDER }
}

function pageOf({ site, owner, name }: GithubSettings): string {
  return `${site}/${owner}/${name}`
}
