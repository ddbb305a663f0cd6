import type { YamlMap } from '../yaml/value.ts'
import { jobSpecPath } from '../kubernetes/job.ts'
import { jobWith } from './example.ts'
import type { Fault, Rule } from './rule.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'

/** Our own judgement: seconds that leave room for a migration besides the work itself. */
const ENOUGH_SECONDS = 600

export const activeDeadline: Rule = {
  name: 'active-deadline',
  severity: 'warning',
  title: 'A deadline may end a migration',
  meaning:
    'The time of `activeDeadlineSeconds` includes the init containers. When it is over, the pod is killed, also in the ' +
    'middle of a migration, and on a database without transactions for DDL, such as MySQL, half of a file stays applied. ' +
    'The rule fires when a Pod, a Job, a CronJob or the pods of these two set less than 600 seconds, which is a judgement of ' +
    'this action. It does not fire when the field is absent, and for other kinds, whose pods must not have it.',
  example: {
    manifest: jobWith('activeDeadlineSeconds: 120'),
    inputs: { kinds: 'Job' },
  },
  fix: 'Raise `activeDeadlineSeconds` by the time of the longest migration.',
  sources: [
    {
      title: 'Kubernetes: Init Containers, detailed behavior',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
    },
    {
      title: 'Kubernetes: where the field is forbidden',
      url: 'https://github.com/kubernetes/kubernetes/blob/v1.32.4/pkg/apis/apps/validation/validation.go#L764',
    },
  ],
  find: (workload) => {
    const { kind, value, podSpec } = workload
    const jobSpec = jobSpecPath(workload)
    if (!jobSpec) return kind === 'Pod' ? faultsAt(podSpec, 'it is', value) : []
    const job = kind === 'CronJob' ? 'each of its Jobs is' : 'it is'
    return [...faultsAt(jobSpec, job, value), ...faultsAt(podSpec, 'each of its pods is', value)]
  },
}

/** @param what is ended: `it is`. */
function faultsAt(holder: readonly string[], what: string, value: YamlMap): readonly Fault[] {
  const place = [...holder, 'activeDeadlineSeconds']
  const seconds = wholeNumberAt(value, place)
  if (seconds === undefined || seconds >= ENOUGH_SECONDS) return []
  const message = `${what} ended after ${seconds} s (\`activeDeadlineSeconds: ${seconds}\`), the migration included.`
  return [{ message, place }]
}
