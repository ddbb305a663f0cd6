import { itemsOf, mapAt, textOf } from '../yaml/value.ts'
import type { Rule } from './rule.ts'

/** Fields of `metadata` that only a cluster sets, and that make an apply fail. */
const CLUSTER_FIELDS: readonly string[] = ['resourceVersion', 'uid', 'managedFields']

export const exportedObject: Rule = {
  name: 'exported-object',
  severity: 'warning',
  fix: 'Remove the fields that only the cluster sets: `resourceVersion`, `uid`, `managedFields`, `generation`, `creationTimestamp` and `status`.',
  find: ({ value }) => {
    const metadata = mapAt(value, ['metadata'])
    const found = CLUSTER_FIELDS.filter((key) => textOf(metadata[key]) !== '' || itemsOf(metadata[key]).length > 0)
    const [first] = found
    if (first === undefined) return []
    const isConflict = found.some((key) => key !== 'managedFields')
    const result = isConflict ? 'applying it may fail with a conflict' : 'server-side apply rejects it'
    const names = found.map((key) => `\`${key}\``).join(', ')
    return [
      {
        message: `its \`metadata\` has ${names} from the cluster that it was exported from: ${result}.`,
        place: ['metadata', first],
      },
    ]
  },
}
