import type { ManifestObject, Workload } from '../kubernetes/workload.ts'
import { mapsOf } from '../yaml/value.ts'
import { isLoopback, USUAL_PORTS, type Database } from '../atlas/database.ts'
import type { Engine } from '../atlas/schemes.ts'
import { runsServer } from './database-server.ts'
import type { Finding, Rule, Run } from './rule.ts'
import { mountAt, volumeOf } from '../kubernetes/volumes.ts'
import { containersOf, imageNameOf, isSidecar, initContainerOf, podSpecOf, type Container } from '../kubernetes/pod.ts'

/** Database proxies and poolers, by the last part of their image names, and the engines that they serve. */
const PROXIES: ReadonlyMap<string, readonly Engine[]> = new Map<string, readonly Engine[]>([
  ['alloydb-auth-proxy', ['PostgreSQL']],
  ['cloud-sql-proxy', ['MySQL', 'MariaDB', 'PostgreSQL', 'SQL Server']],
  ['gce-proxy', ['MySQL', 'MariaDB', 'PostgreSQL', 'SQL Server']],
  ['odyssey', ['PostgreSQL']],
  ['pgbouncer', ['PostgreSQL']],
  ['pgcat', ['PostgreSQL']],
  ['proxysql', ['MySQL', 'MariaDB']],
])

/** The resource of the Cloud SQL Proxy Operator: https://github.com/GoogleCloudPlatform/cloud-sql-proxy-operator */
const OPERATOR = 'AuthProxyWorkload'

/** Kinds of volumes that may hold a socket of the node. */
const NODE_VOLUMES: readonly string[] = ['hostPath', 'csi']

export const proxyNotUp: Rule = {
  name: 'proxy-not-up',
  severity: 'error',
  fix: 'Move the proxy to `initContainers`, before the migration, with `restartPolicy: Always` and a `startupProbe` (Kubernetes 1.29 or later). For a socket, also mount its volume in the init container. Or use a URL that does not point into the pod.',
  find: (workload, run) => {
    const { database, settings } = run
    if (!database || podSpecOf(workload).hostNetwork === true) return []
    const initContainer = initContainerOf(workload, settings.containerName)
    if (database.socket !== undefined) return socketFindings(database.socket, initContainer, workload, run)
    return isInPod(database, initContainer)
      ? listenerFindings('the database URL points into the pod', initContainer, workload, run)
      : []
  },
}

function socketFindings(socket: string, initContainer: Container, workload: Workload, run: Run): readonly Finding[] {
  const mount = mountAt(initContainer, socket)
  if (!mount) {
    const message = `the database URL names a Unix socket in a directory where \`${initContainer.name}\` mounts no volume.`
    return [{ message, place: [...initContainer.place, 'volumeMounts'] }]
  }
  const volume = volumeOf(workload, mount.volume)
  if (NODE_VOLUMES.some((kind) => kind in volume)) return []
  return listenerFindings(
    `the database URL names a Unix socket on volume \`${mount.volume}\``,
    initContainer,
    workload,
    run,
  )
}

/** Whether a URL points to `localhost`, which drivers also use if it names no host, unless `PGHOST` does. */
function isInPod({ engine, hosts }: Database, initContainer: Container): boolean {
  if (hosts.length > 0) return hosts.every(isLoopback)
  if (engine === 'PostgreSQL' || engine === 'CockroachDB')
    return !('envFrom' in initContainer.value) && !sets(initContainer, 'PGHOST')
  return engine === 'MySQL' || engine === 'MariaDB'
}

function sets({ value }: Container, variable: string): boolean {
  return mapsOf(value.env).some(({ name }) => name === variable)
}

/** One finding if no sidecar starts before the init container. */
function listenerFindings(start: string, initContainer: Container, workload: Workload, run: Run): readonly Finding[] {
  const { database } = run
  const inits = containersOf(workload, 'initContainers')
  const at = inits.findIndex(({ name }) => name === initContainer.name)
  if (inits.slice(0, at).some(isSidecar)) return []
  const late = [...containersOf(workload, 'containers'), ...inits.slice(at + 1).filter(isSidecar)].find((container) =>
    listens(container, database),
  )
  if (late) {
    const message = `${start}, but \`${late.name}\`, which listens there, starts only after \`${initContainer.name}\` finishes.`
    return [{ message, place: late.place }]
  }
  const message = `${start}, but no sidecar before \`${initContainer.name}\` listens there.`
  return [{ message, place: initContainer.place, ...(hasOperator(workload, run) && { severity: 'warning' }) }]
}

function hasOperator({ namespace }: Workload, { objects }: Run): boolean {
  return objects.around(namespace, kindOfOperator, OPERATOR).length > 0
}

function kindOfOperator({ kind }: ManifestObject): readonly string[] {
  return kind === OPERATOR ? [kind] : []
}

function listens(container: Container, database: Database | undefined): boolean {
  if (!database) return false
  const { engine, hosts } = database
  const port = hosts[0]?.port ?? USUAL_PORTS[engine]
  const isProxy = PROXIES.get(imageNameOf(container))?.includes(engine) ?? false
  const hasPort = mapsOf(container.value.ports).some(({ containerPort }) => containerPort === port)
  return isProxy || runsServer(container, engine) || (port !== undefined && hasPort)
}
