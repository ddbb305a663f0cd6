import { DOCUMENTED_FAULTS } from '../github/documented-faults.ts'
import { afterEffect, failure, primaryRateLimit, secondaryRateLimit, type Fault } from '../github/faults.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/request-name.ts'
import { labelOf, natureOf, toldOf, type Nature } from './fault-nature.ts'
import { BASE, type Scenario } from './fault-scenarios.ts'

/** One of the requests of a run. */
export interface PlacedRequest {
  readonly name: RequestName
  /** Its number among all requests, and among those of its name; from 0. */
  readonly at: number
  readonly nth: number
}

/** A fault that a request is given. */
export interface RequestFault {
  readonly label: string
  readonly nature: Nature
  /** What a failure has to say of GitHub's answer; undefined where a fault does not lead to one. */
  readonly told: string | undefined
  place(github: LoopbackGithub, request: PlacedRequest): void
}

/** These are sent once more when they are refused, after a look at what is there. */
export const TRIED_AGAIN: readonly RequestName[] = ['git/update-ref', 'graphql updateRefs', 'pulls/create']

/** Longer than any run goes on. */
const MANY = 60

const DROP_BEFORE: Fault = { kind: 'drop-before' }
const DROP_AFTER: Fault = { kind: 'drop-after' }
const LONG_WAIT = secondaryRateLimit(403, 3600)

/** Every fault of a request, each once. */
export function faultsOf(name: RequestName, scenario: Scenario): readonly RequestFault[] {
  const documented = DOCUMENTED_FAULTS.get(name) ?? []
  const faults = [
    ...documented.map(once),
    once(failure(500, 'Internal Server Error')),
    once(failure(503, 'Service unavailable')),
    once(afterEffect(failure(502, 'Server Error'))),
    once(DROP_BEFORE),
    once(DROP_AFTER),
    once({ kind: 'text-after', text: '{"sha": "' }),
    once({ kind: 'slow', milliseconds: 500 }),
    once(LONG_WAIT),
    hourlyLimit(),
    outage(DROP_BEFORE),
    outage(DROP_AFTER),
    ...(TRIED_AGAIN.includes(name) ? [...documented, LONG_WAIT].map(everyTime) : []),
    ...pushes(scenario),
  ]
  return [...new Map(faults.map((fault) => [fault.label, fault])).values()]
}

function once(fault: Fault): RequestFault {
  return {
    label: labelOf(fault),
    nature: natureOf(fault),
    told: toldOf(fault),
    place: (github, { at }) => {
      github.faultAt(at, fault)
    },
  }
}

/** Its end is two seconds ahead of when it is placed. */
function hourlyLimit(): RequestFault {
  const told = { nature: 'wait', told: 'answered 403' } as const
  return {
    label: '403 until 2 s from now',
    ...told,
    place: (github, { at }) => {
      github.faultAt(at, primaryRateLimit(403, Math.floor(Date.now() / 1000) + 2))
    },
  }
}

function outage(fault: Fault): RequestFault {
  return {
    ...once(fault),
    label: `${labelOf(fault)}, from here on`,
    nature: 'refusal',
    place: (github, { at }) => {
      for (let index = at; index < at + MANY; index++) github.faultAt(index, fault)
    },
  }
}

function everyTime(fault: Fault): RequestFault {
  return {
    ...once(fault),
    label: `${labelOf(fault)}, every time`,
    nature: 'refusal',
    place: (github, { name, nth }) => {
      for (let index = nth; index < nth + MANY; index++) github.faultOn(name, index, fault)
    },
  }
}

function pushes({ branch, theirs }: Scenario): readonly RequestFault[] {
  const other = { 'other.txt': 'theirs\n' }
  const toBase = [push(BASE, 'another file', other), push(BASE, 'a manifest', { 'k8s/web.yaml': theirs })]
  return branch === BASE ? toBase : [...toBase, push(branch, 'another file', other)]
}

function push(branch: string, what: string, files: Readonly<Record<string, string>>): RequestFault {
  return {
    ...once({ kind: 'move-head', branch, files }),
    label: `push of ${what} to ${branch}`,
    nature: branch === BASE ? 'push' : 'push to its branch',
  }
}
