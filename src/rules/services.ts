import { mapAt, mapsOf, textOf, valueAt } from '../yaml/value.ts'
import { type ManifestObject, type Workload } from '../kubernetes/workload.ts'
import { USUAL_PORTS, type Database, type Host } from '../atlas/database.ts'
import type { KeysOf, ObjectIndex } from '../kubernetes/object-index.ts'
import type { Run } from './rule.ts'
import { podMetadata } from '../kubernetes/pod.ts'

/**
 * A Service, and its namespace if given. Clusters rarely have another domain than `cluster.local`.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
const SERVICE = /^([^.]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?\.?$/

/**
 * A pod of a StatefulSet: the name of that, of its Service, and the namespace if given.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
const POD = /^([^.]+)-\d+\.([^.]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?\.?$/

/** A Service that a host names. */
interface NamedService {
  readonly name: string
  /** Empty if neither the host nor the workload names one. */
  readonly namespace: string
}

/** The Service that a host names for the pods of a workload; undefined for any other host. */
function serviceOf({ name: host }: Host, workload: Workload): NamedService | undefined {
  const [, name, namespace = workload.namespace] = SERVICE.exec(host) ?? []
  return name === undefined ? undefined : { name, namespace }
}

/** The objects that create the Service that a host names. */
export function objectsBehind(
  host: Host,
  workload: Workload,
  objects: ObjectIndex,
  servicesOf: KeysOf,
): readonly ManifestObject[] {
  const service = serviceOf(host, workload)
  return service ? objects.around(service.namespace, servicesOf, service.name) : []
}

/** The words of a host: `pxc` and `db` of `pxc-db`. */
export function wordsOf({ name }: Host): readonly string[] {
  return name.split(/[.-]/)
}

/** Whether a host of the database is a Service of the workload's own pods, or one of these pods. */
export function hasItsDatabaseInside(workload: Workload, { database, objects }: Run): boolean {
  if (!database) return false
  return database.hosts.some((host) => {
    if (isOwnPod(host, workload)) return true
    // Manifests for several clusters may define a Service more than once.
    const services = servicesNamed(host, workload, objects)
    return (
      services.length > 0 && services.every((service) => serves(service, database, host) && selects(service, workload))
    )
  })
}

function isOwnPod({ name }: Host, workload: Workload): boolean {
  const [, statefulSet, service, namespace] = POD.exec(name) ?? []
  return (
    workload.kind === 'StatefulSet' &&
    statefulSet === workload.name &&
    service === valueAt(workload.value, ['spec', 'serviceName']) &&
    (namespace === undefined || namespace === workload.namespace)
  )
}

/** The Services in the workload's namespace, or in none, that a host names. */
function servicesNamed(host: Host, workload: Workload, objects: ObjectIndex): readonly ManifestObject[] {
  const service = serviceOf(host, workload)
  if (service?.namespace !== workload.namespace) return []
  const namespaces = new Set([workload.namespace, ''])
  return [...namespaces].flatMap((namespace) => objects.within(namespace, nameOfService, service.name))
}

function nameOfService({ kind, name }: ManifestObject): readonly string[] {
  return kind === 'Service' ? [name] : []
}

/** A headless Service maps no ports: its name resolves to the addresses of its pods. */
function serves({ value }: ManifestObject, { engine }: Database, { port }: Host): boolean {
  const spec = mapAt(value, ['spec'])
  return spec.clusterIP === 'None' || mapsOf(spec.ports).some((served) => served.port === (port ?? USUAL_PORTS[engine]))
}

function selects({ value }: ManifestObject, workload: Workload): boolean {
  const labels = podMetadata(workload, 'labels')
  const selector = Object.entries(mapAt(value, ['spec', 'selector']))
  return selector.length > 0 && selector.every(([key, wanted]) => textOf(labels[key]) === textOf(wanted))
}
