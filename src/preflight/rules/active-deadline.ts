import { jobSpecPath } from '../job.ts'
import type { Rule } from '../rule.ts'
import { wholeNumberAt } from '../whole-number.ts'

/** Our own judgement: seconds that leave room for a migration besides the work itself. */
const ENOUGH_SECONDS = 600

export const activeDeadline: Rule = {
  name: 'active-deadline',
  severity: 'warning',
  title: 'A deadline may end a migration',
  meaning:
    'The time of `activeDeadlineSeconds` includes the init containers. When it is over, the pod is killed, also in the ' +
    'middle of a migration, and on a database without transactions for DDL, such as MySQL, half of a file stays applied. ' +
    'The rule fires when a pod, or the Job that it is of, sets less than 600 seconds, which is a judgement of this action. ' +
    'It does not fire when the field is absent.',
  example: {
    manifest: `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  activeDeadlineSeconds: 120
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: import
        image: ghcr.io/repo/import:v1
`,
    inputs: { kinds: 'Job' },
  },
  fix: 'Raise `activeDeadlineSeconds` by the time of the longest migration.',
  sources: [
    {
      title: 'Kubernetes: Init Containers, detailed behavior',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
    },
  ],
  find: (workload) => {
    const jobSpec = jobSpecPath(workload)
    const holders = [...(jobSpec ? [jobSpec] : []), workload.podSpec]
    return holders.flatMap((holder) => {
      const place = [...holder, 'activeDeadlineSeconds']
      const seconds = wholeNumberAt(workload.value, place)
      if (seconds === undefined || seconds >= ENOUGH_SECONDS) return []
      const message = `it is ended after ${seconds} s (\`activeDeadlineSeconds: ${seconds}\`), the migration included.`
      return [{ message, place }]
    })
  },
}
