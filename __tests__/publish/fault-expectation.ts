import { TRIED_AGAIN, type PlacedRequest, type RequestFault } from './fault-kinds.ts'
import type { Scenario } from './fault-scenarios.ts'

/** How a run has to end: `done` with everything finished, `left` with something left to the next run. */
export type Ending = 'done' | 'left' | 'failed'

/** What has to come of a fault. */
export interface Expectation {
  readonly endings: readonly Ending[]
  /** Whether the next run may stop because of what others have pushed, instead of finishing the work. */
  readonly mayStop: boolean
}

export function expectationOf(request: PlacedRequest, fault: RequestFault, scenario: Scenario): Expectation {
  const { nature } = fault
  // Nobody's work is overwritten: whoever pushed to the branch has to decide.
  if (nature === 'push to its branch') return { endings: ['done', 'left', 'failed'], mayStop: true }
  return { endings: endingsOf(request, fault, scenario), mayStop: false }
}

function endingsOf({ name }: PlacedRequest, { nature, label }: RequestFault, scenario: Scenario): readonly Ending[] {
  // Behind the deletion of its branch, which closes a pull request, there are only words to be lost.
  if (!scenario.isKept && ['issues/create-comment', 'pulls/update'].includes(name)) return ['done']
  // What is refused of labels and reviewers is told, and does not fail the run.
  if (['issues/add-labels', 'pulls/request-reviewers'].includes(name) && isRefused(label)) return ['done', 'left']
  switch (nature) {
    case 'late':
    case 'wait':
      return ['done']
    case 'push':
      // What the work tree says of a base that has moved on may be outdated.
      return scenario.isKept ? ['done'] : ['done', 'left']
    case 'unclear':
      return ['done']
    default:
      // That there is no branch is a right answer, which a run may believe.
      if (name === 'git/get-ref' && label.startsWith('404')) return ['done', 'left', 'failed']
      return isTriedAgain(name, label) ? ['done', 'failed'] : ['failed']
  }
}

/** Whether GitHub says no to the request alone. */
function isRefused(label: string): boolean {
  return /^4(?!01|29)\d\d (?!for|until)/.test(label)
}

/** Some refusals may be over at a second try; that of a rate limit is not. */
function isTriedAgain(name: PlacedRequest['name'], label: string): boolean {
  return TRIED_AGAIN.includes(name) && !/every time|from here on|3600|RATE_LIMITED/.test(label)
}
