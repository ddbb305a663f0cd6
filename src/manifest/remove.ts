import { isMountedByOthers, isSecretVolume, ourContainer, type OurContainer } from './ours.ts'
import { isYamlMap, mapsOf, type Value, type YamlMap } from './value.ts'

/** What each pod template loses. */
export interface Removal {
  readonly operation: 'remove'
  readonly containerName: string
  /** The volume of a container that does not say where its configuration file is, or of one that is gone already. */
  readonly volumeName: string
  readonly secretName: string
}

/** A pod spec without what is ours, and what a person had added to that. */
export interface Removed {
  readonly podSpec: YamlMap
  /** The keys of our container and volume, as paths, that we never bring. */
  readonly additions: readonly string[]
}

/** What we may bring to a container. */
const CONTAINER_KEYS = [
  'name',
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'volumeMounts',
  'resources',
  'securityContext',
]

/**
 * The pod spec without our container, and without the volume that it mounts when nothing else does.
 *
 * @param leftBehind what a list leaves behind that has no other item; undefined when its key goes.
 * @throws Conflict when a container of our name is something else.
 */
export function remove(
  podSpec: YamlMap,
  { containerName, volumeName, secretName }: Removal,
  leftBehind: (key: 'initContainers' | 'volumes') => Value | undefined,
): Removed {
  const ours = ourContainer(podSpec, containerName, volumeName)
  const volumes = mapsOf(podSpec.volumes)
  const volumeIndex = ourVolume(podSpec, ours, volumeName, secretName)
  const without = { ...podSpec } as Record<string, Value>
  const takeOut = (key: 'initContainers' | 'volumes', index: number): void => {
    const left = (podSpec[key] as readonly Value[]).toSpliced(index, 1)
    const value = left.length === 0 ? leftBehind(key) : left
    if (value === undefined) Reflect.deleteProperty(without, key)
    else without[key] = value
  }
  if (ours) takeOut('initContainers', ours.index)
  if (volumeIndex !== -1) takeOut('volumes', volumeIndex)
  return { podSpec: without, additions: [...containerAdditions(ours), ...volumeAdditions(volumes[volumeIndex])] }
}

function ourVolume(podSpec: YamlMap, ours: OurContainer | undefined, volumeName: string, secretName: string): number {
  const name = ours?.mountedVolume ?? volumeName
  const volumes = mapsOf(podSpec.volumes)
  const index = volumes.findIndex((volume) => volume.name === name)
  const volume = volumes[index]
  if (!isSecretVolume(volume) || isMountedByOthers(podSpec, name, ours?.index ?? -1)) return -1
  return ours?.mountedVolume === undefined && volume.secret.secretName !== secretName ? -1 : index
}

function containerAdditions(ours: OurContainer | undefined): string[] {
  if (!ours) return []
  const { value, mountIndex } = ours
  const keys = Object.keys(value).filter((key) => !CONTAINER_KEYS.includes(key))
  const mounts = mapsOf(value.volumeMounts)
  const mount = mounts[mountIndex] ?? {}
  const mountKeys = Object.keys(mount).filter((key) => key !== 'name' && key !== 'mountPath')
  return [
    ...keys,
    ...(mounts.length > (mountIndex === -1 ? 0 : 1) ? ['more volumeMounts'] : []),
    ...mountKeys.map((key) => `volumeMounts.${key}`),
  ]
}

function volumeAdditions(volume: YamlMap | undefined): string[] {
  const secret = isYamlMap(volume?.secret) ? volume.secret : {}
  return Object.keys(secret)
    .filter((key) => key !== 'secretName')
    .map((key) => `volume.secret.${key}`)
}
