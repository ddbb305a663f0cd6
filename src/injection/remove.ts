import { withoutFlags } from '../atlas/flags.ts'
import { argumentsOf, isMountedByOthers, isSecretVolume, ourContainer, type OurContainer } from './ours.ts'
import { isYamlMap, mapsOf, saysTheSame, type Path, type Value, type YamlMap } from '../yaml/value.ts'

/** What each pod template loses. */
export interface Removal {
  readonly operation: 'remove'
  readonly containerName: string
  /** The volume of a container that does not say where its configuration file is, or of one that is gone already. */
  readonly volumeName: string
  readonly secretName: string
  /** What the inputs ask of our container that is not there without them. */
  readonly asked: {
    readonly args: readonly string[]
    readonly command?: readonly string[]
    readonly resources?: YamlMap
    readonly securityContext?: YamlMap
  }
}

/** A pod spec without what is ours, and what goes with that. */
export interface Removed {
  readonly podSpec: YamlMap
  /** What our container and volume hold that the inputs do not ask for: keys, or a word for it. */
  readonly additions: readonly string[]
  /** Paths in the old pod spec to what goes: our container, our volume. */
  readonly gone: readonly Path[]
}

/** What we always bring to a container. */
const CONTAINER_KEYS = ['name', 'image', 'imagePullPolicy', 'args', 'volumeMounts']

/** The flags that each container gets. */
const SET_FLAGS = ['config', 'env']

/**
 * The pod spec without our container, and without the volume that it mounts when nothing else does.
 *
 * @param leftBehind what a list leaves behind that has no other item; undefined when its key goes.
 * @throws Conflict when a container of our name is something else.
 */
export function remove(
  podSpec: YamlMap,
  { containerName, volumeName, secretName, asked }: Removal,
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
  return {
    podSpec: without,
    additions: [...containerAdditions(ours, asked), ...volumeAdditions(volumes[volumeIndex])],
    gone: [
      ...(ours ? [['initContainers', ours.index]] : []),
      ...(volumeIndex === -1 ? [] : [['volumes', volumeIndex]]),
    ],
  }
}

function ourVolume(podSpec: YamlMap, ours: OurContainer | undefined, volumeName: string, secretName: string): number {
  const name = ours?.mountedVolume ?? volumeName
  const volumes = mapsOf(podSpec.volumes)
  const index = volumes.findIndex((volume) => volume.name === name)
  const volume = volumes[index]
  if (!isSecretVolume(volume) || isMountedByOthers(podSpec, name, ours?.index ?? -1)) return -1
  return ours?.mountedVolume === undefined && volume.secret.secretName !== secretName ? -1 : index
}

function containerAdditions(ours: OurContainer | undefined, asked: Removal['asked']): string[] {
  if (!ours) return []
  const { value, mountIndex } = ours
  const wanted: YamlMap = { ...asked }
  const keys = Object.keys(value).filter(
    (key) =>
      !CONTAINER_KEYS.includes(key) && !isNothing(value[key]) && !saysTheSame(value[key] ?? null, wanted[key] ?? null),
  )
  const mounts = mapsOf(value.volumeMounts)
  const mount = mounts[mountIndex] ?? {}
  const mountKeys = Object.keys(mount).filter((key) => key !== 'name' && key !== 'mountPath')
  return [
    ...(saysTheSame(withoutFlags(argumentsOf(value), SET_FLAGS), asked.args) ? [] : ['more args']),
    ...keys,
    ...(mounts.length > (mountIndex === -1 ? 0 : 1) ? ['more volumeMounts'] : []),
    ...mountKeys.map((key) => `volumeMounts.${key}`),
  ]
}

/** Whether a value is as good as absent: `null`, `{}`, `[]`. */
function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function volumeAdditions(volume: YamlMap | undefined): string[] {
  const secret = isYamlMap(volume?.secret) ? volume.secret : {}
  return Object.keys(secret)
    .filter((key) => key !== 'secretName')
    .map((key) => `volume.secret.${key}`)
}
