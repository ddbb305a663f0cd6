import { afterEffect, failure, secondaryRateLimit, type Fault } from '../github/faults.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { BASE, type Scenario } from './fault-scenarios.ts'

/** A fault that the first request of a name is given. */
export interface RequestFault {
  readonly label: string
  /** Whether somebody else pushes to the branch of the pull request: whoever did has to decide. */
  readonly isPushToBranch?: boolean
  place(github: LoopbackGithub, name: RequestName, at: number): void
}

const READS: readonly RequestName[] = ['git/get-ref', 'graphql query', 'repos/compare-commits-with-basehead']

/** Each kind of fault once, at a request. */
export function faultsOf(name: RequestName, { branch, theirs }: Scenario): readonly RequestFault[] {
  const isGraphql = name.startsWith('graphql')
  const refusals: readonly [string, Fault][] = isGraphql
    ? [
        ['200 FORBIDDEN', graphqlError('FORBIDDEN', 'Resource not accessible by integration')],
        ['200 NOT_FOUND', graphqlError('NOT_FOUND', 'Could not resolve to a Repository.')],
        ['200 UNPROCESSABLE', graphqlError('UNPROCESSABLE', 'Reference update failed')],
      ]
    : [
        ['403', failure(403, 'Resource not accessible by integration')],
        ['404', failure(404, 'Not Found')],
        ['422', failure(422, 'Validation Failed')],
      ]
  const pushToBranch = once(`push to the branch`, { kind: 'move-head', branch, files: { 'other.txt': 'theirs\n' } })
  return [
    once('401', failure(401, 'Bad credentials')),
    ...refusals.map(([label, fault]) => once(label, fault)),
    ...(name.startsWith('git/') ? [once('409', failure(409, 'Git Repository is empty.'))] : []),
    once('limit of a second', secondaryRateLimit(429, 1)),
    once('limit of an hour', secondaryRateLimit(403, 3600)),
    once('no answer, not done', { kind: 'drop-before' }),
    once('half an answer', { kind: 'text-after', text: '{"sha": "' }),
    outage('no answer from here on, not done', { kind: 'drop-before' }),
    ...(READS.includes(name)
      ? []
      : [
          once('502, though done', afterEffect(failure(502, 'Server Error'))),
          outage('no answer from here on, though done', { kind: 'drop-after' }),
        ]),
    once('push to the base', { kind: 'move-head', branch: BASE, files: { 'k8s/web.yaml': theirs } }),
    ...(branch === BASE ? [] : [{ ...pushToBranch, isPushToBranch: true }]),
  ]
}

function graphqlError(type: string, message: string): Fault {
  return { kind: 'graphql-errors', errors: [{ type, message }] }
}

function once(label: string, fault: Fault): RequestFault {
  return { label, place: (github, name) => { github.faultOn(name, 0, fault); } } // prettier-ignore
}

function outage(label: string, fault: Fault): RequestFault {
  const place: RequestFault['place'] = (github, _, from) => {
    for (let at = from; at < from + 50; at++) github.faultAt(at, fault)
  }
  return { label, place }
}
