import { isFile } from '../atlas/database.ts'
import type { Rule, Run } from './rule.ts'
import type { Workload } from '../kubernetes/workload.ts'

/** The most names in a message. */
const NAMES_SHOWN = 3

export const sharedMigrations: Rule = {
  name: 'shared-migrations',
  severity: 'notice',
  fix: 'Let one workload run the migrations: select it with the input `workloads`. Make sure that the others work with the old schema until it is done.',
  isOncePerRun: true,
  find: (workload, run) => {
    if (run.database && isFile(run.database)) return []
    const names = namesOf(workload, run)
    const [first] = names
    // The first workload would be fine on its own.
    if (names.length < 2 || first === nameOf(workload)) return []
    const shown = names.slice(0, NAMES_SHOWN).join(', ')
    const list = names.length > NAMES_SHOWN ? `${shown}, …` : shown
    return [
      {
        message: `${names.length} workloads migrate the same database (${list}): each waits for the lock at every start, and a failed migration stops them all.`,
      },
    ]
  },
}

/** Cached for the next workload: the names of the workloads that share a database, by namespace. */
const NAMES_OF_RUNS = new WeakMap<Run, ReadonlyMap<string, readonly string[]>>()

/** The names of the workloads that share a workload's database, without repetition. */
function namesOf({ namespace }: Workload, run: Run): readonly string[] {
  const names = NAMES_OF_RUNS.get(run) ?? namesBySpace(run)
  NAMES_OF_RUNS.set(run, names)
  return names.get(run.makesSecret ? '' : namespace) ?? []
}

function namesBySpace({ workloads, makesSecret }: Run): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(workloads, ({ namespace }) => (makesSecret ? '' : namespace))
  return new Map([...groups].map(([space, sharing]) => [space, [...new Set(sharing.map(nameOf))]]))
}

function nameOf({ kind, name }: Workload): string {
  return `${kind} \`${name}\``
}
