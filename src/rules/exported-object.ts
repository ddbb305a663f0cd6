import { itemsOf, mapAt, textOf } from '../yaml/value.ts'
import type { Rule } from './rule.ts'

/** Fields of `metadata` that only a cluster sets, and that an apply can fail on. */
const FATAL: readonly string[] = ['resourceVersion', 'uid', 'managedFields']

export const exportedObject: Rule = {
  name: 'exported-object',
  severity: 'warning',
  fix: 'Take the fields out that only the cluster sets: `resourceVersion`, `uid`, `managedFields`, `generation`, `creationTimestamp`, `status`.',
  find: ({ value }) => {
    const metadata = mapAt(value, ['metadata'])
    const found = FATAL.filter((key) => textOf(metadata[key]) !== '' || itemsOf(metadata[key]).length > 0)
    const [first] = found
    if (first === undefined) return []
    const isConflict = found.some((key) => key !== 'managedFields')
    const result = isConflict ? 'applying it can end in a conflict' : 'a server-side apply refuses it'
    const names = found.map((key) => `\`${key}\``).join(', ')
    return [
      {
        message: `its \`metadata\` holds ${names} of the cluster that it was exported from, so ${result}.`,
        place: ['metadata', first],
      },
    ]
  },
}
