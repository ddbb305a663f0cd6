import type { components } from '@octokit/openapi-types'

import type { Call, Endpoint } from './endpoint.ts'
import { textIn, textsIn } from './fields.ts'
import { existingPull } from './pull-request-endpoints.ts'
import { labels } from './pull-request-reply.ts'
import { Refusal, type Reply } from './reply.ts'
import type { State } from './state.ts'

const LABELS = /^\/issues\/(\d+)\/labels$/

/** What is said on a pull request: comments and labels. */
export const ISSUE_ENDPOINTS: readonly Endpoint[] = [
  { operation: 'issues/create-comment', method: 'POST', path: /^\/issues\/(\d+)\/comments$/, serve: createComment },
  { operation: 'issues/get-label', method: 'GET', path: /^\/labels\/(.+)$/, serve: getLabel },
  { operation: 'issues/list-labels-on-issue', method: 'GET', path: LABELS, serve: listLabels },
  { operation: 'issues/add-labels', method: 'POST', path: LABELS, serve: addLabels },
  { operation: 'issues/set-labels', method: 'PUT', path: LABELS, serve: setLabels },
]

function createComment({ state, names: [number], body }: Call): Reply {
  const pull = existingPull(state, number)
  const id = pull.comments.push(textIn(body, 'body'))
  const comment = {
    id,
    body: textIn(body, 'body'),
    html_url: `${state.site}/${state.owner}/${state.name}/pull/${pull.number}#issuecomment-${id}`,
  } satisfies Pick<components['schemas']['issue-comment'], 'id' | 'body' | 'html_url'>
  return { status: 201, body: comment }
}

function listLabels({ state, names: [number] }: Call): Reply {
  return { status: 200, body: labels(existingPull(state, number)) }
}

function addLabels({ state, names: [number], body }: Call): Reply {
  const pull = existingPull(state, number)
  pull.labels = united(pull.labels, labelsIn(state, textsIn(body, 'labels')))
  return { status: 200, body: labels(pull) }
}

function setLabels({ state, names: [number], body }: Call): Reply {
  const pull = existingPull(state, number)
  pull.labels = united(labelsIn(state, textsIn(body, 'labels')), [])
  return { status: 200, body: labels(pull) }
}

function getLabel({ state, names: [name = ''] }: Call): Reply {
  const label = labelIn(state, name)
  if (label === undefined) throw new Refusal(404, 'Not Found')
  return { status: 200, body: { name: label } satisfies Pick<components['schemas']['label'], 'name'> }
}

/** The labels as the repository has them; makes those that it does not have, if the token may, or else does nothing. */
function labelsIn(state: State, names: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => labelIn(state, name) === undefined)
  if (unknown.length > 0 && !state.mayCreateLabels) {
    const errors = [{ resource: 'Repository', field: 'label', code: 'unauthorized' }]
    throw new Refusal(403, 'You do not have permission to create labels on this repository.', errors)
  }
  state.labels.push(...unknown)
  return names.map((name) => labelIn(state, name) ?? name)
}

/** GitHub does not tell upper and lower case apart in labels. */
function labelIn({ labels }: State, name: string): string | undefined {
  return labels.find((label) => label.toLowerCase() === name.toLowerCase())
}

/** Both lists, each item once. */
function united(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])]
}
