import type { Rule } from './rule.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'
import { valueAt } from '../yaml/value.ts'

/** The kinds that have it. */
const KINDS: readonly string[] = ['Deployment', 'Rollout']

/** Seconds that Kubernetes thinks enough: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const DEFAULT_SECONDS = 600

/** Our own judgement: seconds in which a migration hardly fits, with the start of a pod around it. */
const SHORT_SECONDS = 120

export const progressDeadline: Rule = {
  name: 'progress-deadline',
  severity: 'notice',
  fix: 'Set `progressDeadlineSeconds` to more than the time of your longest migration plus the start of a pod.',
  find: ({ kind, value }) => {
    const place = ['spec', 'progressDeadlineSeconds']
    const seconds = wholeNumberAt(value, place)
    if (!KINDS.includes(kind) || valueAt(value, ['spec', 'paused']) === true) return []
    if (valueAt(value, ['spec', 'replicas']) === 0) return []
    if (seconds === undefined || seconds >= DEFAULT_SECONDS) return []
    return [
      {
        message: `its rollout counts as failed after ${seconds} s without progress (\`progressDeadlineSeconds: ${seconds}\`), and a migrating pod makes none.`,
        place,
        severity: seconds < SHORT_SECONDS ? 'warning' : 'notice',
      },
    ]
  },
}
