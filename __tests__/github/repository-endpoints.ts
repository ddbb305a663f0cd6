import { rulesFor } from './branches.ts'
import { Refusal, type Endpoints } from './endpoint.ts'
import { commitOf, historyOf, type Commit, type Person } from './git-commits.ts'
import { commitAnswer } from './git-endpoints.ts'
import { filesIn } from './git-objects.ts'
import { repositoryId, repositoryNumber, type State } from './state.ts'

/** What a comparison names at most. */
const MOST_FILES = 300

/** The repository itself, what is known of its branches, and the comparison of two of its commits. */
export const REPOSITORY_ENDPOINTS = {
  'repos/get': {
    method: 'GET',
    path: /^$/,
    serve: ({ state }) => ({
      id: repositoryNumber(state),
      node_id: repositoryId(state),
      full_name: `${state.owner}/${state.name}`,
      default_branch: state.defaultBranch,
      archived: state.archived,
    }),
  },
  'repos/get-branch': {
    method: 'GET',
    path: /^\/branches\/(.+)$/,
    serve: ({ state, names: [name = ''] }) => {
      const sha = state.repository.head(name)
      if (sha === undefined) throw new Refusal(404, 'Branch not found')
      return { name, commit: { sha }, protected: state.protectedBranches.includes(name) }
    },
  },
  'repos/get-branch-rules': {
    method: 'GET',
    path: /^\/rules\/branches\/(.+)$/,
    serve: ({ state, names: [name = ''] }) => rulesFor(state, name).map((type) => ({ type: type as 'update' })),
  },
  'repos/compare-commits-with-basehead': {
    method: 'GET',
    path: /^\/compare\/([0-9a-f]{40})\.\.\.([0-9a-f]{40})$/,
    serve: ({ state, names: [base = '', head = ''] }) => {
      const { folder } = state.repository
      const [from, to] = [historyOf(folder, base), historyOf(folder, head)]
      const [known, wanted] = [from, to].map((history) => new Set(history.map(({ sha }) => sha)))
      const common = to.find(({ sha }) => known?.has(sha))
      if (common === undefined) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`)
      const commits = to.filter(({ sha }) => !known?.has(sha)).reverse()
      const paths = changedPaths(folder, common.tree, commitOf(folder, head)?.tree ?? '')
      return {
        ahead_by: commits.length,
        behind_by: from.filter(({ sha }) => !wanted?.has(sha)).length,
        merge_base_commit: listedCommit(state, common),
        commits: commits.map((commit) => listedCommit(state, commit)),
        files: paths.slice(0, MOST_FILES).map((filename) => ({ filename })),
      }
    },
  },
} satisfies Endpoints

/** GitHub also finds renamed files; here one is a removed and an added file. */
function changedPaths(folder: string, before: string, after: string): readonly string[] {
  const [old, now] = [before, after].map((tree) => {
    return new Map(filesIn(folder, tree).map(({ path, mode, oid }) => [path, `${mode} ${oid}`]))
  })
  const paths = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])
  return [...paths].filter((path) => old?.get(path) !== now?.get(path)).sort()
}

/** What a comparison says of a commit. */
function listedCommit(state: State, commit: Commit) {
  const [author, committer] = [accountOf(commit.author), accountOf(commit.committer)]
  return { sha: commit.sha, author, committer, commit: commitAnswer(state, commit.sha) }
}

/** The account that an address belongs to; null when it is nobody's. */
function accountOf({ email }: Person): { login: string } | null {
  if (email === 'noreply@github.com') return { login: 'web-flow' }
  const [, login] = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email) ?? []
  return login === undefined ? null : { login }
}
