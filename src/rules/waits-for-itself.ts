import type { Rule } from './rule.ts'
import { hasItsDatabaseInside } from './services.ts'
import { ourContainer } from '../kubernetes/pod.ts'

export const waitsForItself: Rule = {
  name: 'waits-for-itself',
  severity: 'error',
  fix:
    'Take this workload out: by a line with `!` and its name in the input `workloads`, or by the annotation ' +
    '`atlas-init-container/inject: disabled` on it.',
  find: (workload, run) => {
    if (!hasItsDatabaseInside(workload, run)) return []
    const { name, place } = ourContainer(workload, run.settings.containerName)
    const message = `the database URL leads to the pods of this very ${workload.kind}, so \`${name}\` waits for a database that starts only after it.`
    return [{ place, message }]
  },
}
