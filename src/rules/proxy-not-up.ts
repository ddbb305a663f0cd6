import type { ManifestObject } from '../kubernetes/workload.ts'
import { mapsOf } from '../yaml/value.ts'
import { isLoopback, USUAL_PORTS, type Database } from '../atlas/database.ts'
import type { Engine } from '../atlas/schemes.ts'
import { runsServer } from './database-server.ts'
import type { Fault, Rule, Run } from './rule.ts'
import { mountAt, volumeOf } from '../kubernetes/volumes.ts'
import {
  containersOf,
  imageNameOf,
  isSidecar,
  ourContainer,
  podSpecOf,
  type Container,
  type PreflightWorkload,
} from '../kubernetes/pod.ts'

/** The last parts of the names of images that are proxies to a database or poolers, and whose clients they take. */
const PROXIES: ReadonlyMap<string, readonly Engine[]> = new Map<string, readonly Engine[]>([
  ['alloydb-auth-proxy', ['PostgreSQL']],
  ['cloud-sql-proxy', ['MySQL', 'MariaDB', 'PostgreSQL', 'SQL Server']],
  ['gce-proxy', ['MySQL', 'MariaDB', 'PostgreSQL', 'SQL Server']],
  ['odyssey', ['PostgreSQL']],
  ['pgbouncer', ['PostgreSQL']],
  ['pgcat', ['PostgreSQL']],
  ['proxysql', ['MySQL', 'MariaDB']],
])

/** What Google's operator reads: https://github.com/GoogleCloudPlatform/cloud-sql-proxy-operator */
const OPERATOR = 'AuthProxyWorkload'

/** Kinds of volumes in which something on the node may listen. */
const NODE_VOLUMES: readonly string[] = ['hostPath', 'csi']

export const proxyNotUp: Rule = {
  name: 'proxy-not-up',
  severity: 'error',
  fix: 'Move the proxy to `initContainers`, before the migration, with `restartPolicy: Always` and a `startupProbe` (Kubernetes 1.29 or later). For a socket, also mount its volume in the init container. Or use a URL that does not point into the pod.',
  find: (workload, run) => {
    const { database, settings } = run
    if (!database || podSpecOf(workload).hostNetwork === true) return []
    const ours = ourContainer(workload, settings.containerName)
    if (database.socket !== undefined) return socketFaults(database.socket, ours, workload, run)
    return isInPod(database, ours) ? listenerFaults('the database URL points into the pod', ours, workload, run) : []
  },
}

function socketFaults(socket: string, ours: Container, workload: PreflightWorkload, run: Run): readonly Fault[] {
  const mount = mountAt(ours, socket)
  if (!mount) {
    const message = `the database URL names a Unix socket in a directory where \`${ours.name}\` mounts no volume.`
    return [{ message, place: [...ours.place, 'volumeMounts'] }]
  }
  const volume = volumeOf(workload, mount.volume)
  if (NODE_VOLUMES.some((kind) => kind in volume)) return []
  return listenerFaults(`the database URL names a Unix socket on volume \`${mount.volume}\``, ours, workload, run)
}

/** Whether a URL leads to `localhost`. Drivers take that for a host that is not given, libpq's variables come before. */
function isInPod({ engine, hosts }: Database, ours: Container): boolean {
  if (hosts.length > 0) return hosts.every(isLoopback)
  if (engine === 'PostgreSQL' || engine === 'CockroachDB') return !('envFrom' in ours.value) && !sets(ours, 'PGHOST')
  return engine === 'MySQL' || engine === 'MariaDB'
}

function sets({ value }: Container, variable: string): boolean {
  return mapsOf(value.env).some(({ name }) => name === variable)
}

/** What is to say where nothing that runs ahead of ours can listen. */
function listenerFaults(start: string, ours: Container, workload: PreflightWorkload, run: Run): readonly Fault[] {
  const { database } = run
  const inits = containersOf(workload, 'initContainers')
  const at = inits.findIndex(({ name }) => name === ours.name)
  if (inits.slice(0, at).some(isSidecar)) return []
  const isListening = (container: Container): boolean => listens(container, database)
  const ordinary = containersOf(workload, 'containers').find(isListening)
  if (ordinary)
    return [
      {
        message: `${start}, but \`${ordinary.name}\`, which listens there, starts only after \`${ours.name}\` finishes.`,
        place: ordinary.place,
      },
    ]
  const late = inits.slice(at + 1).find((container) => isSidecar(container) && isListening(container))
  if (late)
    return [
      {
        message: `${start}, but sidecar \`${late.name}\`, which listens there, starts only after \`${ours.name}\` finishes.`,
        place: late.place,
      },
    ]
  const message = `${start}, but no sidecar before \`${ours.name}\` listens there.`
  return [{ message, place: ours.place, ...(hasOperator(workload, run) && { severity: 'warning' }) }]
}

function hasOperator({ namespace }: PreflightWorkload, { objects }: Run): boolean {
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
