import type { components } from '@octokit/openapi-types'

import { listedCommit } from './commit-reply.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { readCommits } from './git-commits.ts'
import { typeOfObject } from './git-objects.ts'
import { git, gitLine, gitLineIfAny } from './git.ts'
import { repositoryNumber, repositoryId } from './node-ids.ts'
import { Refusal, type Reply } from './reply.ts'
import type { State } from './state.ts'

type Schemas = components['schemas']
type Comparison = Schemas['commit-comparison']

/** What a comparison names at most. */
const MOST_FILES = 300

const STATUS_OF_LETTER: Readonly<Record<string, Schemas['diff-entry']['status']>> = { A: 'added', D: 'removed' }

/** The repository itself, what is known of its branches, and the comparison of two of its commits. */
export const REPOSITORY_ENDPOINTS: readonly Endpoint[] = [
  { operation: 'repos/get', method: 'GET', path: /^$/, serve: getRepository },
  { operation: 'repos/get-branch', method: 'GET', path: /^\/branches\/(.+)$/, serve: getBranch },
  { operation: 'repos/get-branch-rules', method: 'GET', path: /^\/rules\/branches\/(.+)$/, serve: getRules },
  {
    operation: 'repos/compare-commits-with-basehead',
    method: 'GET',
    path: /^\/compare\/(.+?)\.\.\.(.+)$/,
    serve: compare,
  },
]

function getRepository({ state }: Call): Reply {
  const { owner, name, canPush } = state
  const body = {
    id: repositoryNumber(state),
    node_id: repositoryId(state),
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner },
    html_url: `${state.site}/${owner}/${name}`,
    default_branch: state.defaultBranch,
    archived: state.archived,
    permissions: { admin: false, push: canPush, pull: true },
  } satisfies Pick<
    Schemas['full-repository'],
    'id' | 'node_id' | 'name' | 'full_name' | 'html_url' | 'default_branch' | 'archived' | 'permissions'
  > & { owner: Pick<Schemas['simple-user'], 'login'> }
  return { status: 200, body }
}

async function getBranch({ state, names: [name = ''] }: Call): Promise<Reply> {
  const sha = await state.repository.head(name)
  if (sha === undefined) throw new Refusal(404, 'Branch not found')
  const body = { name, commit: { sha }, protected: state.rules.isProtected(name) } satisfies Pick<
    Schemas['branch-with-protection'],
    'name' | 'protected'
  > & { commit: Pick<Schemas['commit'], 'sha'> }
  return { status: 200, body }
}

function getRules({ state, names: [name = ''] }: Call): Reply {
  return { status: 200, body: state.rules.rulesFor(name).map((type) => ({ type })) }
}

async function compare({ state, names: [base = '', head = ''] }: Call): Promise<Reply> {
  const { folder } = state.repository
  const from = await commitOf(state, base)
  const to = await commitOf(state, head)
  const mergeBase = await gitLineIfAny(folder, ['merge-base', from, to])
  if (mergeBase === undefined) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`)
  const counts = await gitLine(folder, ['rev-list', '--left-right', '--count', `${from}...${to}`])
  const [behind = 0, ahead = 0] = counts.split('\t').map(Number)
  const commits = await readCommits(folder, ['--reverse', '--topo-order', `${from}..${to}`])
  const body = {
    html_url: `${state.site}/${state.owner}/${state.name}/compare/${base}...${head}`,
    status: statusOf(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: commits.length,
    base_commit: await commitReply(state, from),
    merge_base_commit: await commitReply(state, mergeBase),
    commits: commits.map((commit) => listedCommit(state, commit)),
    files: (await changedFiles(folder, mergeBase, to)).slice(0, MOST_FILES),
  } satisfies Pick<Comparison, 'html_url' | 'status' | 'ahead_by' | 'behind_by' | 'total_commits'> & {
    base_commit: Pick<Comparison['base_commit'], 'sha'>
    merge_base_commit: Pick<Comparison['merge_base_commit'], 'sha'>
    commits: Pick<Schemas['commit'], 'sha'>[]
    files: Pick<Schemas['diff-entry'], 'filename' | 'status'>[]
  }
  return { status: 200, body }
}

/** GitHub also finds renamed files; here one is a removed and an added file. */
async function changedFiles(folder: string, from: string, to: string) {
  const listed = (await git(folder, ['diff', '--name-status', '--no-renames', '-z', from, to])).toString().split('\0')
  const files: Pick<Schemas['diff-entry'], 'filename' | 'status'>[] = []
  for (let index = 0; index + 1 < listed.length; index += 2) {
    files.push({ filename: listed[index + 1] ?? '', status: STATUS_OF_LETTER[listed[index] ?? ''] ?? 'modified' })
  }
  return files
}

async function commitReply(state: State, sha: string) {
  const [commit] = await readCommits(state.repository.folder, ['--no-walk', sha])
  if (commit === undefined) throw new Error(`git log says nothing of ${sha}`)
  return listedCommit(state, commit)
}

/** The commit of a branch, a branch with its owner in front, or a commit's own name. */
async function commitOf(state: State, name: string): Promise<string> {
  const branch = name.startsWith(`${state.owner}:`) ? name.slice(state.owner.length + 1) : name
  const head = await state.repository.head(branch)
  const commit = head ?? ((await typeOfObject(state.repository.folder, name)) === 'commit' ? name : undefined)
  if (commit === undefined) throw new Refusal(404, 'Not Found')
  return commit
}

function statusOf(ahead: number, behind: number): Comparison['status'] {
  if (ahead > 0 && behind > 0) return 'diverged'
  if (ahead > 0) return 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}
