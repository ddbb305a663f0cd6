import type { BareRepository } from './bare-repository.ts'
import { branchPayload, pullRequestPayload, releasePayload, tagPayload } from './event-payloads.ts'
import type { BranchEvent, Occurrence, PullRequestEvent, TagEvent, WorkflowEvent } from './events.ts'
import { git, gitLineIfAny } from './git.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { makePullRequestCommits } from './pull-request-commits.ts'

/** Lets an event happen, on a branch. */
export async function occur(github: LoopbackGithub, branch: string, event: WorkflowEvent): Promise<Occurrence> {
  if ('tag' in event) return occurToTag(github, branch, event)
  if ('head' in event) return occurToPullRequest(github, branch, event)
  return occurToBranch(github, branch, event)
}

async function occurToBranch(github: LoopbackGithub, given: string, { name }: BranchEvent): Promise<Occurrence> {
  const branch = name === 'schedule' ? github.settings.defaultBranch : given
  const sha = await headOf(github.repository, branch)
  const payload = branchPayload(github.settings, name, branch, sha)
  return { name, ref: `refs/heads/${branch}`, sha, headRef: '', baseRef: '', payload }
}

async function occurToTag(github: LoopbackGithub, branch: string, { name, tag }: TagEvent): Promise<Occurrence> {
  const ref = `refs/tags/${tag}`
  const { folder } = github.repository
  const there = await gitLineIfAny(folder, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])
  const sha = there ?? (await headOf(github.repository, branch))
  if (there === undefined) await git(folder, ['update-ref', ref, sha])
  const payload = name === 'push' ? tagPayload(github.settings, tag, sha) : releasePayload(github.settings, tag, branch)
  return { name, ref, sha, headRef: '', baseRef: '', payload }
}

async function occurToPullRequest(github: LoopbackGithub, base: string, event: PullRequestEvent): Promise<Occurrence> {
  const { name, number = 7, head } = event
  const commits = await makePullRequestCommits(github.repository, base, { ...event, number })
  const payload = pullRequestPayload(github.settings, base, { ...event, number }, commits)
  const refs = { headRef: head, baseRef: base, payload }
  if (name === 'pull_request_target') return { name, ref: `refs/heads/${base}`, sha: commits.base, ...refs }
  return { name, ref: `refs/pull/${number}/merge`, sha: commits.merge, ...refs }
}

async function headOf(repository: BareRepository, branch: string): Promise<string> {
  const sha = await repository.head(branch)
  if (sha === undefined) throw new Error(`There is no branch ${branch}.`)
  return sha
}
