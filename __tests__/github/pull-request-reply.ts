import type { components } from '@octokit/openapi-types'

import { pullRequestId, repositoryNumber } from './node-ids.ts'
import type { PullRequest, State } from './state.ts'

type Schemas = components['schemas']
type Pull = Schemas['pull-request']

/** What GitHub says of a pull request. */
export async function pullRequest(state: State, pull: PullRequest) {
  const head = await state.repository.head(pull.head)
  if (head !== undefined && pull.state === 'open') pull.headSha = head
  const base = (await state.repository.head(pull.base)) ?? ''
  const repo = { id: repositoryNumber(state), full_name: `${state.owner}/${state.name}` }
  return {
    id: pull.number,
    node_id: pullRequestId(pull.number),
    number: pull.number,
    html_url: `${state.site}/${state.owner}/${state.name}/pull/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    draft: pull.draft,
    user: { login: state.actor.login },
    labels: labels(pull),
    requested_reviewers: pull.reviewers.map((login) => ({ login })),
    requested_teams: pull.teams.map((slug) => ({ slug })),
    head: { label: `${state.owner}:${pull.head}`, ref: pull.head, sha: pull.headSha, repo },
    base: { label: `${state.owner}:${pull.base}`, ref: pull.base, sha: base, repo },
  } satisfies Pick<Pull, 'id' | 'node_id' | 'number' | 'html_url' | 'title' | 'body' | 'state' | 'draft'> & {
    user: Pick<Schemas['simple-user'], 'login'>
    labels: Pick<Pull['labels'][number], 'name'>[]
    requested_reviewers: Pick<Schemas['simple-user'], 'login'>[]
    requested_teams: Pick<Schemas['team'], 'slug'>[]
    head: Pick<Pull['head'], 'label' | 'ref' | 'sha'> & { repo: Pick<Schemas['repository'], 'id' | 'full_name'> }
    base: Pick<Pull['base'], 'label' | 'ref' | 'sha'> & { repo: Pick<Schemas['repository'], 'id' | 'full_name'> }
  }
}

/** The labels of a pull request. */
export function labels(pull: PullRequest) {
  return pull.labels.map((name) => ({ name })) satisfies Pick<Schemas['label'], 'name'>[]
}
