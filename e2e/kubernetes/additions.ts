import type { StoredObject } from './api-server.ts'

interface PodSpec {
  volumes?: readonly unknown[]
  initContainers?: readonly unknown[]
}

/** The image of `CONTAINER`. */
export const IMAGE = 'ghcr.io/repo/migrations:v0.1.2'

/** The action's volume, with what the API server fills in. */
const VOLUME = { name: 'atlas-project', secret: { secretName: 'atlas-project', defaultMode: 0o644 } }

/** The action's container without inputs but `image` and `env`, with what the API server fills in. */
const CONTAINER = {
  name: 'migrate',
  image: IMAGE,
  imagePullPolicy: 'Always',
  args: ['migrate', 'apply', '-c', 'file:///etc/atlas/atlas.hcl', '--env', 'k8s'],
  volumeMounts: [{ name: 'atlas-project', mountPath: '/etc/atlas' }],
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
}

const POD_SPEC: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}
const IN_TEMPLATE = ['spec', 'template', 'spec']

/**
 * An object without what the API server makes up anew each time: when it was made, by whom, its UID, a generated name. A
 * Pod that is Guaranteed counts as Burstable.
 */
export function comparable(object: StoredObject): StoredObject {
  const { uid, name, generateName } = object.metadata
  const madeUp = generateName === undefined ? [uid] : [uid, name]
  // A Job has both in its selector and its labels, too.
  const text = madeUp.reduce((text, word) => text.replaceAll(word, '…'), JSON.stringify(object))
  const copy = JSON.parse(text) as StoredObject
  delete copy.metadata.creationTimestamp
  delete copy.metadata.managedFields
  // Guaranteed takes limits of every container, and ours has none unless the input `resources` says so. But where the
  // manifest says what a Pod is, as one does that was read from a cluster, the API server believes it.
  if (copy.status?.qosClass === 'Guaranteed') copy.status.qosClass = 'Burstable'
  return copy
}

/** A comparable object as it should be with the action's volume and its container, each the last of its list. */
export function withOurs(object: StoredObject): StoredObject {
  const copy = structuredClone(object)
  const podSpec = podSpecOf(copy)
  podSpec.volumes = [...(podSpec.volumes ?? []), VOLUME]
  podSpec.initContainers = [...(podSpec.initContainers ?? []), CONTAINER]
  return copy
}

function podSpecOf(object: StoredObject): PodSpec {
  const path = POD_SPEC[object.kind] ?? IN_TEMPLATE
  return path.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], object) as PodSpec
}
