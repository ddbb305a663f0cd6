import type { ManifestObject } from '../kubernetes/workload.ts'
import { concurrentPods } from './concurrent-pods.ts'
import type { Host } from '../atlas/database.ts'
import { replicatedWeb } from './example.ts'
import type { KeysOf, ObjectIndex } from '../kubernetes/object-index.ts'
import type { Rule, Run } from './rule.ts'
import { serviceOf } from './services.ts'
import { type PreflightWorkload } from '../kubernetes/pod.ts'
import { mapAt } from '../yaml/value.ts'

type Cluster = 'Galera' | 'Percona XtraDB Cluster'

export const lockNodeLocal: Rule = {
  name: 'lock-node-local',
  severity: 'warning',
  title: 'The lock holds on one node of the cluster only',
  meaning:
    'Atlas takes its lock on MySQL and MariaDB with `GET_LOCK()`, which a Galera cluster does not replicate: pods that reach ' +
    'different nodes migrate at once. Percona XtraDB Cluster refuses it altogether in its strict mode, which is its ' +
    'default.\n\n' +
    'The rule fires where the host of the database URL has the word `galera` or `pxc` in it, or is the Service of a `MariaDB` ' +
    'with `spec.galera.enabled` or of a `PerconaXtraDBCluster` in the files. For Galera, several pods of the workload have ' +
    'to start at once. It does not fire for a Service of the primary alone, nor for TiDB, whose locks hold in all of the ' +
    'cluster.',
  example: {
    manifest: replicatedWeb(3),
    inputs: { 'database-url': 'maria://app:example@mariadb-galera.db.svc/app' },
  },
  fix:
    "Give a URL of one node, such as the primary's Service, or run the migration in a Job before the rollout. On Percona XtraDB " +
    'Cluster, set `pxc_strict_mode` to `MASTER` as well, which allows explicit locks.',
  sources: [
    {
      title: 'MariaDB: known limitations of Galera Cluster',
      url: 'https://mariadb.com/docs/galera-cluster/reference/mariadb-galera-cluster-known-limitations',
    },
    {
      title: 'Percona XtraDB Cluster: strict mode',
      url: 'https://docs.percona.com/percona-xtradb-cluster/8.0/strict-mode.html',
    },
    {
      title: 'MariaDB operator: Services',
      url: 'https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/HA.md',
    },
  ],
  isOncePerRun: true,
  find: (workload, run) => {
    const cluster = clusterOf(workload, run)
    if (cluster === 'Percona XtraDB Cluster')
      return [
        {
          message: `the database URL leads to a ${cluster}, which refuses the lock that Atlas takes unless \`pxc_strict_mode\` allows it.`,
        },
      ]
    const pods = cluster && concurrentPods(workload, run.objects)
    if (!pods) return []
    const message = `${pods.reason}, and the database URL leads to a ${cluster} cluster, where the lock that Atlas takes holds on one node only.`
    return [{ message, place: pods.place }]
  },
}

function clusterOf(workload: PreflightWorkload, { database, objects }: Run): Cluster | undefined {
  if (database?.engine !== 'MySQL' && database?.engine !== 'MariaDB') return undefined
  const clusters = database.hosts.flatMap((host) => clusterBehind(host, workload, objects) ?? [])
  return clusters[0]
}

function clusterBehind(host: Host, workload: PreflightWorkload, objects: ObjectIndex): Cluster | undefined {
  const words = host.name.split(/[.-]/)
  const service = serviceOf(host, workload)
  const isOf = (servicesOf: KeysOf): boolean =>
    service !== undefined && objects.around(service.namespace, servicesOf, service.name).length > 0
  if (words.includes('pxc') || isOf(servicesOfPercona)) return 'Percona XtraDB Cluster'
  if (words.includes('primary')) return undefined
  return words.includes('galera') || isOf(servicesOfGalera) ? 'Galera' : undefined
}

/** The Services of Percona's operator: https://docs.percona.com/percona-operator-for-mysql/pxc/expose.html */
function servicesOfPercona({ kind, name }: ManifestObject): readonly string[] {
  return kind === 'PerconaXtraDBCluster' ? [`${name}-haproxy`, `${name}-proxysql`, `${name}-pxc`] : []
}

/** The Service of all nodes has the object's name: https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/HA.md */
function servicesOfGalera({ kind, name, value }: ManifestObject): readonly string[] {
  return kind === 'MariaDB' && mapAt(value, ['spec', 'galera']).enabled === true ? [name] : []
}
