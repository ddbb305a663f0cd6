import { mapAt, mapsOf, textOf, valueAt } from '../yaml/value.ts'
import { type ManifestObject } from '../kubernetes/workload.ts'
import { USUAL_PORTS, type Database, type Host } from '../atlas/database.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Run } from './rule.ts'
import { podMetadata, type PreflightWorkload } from '../kubernetes/pod.ts'

/**
 * The name of a Service, and its namespace where it is there. Clusters of another domain than `cluster.local` are rare.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
const SERVICE = /^([^.]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?\.?$/

/**
 * The name of a StatefulSet one of whose pods it is, that of its Service, and the namespace where it is there.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
const POD = /^([^.]+)-\d+\.([^.]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?\.?$/

/** A Service of the cluster, as a host names it. */
export interface NamedService {
  readonly name: string
  /** Empty where it is the workload's, and that names none. */
  readonly namespace: string
}

/** The Service that a host is to a workload's pods; undefined for a host that is none. */
export function serviceOf({ name: host }: Host, workload: PreflightWorkload): NamedService | undefined {
  const [, name, namespace = workload.namespace] = SERVICE.exec(host) ?? []
  return name === undefined ? undefined : { name, namespace }
}

/** Whether the database is in the workload's own pods, by a Service in the files or by the name of one of its pods. */
export function hasItsDatabaseInside(workload: PreflightWorkload, { database, objects }: Run): boolean {
  if (!database) return false
  return database.hosts.some((host) => {
    if (isOwnPod(host, workload)) return true
    // Files for several clusters may have a Service more than once.
    const services = servicesNamed(host, workload, objects)
    return (
      services.length > 0 && services.every((service) => serves(service, database, host) && selects(service, workload))
    )
  })
}

function isOwnPod({ name }: Host, workload: PreflightWorkload): boolean {
  const [, statefulSet, service, namespace] = POD.exec(name) ?? []
  return (
    workload.kind === 'StatefulSet' &&
    statefulSet === workload.name &&
    service === valueAt(workload.value, ['spec', 'serviceName']) &&
    (namespace === undefined || namespace === workload.namespace)
  )
}

/** The Services that a host is, in the workload's namespace; one that names no namespace goes where the workload does. */
function servicesNamed(host: Host, workload: PreflightWorkload, objects: ObjectIndex): readonly ManifestObject[] {
  const service = serviceOf(host, workload)
  if (service?.namespace !== workload.namespace) return []
  const namespaces = new Set([workload.namespace, ''])
  return [...namespaces].flatMap((namespace) => objects.within(namespace, nameOfService, service.name))
}

function nameOfService({ kind, name }: ManifestObject): readonly string[] {
  return kind === 'Service' ? [name] : []
}

/** A Service without an address of its own has no ports either: its name is its pods' addresses. */
function serves({ value }: ManifestObject, { engine }: Database, { port }: Host): boolean {
  const spec = mapAt(value, ['spec'])
  return spec.clusterIP === 'None' || mapsOf(spec.ports).some((served) => served.port === (port ?? USUAL_PORTS[engine]))
}

function selects({ value }: ManifestObject, workload: PreflightWorkload): boolean {
  const labels = podMetadata(workload, 'labels')
  const selector = Object.entries(mapAt(value, ['spec', 'selector']))
  return selector.length > 0 && selector.every(([key, wanted]) => textOf(labels[key]) === textOf(wanted))
}
