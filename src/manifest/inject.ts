import { isYamlMap, mapsOf, textOf, type Value, type YamlMap } from './value.ts'
import type { Path } from './workload.ts'

/** What each pod template is given. */
export interface Injection {
  /** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#secretvolumesource-v1-core */
  readonly volume: { readonly name: string; readonly secret: { readonly secretName: string } }
  /** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#container-v1-core; its keys in the order to write. */
  readonly container: {
    readonly name: string
    readonly image: string
    readonly imagePullPolicy: string
    readonly command?: readonly string[]
    readonly args: readonly string[]
    readonly volumeMounts: readonly [{ readonly name: string; readonly mountPath: string }]
  }
  /** The key of the Secret, and so the name of the file under the mount path. */
  readonly secretKey: string
}

/** A pod spec that cannot be given the injection without changing what is not ours. `path` leads to the reason. */
export class Conflict extends Error {
  readonly path: Path

  constructor(message: string, path: Path) {
    super(message)
    this.path = path
  }
}

/** Keys in the order in which they are written; a new one goes before the next of these that is there. */
const POD_SPEC_ORDER = ['volumes', 'initContainers', 'containers']

/**
 * The pod spec with the injection in it: what is ours brought up to date, what is missing added last in its list.
 * Ours are the init container of the injection's name that runs `migrate apply`, and the volume that it mounts where
 * its configuration file is. What else they hold, by another's hand, stays.
 *
 * @throws Conflict when a container or volume of our name is something else, or a change would reach what is not ours.
 */
export function inject(podSpec: YamlMap, injection: Injection): YamlMap {
  const initContainers = mapsOf(podSpec.initContainers)
  const index = initContainers.findIndex(({ name }) => name === injection.container.name)
  const ours = initContainers[index]
  refuseForeign(podSpec, injection, index)

  const mountIndex = ours ? ourMount(ours, injection) : -1
  const mountedName = mapsOf(ours?.volumeMounts)[mountIndex]?.name
  const volumes = withVolume(podSpec, injection, typeof mountedName === 'string' ? mountedName : undefined, index)
  const container = ours ? updated(ours, injection, mountIndex, index) : { ...injection.container }
  return inserted(
    podSpec,
    {
      volumes,
      initContainers: ours ? initContainers.with(index, container) : [...initContainers, container],
    },
    POD_SPEC_ORDER,
  )
}

function refuseForeign(podSpec: YamlMap, injection: Injection, index: number): void {
  const { name } = injection.container
  const initContainers = mapsOf(podSpec.initContainers)
  const ours = initContainers[index]
  if (ours && !runsMigrateApply(ours))
    throw new Conflict(
      `the init container \`${name}\` is not ours: its args do not start with \`migrate\`, \`apply\`. Give ours another name with the input \`container-name\`, or rename that one.`,
      ['initContainers', index],
    )
  const namesake = initContainers.findLastIndex((other) => other.name === name)
  if (namesake !== index)
    throw new Conflict(`two init containers are named \`${name}\`; rename one.`, ['initContainers', namesake])
  if (!Array.isArray(podSpec.containers)) throw new Conflict('`containers` is no list; mend it first.', ['containers'])
  const appIndex = mapsOf(podSpec.containers).findIndex((container) => container.name === name)
  if (appIndex !== -1)
    throw new Conflict(
      `a container is named \`${name}\` already. Give ours another name with the input \`container-name\`, or rename that one.`,
      ['containers', appIndex],
    )
  const twin = ours ? -1 : initContainers.findIndex((other) => isTwin(other, podSpec, injection))
  if (twin !== -1)
    throw new Conflict(
      'this init container runs the same migration under another name. Give the input `container-name` that name, or take that container out.',
      ['initContainers', twin],
    )
}

/** Whether a container of another name migrates the same database: the same env of the same Secret's file. */
function isTwin(other: YamlMap, podSpec: YamlMap, injection: Injection): boolean {
  return (
    runsMigrateApply(other) &&
    flagOf(other, '--env') === flagOf({ args: injection.container.args }, '--env') &&
    mountsOurSecret(other, podSpec, injection)
  )
}

function runsMigrateApply(container: YamlMap): boolean {
  return Array.isArray(container.args) && container.args[0] === 'migrate' && container.args[1] === 'apply'
}

function mountsOurSecret(container: YamlMap, podSpec: YamlMap, injection: Injection): boolean {
  const mounted = mapsOf(container.volumeMounts).map(({ name }) => name)
  return mapsOf(podSpec.volumes).some(
    ({ name, secret }) =>
      mounted.includes(name) && isYamlMap(secret) && secret.secretName === injection.volume.secret.secretName,
  )
}

/** The mount of our container that holds its configuration file, or the one of our volume; -1 if there is none. */
function ourMount(container: YamlMap, injection: Injection): number {
  const mounts = mapsOf(container.volumeMounts)
  const url = flagOf(container, '-c') ?? flagOf(container, '--config')
  const folder = url?.slice(0, url.lastIndexOf('/'))
  const byFolder = mounts.findIndex(({ mountPath }) => typeof mountPath === 'string' && fileUrl(mountPath) === folder)
  return byFolder === -1 ? mounts.findIndex(({ name }) => name === injection.volume.name) : byFolder
}

/** The value of a flag among a container's arguments: behind a `=`, or the next argument. */
function flagOf(container: YamlMap, flag: string): string | undefined {
  const args = Array.isArray(container.args) ? (container.args as readonly Value[]).map(textOf) : []
  const index = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`))
  const arg = args[index]
  if (arg === undefined) return undefined
  return arg === flag ? args[index + 1] : arg.slice(flag.length + 1)
}

/** An absolute path as Atlas' flag `-c` takes it: a `file://` URL, whose path Atlas percent-decodes. */
export function fileUrl(path: string): string {
  const segments = path.toWellFormed().split('/')
  while (segments.length > 1 && segments.at(-1) === '') segments.pop()
  return `file://${segments.map(encodeURIComponent).join('/')}`
}

function withVolume(
  podSpec: YamlMap,
  { volume, secretKey }: Injection,
  mountedName: string | undefined,
  container: number,
): readonly Value[] {
  const volumes = mapsOf(podSpec.volumes)
  const wanted = volumes.findIndex(({ name }) => name === volume.name)
  const mounted = mountedName === undefined ? -1 : volumes.findIndex(({ name }) => name === mountedName)
  const index = mounted === -1 ? wanted : mounted
  const existing = volumes[index]
  if (!existing) return [...volumes, volume]

  const path = ['volumes', index]
  const existingName = textOf(existing.name)
  const secret = existing.secret
  if (!isYamlMap(secret) || (mounted === -1 && secret.secretName !== volume.secret.secretName))
    throw new Conflict(
      `the volume \`${existingName}\` is not the Secret \`${volume.secret.secretName}\`. Give ours another name with the input \`volume-name\`, or rename that one.`,
      path,
    )
  const { items } = secret
  if (items !== undefined && !mapsOf(items).some((item) => item.key === secretKey && item.path === secretKey))
    throw new Conflict(
      `the volume \`${existingName}\` picks items of its Secret, and \`${secretKey}\` is not among them under that path. Add it, or take \`items\` out.`,
      path,
    )
  if (existing.name !== volume.name && (wanted !== -1 || isMountedByOthers(podSpec, existing.name, container)))
    throw new Conflict(
      `the volume \`${existingName}\` would have to be renamed to \`${volume.name}\`, but ${wanted === -1 ? 'other containers mount it' : 'a volume of that name is there already'}. Set the input \`volume-name\` to \`${existingName}\`, or untangle the two by hand.`,
      path,
    )
  return volumes.with(index, { ...existing, name: volume.name, secret: { ...secret, ...volume.secret } })
}

/** Whether a container other than the init container at an index mounts the volume of a name. */
function isMountedByOthers(podSpec: YamlMap, volume: Value | undefined, index: number): boolean {
  const others = [...mapsOf(podSpec.initContainers).toSpliced(index, 1), ...mapsOf(podSpec.containers)]
  return others.some(({ volumeMounts }) => mapsOf(volumeMounts).some(({ name }) => name === volume))
}

function updated(ours: YamlMap, { container }: Injection, mountIndex: number, index: number): YamlMap {
  const mounts = mapsOf(ours.volumeMounts)
  const [mount] = container.volumeMounts
  const existing = mounts[mountIndex]
  const path = ['initContainers', index]
  if (existing && ('subPath' in existing || 'subPathExpr' in existing))
    throw new Conflict(
      'our container mounts only a part of the Secret (`subPath`), which we do not keep up to date. Take `subPath` out.',
      path,
    )
  if (mounts.some(({ mountPath }, other) => other !== mountIndex && isSamePath(mountPath, mount.mountPath)))
    throw new Conflict(
      `our container mounts something else at \`${mount.mountPath}\` already. Give ours another place with the input \`mount-path\`, or move that one.`,
      path,
    )
  if (!existing) return inserted(ours, { ...container, volumeMounts: [...mounts, mount] }, Object.keys(container))

  const renamed = mounts.map((other) => (other.name === existing.name ? { ...other, name: mount.name } : other))
  const { mountPath } = existing
  const moved = {
    ...existing,
    ...mount,
    mountPath: isSamePath(mountPath, mount.mountPath) ? mountPath : mount.mountPath,
  }
  return inserted(ours, { ...container, volumeMounts: renamed.with(mountIndex, moved) }, Object.keys(container))
}

function isSamePath(left: Value | undefined, right: string): left is string {
  return typeof left === 'string' && fileUrl(left) === fileUrl(right)
}

/** A mapping with values set: keys that it has stay where they are, others go before the next in the order. */
function inserted(map: YamlMap, values: YamlMap, order: readonly string[]): YamlMap {
  const entries = Object.entries(map)
  for (const key of order.toReversed()) {
    const value = values[key]
    if (value === undefined) continue
    const at = entries.findIndex(([existing]) => existing === key)
    if (at !== -1) entries[at] = [key, value]
    else {
      const next = order
        .slice(order.indexOf(key) + 1)
        .map((follower) => entries.findIndex(([existing]) => existing === follower))
        .find((index) => index !== -1)
      entries.splice(next ?? entries.length, 0, [key, value])
    }
  }
  return Object.fromEntries(entries)
}
