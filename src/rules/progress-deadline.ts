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
  title: 'A long migration counts as a failed rollout',
  meaning:
    'A pod that is still migrating is no progress, so a migration longer than `progressDeadlineSeconds` makes the rollout ' +
    'count as failed. Kubernetes itself only reports that, but `kubectl rollout status` ends with an error, and what rolls ' +
    'back on it, such as Helm with `--atomic`, takes the pod away in the middle of the migration. The rule fires when a ' +
    'Deployment or a Rollout sets less than the 600 seconds that are the default, and warns below 120 seconds. The latter ' +
    'number is a judgement of this action. It does not fire when the field is absent, for `replicas: 0`, and for a rollout that is paused.',
  example: {
    manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  progressDeadlineSeconds: 60
  template:
    spec:
      containers:
      - name: web
        image: ghcr.io/repo/web:v1
`,
  },
  fix: 'Raise `progressDeadlineSeconds` above the time of the longest migration plus that of the start of a pod.',
  sources: [
    {
      title: 'Kubernetes: Deployments, progress deadline seconds',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
    },
    {
      title: 'Kubernetes: Deployments, failed deployment',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment',
    },
  ],
  find: ({ kind, value }) => {
    const place = ['spec', 'progressDeadlineSeconds']
    const seconds = wholeNumberAt(value, place)
    if (!KINDS.includes(kind) || valueAt(value, ['spec', 'paused']) === true) return []
    if (valueAt(value, ['spec', 'replicas']) === 0) return []
    if (seconds === undefined || seconds >= DEFAULT_SECONDS) return []
    return [
      {
        message:
          `its rollout counts as failed after ${seconds} s without progress (\`progressDeadlineSeconds: ${seconds}\`), and ` +
          'a pod that migrates makes none.',
        place,
        severity: seconds < SHORT_SECONDS ? 'warning' : 'notice',
      },
    ]
  },
}
