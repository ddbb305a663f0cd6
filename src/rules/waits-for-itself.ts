import type { Rule } from './rule.ts'
import { hasItsDatabaseInside } from './services.ts'
import { initContainerOf } from '../kubernetes/pod.ts'

export const waitsForItself: Rule = {
  name: 'waits-for-itself',
  severity: 'error',
  fix: 'Exclude this workload: add a line with `!` and its name to the input `workloads`, or add the annotation `atlas-init-container/inject: disabled` to it.',
  find: (workload, run) => {
    if (!hasItsDatabaseInside(workload, run)) return []
    const { name, place } = initContainerOf(workload, run.settings.containerName)
    const message = `the database URL points to this ${workload.kind} itself: \`${name}\` waits for a database that starts after it.`
    return [{ place, message }]
  },
}
