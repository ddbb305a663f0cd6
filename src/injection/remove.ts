import { withoutFlags } from '../atlas/flags.ts'
import {
  argumentsOf,
  isMountedByOthers,
  isSecretVolume,
  injectedContainer,
  type InjectedContainer,
} from './injected-container.ts'
import { isYamlMap, mapsOf, saysTheSame, type Path, type Value, type YamlMap } from '../yaml/value.ts'

/** What to remove from each pod template. */
export interface Removal {
  readonly operation: 'remove'
  readonly containerName: string
  /** The volume, in case the container does not name its config file or is already gone. */
  readonly volumeName: string
  readonly secretName: string
  /** What the optional inputs ask of the container. */
  readonly asked: {
    readonly args: readonly string[]
    readonly command?: readonly string[]
    readonly resources?: YamlMap
    readonly securityContext?: YamlMap
  }
}

/** A pod spec without the container and volume, and what else that removes. */
export interface Removed {
  readonly podSpec: YamlMap
  /** Keys of the container and volume that the inputs do not ask for, or words for them. */
  readonly additions: readonly string[]
  /** Paths in the old pod spec to what is removed: the container, the volume. */
  readonly gone: readonly Path[]
}

/** The keys that every injected container has. */
const CONTAINER_KEYS = ['name', 'image', 'imagePullPolicy', 'args', 'volumeMounts']

/** The flags that every injected container has. */
const SET_FLAGS = ['config', 'env']

/**
 * The pod spec without the init container, and without its volume if nothing else mounts it.
 *
 * @param leftBehind what remains of a list without any other item; undefined when its key goes, too.
 * @throws Conflict when the container with the configured name is something else.
 */
export function remove(
  podSpec: YamlMap,
  { containerName, volumeName, secretName, asked }: Removal,
  leftBehind: (key: 'initContainers' | 'volumes') => Value | undefined,
): Removed {
  const injected = injectedContainer(podSpec, containerName, volumeName)
  const volumes = mapsOf(podSpec.volumes)
  const volumeIndex = indexOfVolume(podSpec, injected, volumeName, secretName)
  const without = { ...podSpec } as Record<string, Value>
  const takeOut = (key: 'initContainers' | 'volumes', index: number): void => {
    const left = (podSpec[key] as readonly Value[]).toSpliced(index, 1)
    const value = left.length === 0 ? leftBehind(key) : left
    if (value === undefined) Reflect.deleteProperty(without, key)
    else without[key] = value
  }
  if (injected) takeOut('initContainers', injected.index)
  if (volumeIndex !== -1) takeOut('volumes', volumeIndex)
  return {
    podSpec: without,
    additions: [...containerAdditions(injected, asked), ...volumeAdditions(volumes[volumeIndex])],
    gone: [
      ...(injected ? [['initContainers', injected.index]] : []),
      ...(volumeIndex === -1 ? [] : [['volumes', volumeIndex]]),
    ],
  }
}

function indexOfVolume(
  podSpec: YamlMap,
  injected: InjectedContainer | undefined,
  volumeName: string,
  secretName: string,
): number {
  const name = injected?.mountedVolume ?? volumeName
  const volumes = mapsOf(podSpec.volumes)
  const index = volumes.findIndex((volume) => volume.name === name)
  const volume = volumes[index]
  if (!isSecretVolume(volume) || isMountedByOthers(podSpec, name, injected?.index ?? -1)) return -1
  return injected?.mountedVolume === undefined && volume.secret.secretName !== secretName ? -1 : index
}

function containerAdditions(injected: InjectedContainer | undefined, asked: Removal['asked']): string[] {
  if (!injected) return []
  const { value, mountIndex } = injected
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

/** Whether a value counts as absent: `null`, `{}`, `[]`. */
function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function volumeAdditions(volume: YamlMap | undefined): string[] {
  const secret = isYamlMap(volume?.secret) ? volume.secret : {}
  return Object.keys(secret)
    .filter((key) => key !== 'secretName')
    .map((key) => `volume.secret.${key}`)
}
