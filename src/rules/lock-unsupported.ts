import { concurrentPods } from './concurrent-pods.ts'
import type { Database } from '../atlas/database.ts'
import type { Rule, Run, Severity } from './rule.ts'
import { mountAt, volumeOf } from '../kubernetes/volumes.ts'
import { initContainerOf } from '../kubernetes/pod.ts'
import type { Workload } from '../kubernetes/workload.ts'

interface MissingLock {
  /** Continues "up to 3 pods start at once, but ". */
  readonly message: string
  readonly severity: Severity
}

export const lockUnsupported: Rule = {
  name: 'lock-unsupported',
  severity: 'error',
  fix: 'Run the migration in a Job before the rollout, and exclude this workload with the annotation `atlas-init-container/inject: disabled`. Or run a single replica.',
  find: (workload, run) => {
    const pods = concurrentPods(workload, run.objects)
    const missing = pods && missingLock(workload, run)
    if (!missing) return []
    const message = `${pods.reason}, but ${missing.message}`
    return [{ message, severity: missing.severity, place: pods.place }]
  },
}

function missingLock(workload: Workload, { database, settings }: Run): MissingLock | undefined {
  switch (database?.engine) {
    case 'Aurora DSQL':
      return { message: 'Atlas takes no lock on Aurora DSQL.', severity: 'error' }
    case 'CockroachDB':
      return { message: 'open-source Atlas takes no lock on CockroachDB.', severity: 'warning' }
    case 'SQLite':
    case 'libSQL':
      if (!isShared(database, workload, settings.containerName)) return undefined
      return {
        message: `the Atlas lock for ${database.engine} is a file in each container, so it does not stop other pods.`,
        severity: 'error',
      }
    default:
      return undefined
  }
}

/** Whether all pods use the same database: one on the network, or a file on a volume that they share. */
function isShared({ hosts, path }: Database, workload: Workload, name: string): boolean {
  if (hosts.length > 0) return true
  const mount = path.startsWith('/') ? mountAt(initContainerOf(workload, name), path) : undefined
  const volume = mount ? volumeOf(workload, mount.volume) : {}
  return 'persistentVolumeClaim' in volume || 'nfs' in volume
}
