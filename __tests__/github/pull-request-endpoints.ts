import type { Call, Endpoint } from './endpoint.ts'
import { optionalTextIn, textIn } from './fields.ts'
import { gitLine } from './git.ts'
import { pullRequest } from './pull-request-reply.ts'
import { Refusal, type Reply } from './reply.ts'
import type { PullRequest, State } from './state.ts'

/** Pull requests: found, opened and updated. */
export const PULL_REQUEST_ENDPOINTS: readonly Endpoint[] = [
  { operation: 'pulls/list', method: 'GET', path: /^\/pulls$/, serve: list },
  { operation: 'pulls/create', method: 'POST', path: /^\/pulls$/, serve: create },
  { operation: 'pulls/update', method: 'PATCH', path: /^\/pulls\/(\d+)$/, serve: update },
]

/** The pull request of a number. Refuses a number that has none. */
export function existingPull(state: State, number: string | undefined): PullRequest {
  const pull = state.pulls.find((candidate) => candidate.number === Number(number))
  if (pull === undefined) throw new Refusal(404, 'Not Found')
  return pull
}

async function list({ state, query }: Call): Promise<Reply> {
  const wanted = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  const found = state.pulls
    .filter((pull) => wanted === 'all' || pull.state === wanted)
    .filter((pull) => head === null || isHead(state, pull, head))
    .filter((pull) => base === null || base === pull.base)
  return { status: 200, body: await Promise.all(found.map((pull) => pullRequest(state, pull))) }
}

async function create({ state, body }: Call): Promise<Reply> {
  if (!state.mayOpenPullRequests) {
    throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
  }
  const title = textIn(body, 'title')
  const head = branchIn(state, textIn(body, 'head'))
  const base = textIn(body, 'base')
  const headSha = await demandBranch(state, 'head', head)
  const baseSha = await demandBranch(state, 'base', base)
  const ahead = await gitLine(state.repository.folder, ['rev-list', '--count', `${baseSha}..${headSha}`])
  if (ahead === '0') throw refusedFor(`No commits between ${base} and ${head}`)
  // From here on nothing waits, so that of two requests at once only one finds no pull request.
  if (state.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base)) {
    throw refusedFor(`A pull request already exists for ${state.owner}:${head}.`)
  }
  const pull: PullRequest = {
    number: state.pulls.length + 1,
    title,
    body: optionalTextIn(body, 'body') ?? null,
    state: 'open',
    draft: body.draft === true,
    head,
    headSha,
    base,
    labels: [],
    reviewers: [],
    teams: [],
    comments: [],
    reviews: [],
  }
  state.pulls.push(pull)
  return { status: 201, body: await pullRequest(state, pull) }
}

async function update({ state, names: [number], body }: Call): Promise<Reply> {
  const pull = existingPull(state, number)
  const base = optionalTextIn(body, 'base') ?? pull.base
  const wanted = optionalTextIn(body, 'state') ?? pull.state
  if (wanted !== 'open' && wanted !== 'closed') throw new Refusal(422, `Invalid request.\n\n${wanted} is not a state.`)
  await demandBranch(state, 'base', base)
  if (wanted === 'open' && pull.state === 'closed') await demandBranch(state, 'state', pull.head)
  pull.base = base
  pull.state = wanted
  pull.title = optionalTextIn(body, 'title') ?? pull.title
  pull.body = optionalTextIn(body, 'body') ?? pull.body
  return { status: 200, body: await pullRequest(state, pull) }
}

/** GitHub does not tell upper and lower case apart in logins. */
function isHead({ owner }: State, pull: PullRequest, head: string): boolean {
  const colon = head.indexOf(':')
  return head.slice(0, colon).toLowerCase() === owner.toLowerCase() && head.slice(colon + 1) === pull.head
}

/** A head may be given with its owner in front. */
function branchIn(state: State, head: string): string {
  return head.startsWith(`${state.owner}:`) ? head.slice(state.owner.length + 1) : head
}

async function demandBranch(state: State, field: string, branch: string): Promise<string> {
  const sha = await state.repository.head(branch)
  if (sha !== undefined) return sha
  throw new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', field, code: 'invalid' }])
}

function refusedFor(message: string): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }])
}
