import { concurrentPods } from './concurrent-pods.ts'
import type { Database } from '../atlas/database.ts'
import { replicatedWeb } from './example.ts'
import type { Rule, Run, Severity } from './rule.ts'
import { mountAt, volumeOf } from '../kubernetes/volumes.ts'
import { ourContainer, type PreflightWorkload } from '../kubernetes/pod.ts'

interface MissingLock {
  /** Goes on behind "up to 3 pods start at once, and ". */
  readonly message: string
  readonly severity: Severity
}

export const lockUnsupported: Rule = {
  name: 'lock-unsupported',
  severity: 'error',
  title: 'Nothing keeps two migrations apart',
  meaning:
    'Atlas takes a lock before it migrates, so that of several pods one migrates and the others wait. Where the database ' +
    'offers no lock, Atlas goes on without one and does not say so: pods that start at once apply the same migration ' +
    'twice.\n\n' +
    'The rule fires where several pods may start at once (`replicas`, a HorizontalPodAutoscaler, a ScaledObject, ' +
    '`podManagementPolicy: Parallel`, `parallelism`, a DaemonSet) and the database is Aurora DSQL, libSQL, SQLite in a file ' +
    'on a PersistentVolumeClaim or on NFS, or CockroachDB. CockroachDB is told by its scheme, its port or the host of ' +
    'its cloud, and is a warning: the open source of Atlas takes no lock there, and of other builds it is not known. ' +
    'It does not fire for a database of each pod its own, such as SQLite on an `emptyDir`.',
  example: {
    manifest: replicatedWeb(3),
    inputs: { 'database-url': 'libsql://db.example.com' },
  },
  fix:
    'Run the migration once, in a Job before the rollout, and keep this workload out with ' +
    '`atlas-init-container/inject: disabled`; or keep one replica.',
  sources: [
    { title: 'Atlas: applying changes', url: 'https://atlasgo.io/versioned/apply' },
    {
      title: 'Atlas: the lock of its SQLite driver',
      url: 'https://github.com/ariga/atlas/blob/v1.0.0/sql/sqlite/driver.go#L168',
    },
    {
      title: 'Atlas: its CockroachDB driver without a lock',
      url: 'https://github.com/ariga/atlas/blob/v1.0.0/sql/postgres/driver_oss.go#L115',
    },
  ],
  find: (workload, run) => {
    const pods = concurrentPods(workload, run.objects)
    const missing = pods && missingLock(workload, run)
    if (!missing) return []
    const message = `${pods.reason}, and ${missing.message}`
    return [{ message, severity: missing.severity, place: pods.place }]
  },
}

function missingLock(workload: PreflightWorkload, { database, settings }: Run): MissingLock | undefined {
  switch (database?.engine) {
    case 'Aurora DSQL':
      return { message: 'Atlas takes no lock on Aurora DSQL.', severity: 'error' }
    case 'CockroachDB':
      return { message: 'the open source of Atlas takes no lock on CockroachDB.', severity: 'warning' }
    case 'SQLite':
    case 'libSQL':
      return isShared(database, workload, settings.containerName)
        ? {
            message: `Atlas has no lock for ${database.engine} that works between pods: its lock is a file in the temp folder of each container.`,
            severity: 'error',
          }
        : undefined
    default:
      return undefined
  }
}

/** Whether several pods have the same database: one behind a network, or a file on a volume that they share. */
function isShared({ hosts, path }: Database, workload: PreflightWorkload, name: string): boolean {
  if (hosts.length > 0) return true
  const mount = path.startsWith('/') ? mountAt(ourContainer(workload, name), path) : undefined
  const volume = mount ? volumeOf(workload, mount.volume) : {}
  return 'persistentVolumeClaim' in volume || 'nfs' in volume
}
