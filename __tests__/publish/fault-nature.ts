import type { Fault } from '../github/faults.ts'

/** What a fault is to the run that meets it. */
export type Nature =
  /** The right answer comes late. */
  | 'late'
  /** Nothing was done, and GitHub says when to come back: soon. */
  | 'wait'
  /** It is not known whether it was done. The next request is answered. */
  | 'unclear'
  /** It is not done, however often it is asked for. */
  | 'refusal'
  /** Somebody else pushes to the base. */
  | 'push'
  /** Somebody else pushes to the branch of the pull request. */
  | 'push to its branch'

const SOON = 60

export function natureOf(fault: Fault): Nature {
  switch (fault.kind) {
    case 'answer-before':
      if (Number(fault.headers?.['retry-after'] ?? Infinity) < SOON) return 'wait'
      return fault.status >= 500 ? 'unclear' : 'refusal'
    case 'answer-after':
    case 'drop-before':
    case 'drop-after':
    case 'text-before':
    case 'text-after':
      return 'unclear'
    case 'graphql-errors':
      return fault.errors.some(({ type }) => type === 'RATE_LIMITED') ? 'wait' : 'refusal'
    case 'slow':
      return 'late'
    case 'move-head':
      return 'push'
  }
}

/** What a person is told of the answer; undefined when it is the right one. */
export function toldOf(fault: Fault): string | undefined {
  switch (fault.kind) {
    case 'answer-before':
    case 'answer-after':
      return `answered ${fault.status}`
    case 'drop-before':
    case 'drop-after':
    case 'text-before':
    case 'text-after':
      return 'did not answer'
    case 'graphql-errors':
      // GraphQL answers 200, whose errors are told as the status that REST has for them.
      return 'answered 4'
    case 'slow':
    case 'move-head':
      return undefined
  }
}

/** A fault in a few words. */
export function labelOf(fault: Fault): string {
  switch (fault.kind) {
    case 'answer-before': {
      const wait = fault.headers?.['retry-after']
      return `${fault.status} ${wait === undefined ? fault.message : `for ${wait} s`}`
    }
    case 'answer-after':
      return `${fault.status} ${fault.message}, though done`
    case 'graphql-errors':
      return `200 ${fault.errors.map(({ type }) => type).join(', ')}`
    case 'drop-before':
      return 'no answer, nothing done'
    case 'drop-after':
      return 'no answer, though done'
    case 'text-before':
      return 'half an answer, nothing done'
    case 'text-after':
      return 'half an answer, though done'
    case 'slow':
      return `answer after ${fault.milliseconds} ms`
    case 'move-head':
      return `push to ${fault.branch}`
  }
}
