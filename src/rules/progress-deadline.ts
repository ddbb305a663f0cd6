import type { Rule } from './rule.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'
import { valueAt } from '../yaml/value.ts'

/** The kinds with this field. */
const KINDS: readonly string[] = ['Deployment', 'Rollout']

/** The default of Kubernetes: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const DEFAULT_SECONDS = 600

/** Seconds that are hardly enough for a migration and the start of a pod. This is our choice, without a source. */
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
