import type { PullRequest } from '../github/state.ts'
import type { Scenario, WantedPull } from './fault-scenarios.ts'
import type { Snapshot } from './fault-state.ts'

export interface PullState {
  readonly word: string
  readonly isFinished: boolean
  readonly complaints: readonly string[]
}

/** Says what has become of the one pull request. */
export function pullState({ pull: wanted }: Scenario, before: Snapshot, { pulls }: Snapshot): PullState {
  const [pull] = pulls
  if (pull === undefined) return { word: 'none', isFinished: wanted === undefined, complaints: [] }
  const comments = pull.comments.length
  const complaints = [
    ...(pulls.length > 1 ? [`There are ${pulls.length} pull requests.`] : []),
    ...(comments > 1 ? ['The pull request has the same comment twice.'] : []),
  ]
  const suffix = comments === 0 ? '' : `, commented${comments > 1 ? ` ${comments} times` : ''}`
  if (pull.state === 'closed') return { word: `closed${suffix}`, isFinished: wanted === undefined, complaints }

  const missing = wanted === undefined ? [] : differences(pull, wanted)
  const word = missing.length > 0 ? `lacks ${missing.join(', ')}` : 'whole'
  const isFinished = wanted !== undefined && missing.length === 0
  return { word: `${isAsBefore(pull, before.pulls[0]) ? 'as before' : word}${suffix}`, isFinished, complaints }
}

function isAsBefore(pull: Readonly<PullRequest>, old: Readonly<PullRequest> | undefined): boolean {
  const ignored = { headSha: '', reviews: [], comments: [] }
  return old !== undefined && isEqual({ ...pull, ...ignored }, { ...old, ...ignored })
}

function differences(pull: Readonly<PullRequest>, wanted: WantedPull): string[] {
  const aspects = {
    title: pull.title === wanted.title,
    body: pull.body?.includes('migrations:v0.1.2') === true,
    draft: pull.draft === wanted.draft,
    labels: isEqual([...pull.labels].sort(), wanted.labels),
    reviewers: isEqual(pull.reviewers, wanted.reviewers) && isEqual(pull.teams, wanted.teams),
  }
  return Object.entries(aspects)
    .filter(([, isThere]) => !isThere)
    .map(([aspect]) => aspect)
}

/** What was cloned is of other classes here, which `isDeepStrictEqual` would not take for the same. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
