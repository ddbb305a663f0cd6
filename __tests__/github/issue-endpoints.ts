import type { components } from '@octokit/openapi-types'

import type { Call, Endpoint } from './endpoint.ts'
import { textIn, textsIn } from './fields.ts'
import { existingPull } from './pull-request-endpoints.ts'
import { labels } from './pull-request-reply.ts'
import type { Reply } from './reply.ts'

const LABELS = /^\/issues\/(\d+)\/labels$/

/** What is said on a pull request: comments and labels. */
export const ISSUE_ENDPOINTS: readonly Endpoint[] = [
  { operation: 'issues/create-comment', method: 'POST', path: /^\/issues\/(\d+)\/comments$/, serve: createComment },
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
  pull.labels = united(pull.labels, textsIn(body, 'labels'))
  return { status: 200, body: labels(pull) }
}

function setLabels({ state, names: [number], body }: Call): Reply {
  const pull = existingPull(state, number)
  pull.labels = united(textsIn(body, 'labels'), [])
  return { status: 200, body: labels(pull) }
}

/** Both lists, each item once. */
function united(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])]
}
