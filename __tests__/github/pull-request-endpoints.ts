import { Refusal, type Endpoints } from './endpoint.ts'
import { historyOf } from './git-commits.ts'
import { pullRequestId, repositoryNumber, type PullRequest, type Review, type State } from './state.ts'

/** Pull requests: found, opened and updated, with what is said on them. */
export const PULL_REQUEST_ENDPOINTS = {
  'pulls/list': {
    method: 'GET',
    path: /^\/pulls$/,
    serve: ({ state, query }) => {
      const [owner = '', head] = query.get('head')?.split(':') ?? []
      const found = state.pulls.filter((pull) => pull.state === query.get('state') && pull.head === head)
      return isSame(owner, state.owner) ? found.map((pull) => pullAnswer(state, pull)) : []
    },
  },
  'pulls/create': {
    method: 'POST',
    path: /^\/pulls$/,
    serve: ({ state, body: { title = '', head, base, body = null, draft = false } }) => {
      if (!state.mayOpenPullRequests)
        throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
      const [from, to] = [existingBranch(state, 'base', base), existingBranch(state, 'head', head)]
      if (historyOf(state.repository.folder, from).some(({ sha }) => sha === to))
        throw invalid({ code: 'custom', message: `No commits between ${base} and ${head}` })
      if (state.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base))
        throw invalid({ code: 'custom', message: `A pull request already exists for ${state.owner}:${head}.` })
      const number = state.pulls.length + 1
      const lists = { labels: [], reviewers: [], teams: [], comments: [], reviews: [] }
      const pull: PullRequest = { number, title, body, state: 'open', draft, head, base, ...lists }
      state.pulls.push(pull)
      return pullAnswer(state, pull)
    },
  },
  'pulls/update': {
    method: 'PATCH',
    path: /^\/pulls\/(\d+)$/,
    serve: ({ state, names: [number], body }) => {
      const pull = existingPull(state, number)
      Object.assign(pull, body)
      return pullAnswer(state, pull)
    },
  },
  'pulls/list-reviews': {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/reviews$/,
    serve: ({ state, names: [number] }) =>
      existingPull(state, number).reviews.map(({ login, state: verdict }) => ({ user: { login }, state: verdict })),
  },
  'pulls/request-reviewers': {
    method: 'POST',
    path: /^\/pulls\/(\d+)\/requested_reviewers$/,
    serve: ({ state, names: [number], body: { reviewers = [], team_reviewers: teams = [] } }) => {
      const pull = existingPull(state, number)
      if (reviewers.some((login) => isSame(login, state.actor.login)))
        throw new Refusal(422, 'Review cannot be requested from pull request author.')
      if (!reviewers.every((login) => state.collaborators?.some((known) => isSame(login, known)) ?? true))
        throw new Refusal(422, 'Reviews may only be requested from collaborators.')
      pull.reviewers = united(pull.reviewers, reviewers)
      pull.teams = united(pull.teams, teams)
      return pullAnswer(state, pull)
    },
  },
  'issues/create-comment': {
    method: 'POST',
    path: /^\/issues\/(\d+)\/comments$/,
    serve: ({ state, names: [number], body: { body } }) => ({
      id: existingPull(state, number).comments.push(body),
      body,
    }),
  },
  'issues/get-label': {
    method: 'GET',
    path: /^\/labels\/(.+)$/,
    serve: ({ state, names: [name = ''] }) => {
      const label = labelIn(state, name)
      if (label === undefined) throw new Refusal(404, 'Not Found')
      return { name: label }
    },
  },
  // Makes the labels that there are not, if the token may, and else does nothing at all.
  'issues/add-labels': {
    method: 'POST',
    path: /^\/issues\/(\d+)\/labels$/,
    serve: ({ state, names: [number], body }) => {
      const { labels = [] } = body as { readonly labels?: readonly string[] }
      const pull = existingPull(state, number)
      const unknown = labels.filter((name) => labelIn(state, name) === undefined)
      if (unknown.length > 0 && !state.mayCreateLabels)
        throw new Refusal(403, 'You do not have permission to create labels on this repository.')
      state.labels.push(...unknown)
      pull.labels = united(pull.labels, labels.map((name) => labelIn(state, name) ?? name)) // prettier-ignore
      return pull.labels.map((name) => ({ name }))
    },
  },
} satisfies Endpoints

/** Reviews a pull request in somebody's name, who from then on is not asked for it any more. */
export function reviewAs(state: State, number: number, login: string, verdict: Review['state']): void {
  const pull = existingPull(state, String(number))
  pull.reviews.push({ login, state: verdict })
  pull.reviewers = pull.reviewers.filter((reviewer) => !isSame(reviewer, login))
}

function pullAnswer(state: State, pull: PullRequest) {
  const { number, title, body, draft } = pull
  const head = state.repository.head(pull.head) ?? ''
  const repo = { id: repositoryNumber(state), full_name: `${state.owner}/${state.name}` }
  return {
    number,
    node_id: pullRequestId(number),
    html_url: `${state.site}/${state.owner}/${state.name}/pull/${number}`,
    title,
    body,
    draft,
    state: pull.state,
    user: { login: state.actor.login },
    labels: pull.labels.map((name) => ({ name })),
    requested_reviewers: pull.reviewers.map((login) => ({ login })),
    requested_teams: pull.teams.map((slug) => ({ slug })),
    head: { ref: pull.head, sha: head, repo },
    base: { ref: pull.base, repo },
  }
}

function existingPull(state: State, number: string | undefined): PullRequest {
  const pull = state.pulls.find((candidate) => candidate.number === Number(number))
  if (pull === undefined) throw new Refusal(404, 'Not Found')
  return pull
}

function existingBranch(state: State, field: string, branch: string): string {
  const sha = state.repository.head(branch)
  if (sha === undefined) throw invalid({ field, code: 'invalid' })
  return sha
}

function invalid(error: { readonly code: string; readonly field?: string; readonly message?: string }): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', ...error }])
}

function labelIn({ labels }: State, name: string): string | undefined {
  return labels.find((label) => isSame(label, name))
}

/** GitHub does not tell upper and lower case apart in logins and labels. */
function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase()
}

/** Both lists, each item once. */
function united(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])]
}
