import { jobSpecPath } from '../kubernetes/job.ts'
import type { Rule } from './rule.ts'
import { wholeNumberAt } from '../kubernetes/whole-number.ts'
import { initContainerOf, podSpecOf } from '../kubernetes/pod.ts'

/** With a higher `backoffLimit`, a Job always tries the migration again. This is our choice, without a source. */
const LOW_LIMIT = 1

export const jobBackoff: Rule = {
  name: 'job-backoff',
  severity: 'notice',
  fix: 'Raise `backoffLimit`, or run the migration in a Job of its own.',
  find: (workload, { settings }) => {
    const jobSpec = jobSpecPath(workload)
    if (!jobSpec) return []
    const place = [...jobSpec, 'backoffLimit']
    const limit = wholeNumberAt(workload.value, place)
    if (limit === undefined || limit > LOW_LIMIT) return []
    const { name } = initContainerOf(workload, settings.containerName)
    // https://github.com/kubernetes/kubernetes/blob/v1.32.4/pkg/controller/job/job_controller.go#L1533
    const isOnce = limit === 0 || podSpecOf(workload).restartPolicy === 'OnFailure'
    const job = workload.kind === 'CronJob' ? 'each of its Jobs' : 'it'
    const message = `${job} fails for good if \`${name}\` fails ${isOnce ? 'once' : 'twice'} (\`backoffLimit: ${limit}\`), for example while the database restarts.`
    return [{ message, place }]
  },
}
