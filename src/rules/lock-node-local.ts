import type { ManifestObject, Workload } from '../kubernetes/workload.ts'
import { concurrentPods } from './concurrent-pods.ts'
import type { Host } from '../atlas/database.ts'
import type { KeysOf, ObjectIndex } from '../kubernetes/object-index.ts'
import type { Rule, Run } from './rule.ts'
import { objectsBehind, wordsOf } from './services.ts'
import { mapAt } from '../yaml/value.ts'

type Cluster = 'Galera' | 'Percona XtraDB Cluster'

export const lockNodeLocal: Rule = {
  name: 'lock-node-local',
  severity: 'warning',
  fix: 'Use the URL of a single node, such as the Service of the primary, or run the migration in a Job before the rollout. On Percona XtraDB Cluster, also set `pxc_strict_mode` to `MASTER`.',
  isOncePerRun: true,
  find: (workload, run) => {
    const cluster = clusterOf(workload, run)
    if (cluster === 'Percona XtraDB Cluster')
      return [
        { message: `the database is a ${cluster}, which rejects the Atlas lock unless \`pxc_strict_mode\` allows it.` },
      ]
    const pods = cluster && concurrentPods(workload, run.objects)
    if (!pods) return []
    const message = `${pods.reason}, but the database is a ${cluster} cluster, where the Atlas lock covers only one node.`
    return [{ message, place: pods.place }]
  },
}

function clusterOf(workload: Workload, { database, objects }: Run): Cluster | undefined {
  if (database?.engine !== 'MySQL' && database?.engine !== 'MariaDB') return undefined
  const clusters = database.hosts.flatMap((host) => clusterBehind(host, workload, objects) ?? [])
  return clusters[0]
}

function clusterBehind(host: Host, workload: Workload, objects: ObjectIndex): Cluster | undefined {
  const words = wordsOf(host)
  const isOf = (servicesOf: KeysOf): boolean => objectsBehind(host, workload, objects, servicesOf).length > 0
  if (words.includes('pxc') || isOf(servicesOfPercona)) return 'Percona XtraDB Cluster'
  if (words.includes('primary')) return undefined
  return words.includes('galera') || isOf(servicesOfGalera) ? 'Galera' : undefined
}

/** The Services that Percona's operator creates: https://docs.percona.com/percona-operator-for-mysql/pxc/expose.html */
function servicesOfPercona({ kind, name }: ManifestObject): readonly string[] {
  return kind === 'PerconaXtraDBCluster' ? [`${name}-haproxy`, `${name}-proxysql`, `${name}-pxc`] : []
}

/** The Service of all nodes, which has the name of the object: https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/HA.md */
function servicesOfGalera({ kind, name, value }: ManifestObject): readonly string[] {
  return kind === 'MariaDB' && mapAt(value, ['spec', 'galera']).enabled === true ? [name] : []
}
