import { SOMEBODY, type NewFiles } from './bare-repository.ts'
import { GITHUB, writeCommit } from './git-commits.ts'
import { gitLine } from './git.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { repositoryNumber, type Settings } from './state.ts'

/** What starts a workflow, on a branch. */
export type WorkflowEvent =
  /** A schedule is one of the default branch. */
  | { readonly name: 'push' | 'schedule' }
  /** What happens to a tag, which is made at the branch's head when it is not there. */
  | { readonly name: 'push' | 'release'; readonly tag: string }
  | PullRequestEvent

/** What happens to a pull request that wants to be merged into the branch. */
export interface PullRequestEvent {
  readonly name: 'pull_request'
  /** Its branch, which is made when it is not there. In a fork it is of that fork alone. */
  readonly head: string
  /** `OWNER/NAME` of the repository that the branch is in, when it is another one. */
  readonly fork?: string
  readonly number?: number
  /** What it changes when its branch is made. */
  readonly files?: NewFiles
}

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

/** Lets an event happen, on a branch. */
export async function occur(github: LoopbackGithub, branch: string, event: WorkflowEvent): Promise<Occurrence> {
  const { settings, repository } = github
  if ('head' in event) return occurToPullRequest(github, branch, event)
  const { name } = event
  const on = name === 'schedule' ? settings.defaultBranch : branch
  const ref = 'tag' in event ? `refs/tags/${event.tag}` : `refs/heads/${on}`
  const sha = repository.ref(ref) ?? repository.head(on) ?? ''
  repository.setRef(ref, sha)
  const release = 'tag' in event && { tag_name: event.tag, target_commitish: on, draft: false, prerelease: false }
  const about = name === 'release' ? { action: 'published', release } : { ref, after: sha, commits: [] }
  return { name, ref, sha, headRef: '', baseRef: '', payload: { ...common(settings), ...about } }
}

async function occurToPullRequest(
  { settings, repository }: LoopbackGithub,
  baseRef: string,
  { name, head: headRef, fork, number = 7, files = { 'CHANGES.md': '- A change\n' } }: PullRequestEvent,
): Promise<Occurrence> {
  const base = repository.head(baseRef) ?? ''
  const there = fork === undefined ? repository.head(headRef) : undefined
  const head = there ?? repository.commitOnto(base, files)
  if (fork === undefined) repository.branch(headRef, head)
  // The commit that GitHub makes to try the merge.
  const tree = await gitLine(repository.folder, ['merge-tree', '--write-tree', base, head])
  const merge = { tree, parents: [base, head], message: `Merge ${head} into ${base}` }
  const sha = writeCommit(repository.folder, { ...merge, author: SOMEBODY, committer: GITHUB })
  const ref = `refs/pull/${number}/merge`
  repository.setRef(ref, sha)
  const own = `${settings.owner}/${settings.name}`
  const pull = { number, state: 'open', head: side(headRef, head, fork ?? own), base: side(baseRef, base, own) }
  const payload = { ...common(settings), action: 'synchronize', number, pull_request: pull }
  return { name, ref, sha, headRef, baseRef, payload }
}

function side(ref: string, sha: string, repository: string): object {
  const [owner = '', name = ''] = repository.split('/')
  return { label: `${owner}:${ref}`, ref, sha, repo: { id: repositoryNumber({ owner, name }), full_name: repository } }
}

/** What every payload says. */
function common(settings: Settings): Occurrence['payload'] {
  const { owner: login, name, defaultBranch, site } = settings
  const full_name = `${login}/${name}`
  const named = { id: repositoryNumber(settings), name, full_name, owner: { login }, html_url: `${site}/${full_name}` }
  return { repository: { ...named, default_branch: defaultBranch }, sender: { login: 'octocat', type: 'User' } }
}
