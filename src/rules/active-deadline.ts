import type { YamlMap } from '../yaml/value.ts'
import { jobSpecPath } from '../kubernetes/job.ts'
import type { Finding, Rule } from './rule.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'

/** Seconds that leave time for a migration besides the work. This is our choice, without a source. */
const ENOUGH_SECONDS = 600

export const activeDeadline: Rule = {
  name: 'active-deadline',
  severity: 'warning',
  fix: 'Raise `activeDeadlineSeconds` by the time of your longest migration.',
  find: (workload) => {
    const { kind, value, podSpec } = workload
    const jobSpec = jobSpecPath(workload)
    if (!jobSpec) return kind === 'Pod' ? findingsAt(podSpec, 'it is', value) : []
    const job = kind === 'CronJob' ? 'each of its Jobs is' : 'it is'
    return [...findingsAt(jobSpec, job, value), ...findingsAt(podSpec, 'each of its pods is', value)]
  },
}

/** @param what Kubernetes stops: `it is`. */
function findingsAt(holder: readonly string[], what: string, value: YamlMap): readonly Finding[] {
  const place = [...holder, 'activeDeadlineSeconds']
  const seconds = wholeNumberAt(value, place)
  if (seconds === undefined || seconds >= ENOUGH_SECONDS) return []
  const message = `${what} stopped after ${seconds} s (\`activeDeadlineSeconds: ${seconds}\`), even during the migration.`
  return [{ message, place }]
}
