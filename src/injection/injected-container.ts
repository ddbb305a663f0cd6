import { flagValue } from '../atlas/flags.ts'
import { Conflict } from './conflict.ts'
import { isYamlMap, itemsOf, mapsOf, textOf, type Value, type YamlMap } from '../yaml/value.ts'

/** An injected container in a pod spec. */
export interface InjectedContainer {
  /** Its index among the init containers. */
  readonly index: number
  readonly value: YamlMap
  /** The index of the mount with its config file; -1 if there is none. */
  readonly mountIndex: number
  /** The name of the volume mounted there. */
  readonly mountedVolume: string | undefined
}

/**
 * The injected container in a pod spec: the init container with the configured name that runs `migrate apply`.
 * Undefined when there is none.
 *
 * @param volumeName the name of its volume, if the container does not say where its config file is.
 * @throws Conflict when the container with that name is something else, or two have it.
 */
export function injectedContainer(podSpec: YamlMap, name: string, volumeName: string): InjectedContainer | undefined {
  const initContainers = mapsOf(podSpec.initContainers)
  const index = initContainers.findIndex((container) => container.name === name)
  const value = initContainers[index]
  if (value && !runsMigrateApply(value))
    throw new Conflict({ code: 'foreign-init-container', name }, ['initContainers', index])
  const namesake = initContainers.findLastIndex((other) => other.name === name)
  if (namesake !== index) throw new Conflict({ code: 'repeated-init-container', name }, ['initContainers', namesake])
  if (!value) return undefined
  const mountIndex = configMountIndex(value, volumeName)
  const mounted = mapsOf(value.volumeMounts)[mountIndex]?.name
  return { index, value, mountIndex, mountedVolume: typeof mounted === 'string' ? mounted : undefined }
}

/** Whether the arguments of a container are those of `atlas migrate apply`. */
export function runsMigrateApply(container: YamlMap): boolean {
  return Array.isArray(container.args) && container.args[0] === 'migrate' && container.args[1] === 'apply'
}

/** Whether a container runs `atlas migrate apply` in any way: in its arguments, its command, or a script. */
export function mentionsMigrateApply({ command, args }: YamlMap): boolean {
  const words = [...itemsOf(command), ...itemsOf(args)].map(textOf).join(' ')
  return /(?:^|\s)migrate\s+apply(?![\w-])/.test(words)
}

/**
 * The index of the mount with the config file of an injected container, or of the mount of a volume; -1 if there is
 * none.
 */
function configMountIndex(container: YamlMap, volumeName: string): number {
  const mounts = mapsOf(container.volumeMounts)
  const url = flagValue(argumentsOf(container), 'config')
  const folder = url?.slice(0, url.lastIndexOf('/'))
  const byFolder = mounts.findIndex(({ mountPath }) => typeof mountPath === 'string' && fileUrl(mountPath) === folder)
  return byFolder === -1 ? mounts.findIndex(({ name }) => name === volumeName) : byFolder
}

/** The arguments of a container after `migrate apply`. */
export function argumentsOf(container: YamlMap): readonly string[] {
  return itemsOf(container.args).map(textOf).slice(2)
}

/** An absolute path for Atlas' flag `-c`: a `file://` URL, whose path Atlas percent-decodes. */
export function fileUrl(path: string): string {
  const segments = path.toWellFormed().split('/')
  while (segments.length > 1 && segments.at(-1) === '') segments.pop()
  return `file://${segments.map(encodeURIComponent).join('/')}`
}

/** Whether another container than the init container at an index mounts a volume. */
export function isMountedByOthers(podSpec: YamlMap, volume: Value | undefined, index: number): boolean {
  const { initContainers, containers, ephemeralContainers } = podSpec
  const others = [
    ...mapsOf(initContainers).toSpliced(index === -1 ? Infinity : index, 1),
    ...mapsOf(containers),
    ...mapsOf(ephemeralContainers),
  ]
  return others.some(({ volumeMounts }) => mapsOf(volumeMounts).some(({ name }) => name === volume))
}

/** Whether a volume comes from a Secret. */
export function isSecretVolume(volume: YamlMap | undefined): volume is YamlMap & { readonly secret: YamlMap } {
  return isYamlMap(volume?.secret)
}
