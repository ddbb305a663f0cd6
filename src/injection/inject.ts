import { flagValue } from '../atlas/flags.ts'
import { Conflict, type ConflictFault } from './conflict.ts'
import type { Placement } from './placement.ts'
import {
  argumentsOf,
  fileUrl,
  isMountedByOthers,
  isSecretVolume,
  injectedContainer,
  mentionsMigrateApply,
  runsMigrateApply,
  type InjectedContainer,
} from './injected-container.ts'
import { resourcesFault } from '../kubernetes/resources.ts'
import { securityContextFault } from '../kubernetes/security-context.ts'
import { isYamlMap, mapsOf, saysTheSame, textOf, type Value, type YamlMap } from '../yaml/value.ts'

/** What each pod template gets. */
export interface Injection {
  readonly operation: 'inject'
  /** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#secretvolumesource-v1-core */
  readonly volume: { readonly name: string; readonly secret: { readonly secretName: string } }
  /**
   * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#container-v1-core; keys in the order to write
   * them.
   */
  readonly container: {
    readonly name: string
    readonly image: string
    readonly imagePullPolicy: string
    readonly command?: readonly string[]
    readonly args: readonly string[]
    readonly volumeMounts: readonly [{ readonly name: string; readonly mountPath: string }]
    readonly resources?: YamlMap
    readonly securityContext?: YamlMap
  }
  /** The key of the Secret, and so the name of the file in the mount path. */
  readonly secretKey: string
  readonly position: Placement
}

/** Keys in the order to write them. A new key goes before the next of these that exists. */
const POD_SPEC_ORDER = ['volumes', 'initContainers', 'containers']

/**
 * The pod spec with the injection: the init container and its volume are updated, moved or added. The container is the
 * one with the injection's name that runs `migrate apply`, and the volume is the one with its config file. Manual
 * changes in them stay.
 *
 * @throws Conflict when a container or volume of the same name is something else, a change would affect other
 * containers, or the position names a missing container.
 */
export function inject(podSpec: YamlMap, injection: Injection): YamlMap {
  const injected = injectedContainer(podSpec, injection.container.name, injection.volume.name)
  refuseForeign(podSpec, injection, injected)
  const container = injected ? updated(injected, injection) : { ...injection.container }
  return inserted(
    podSpec,
    {
      volumes: withVolume(podSpec, injection, injected),
      initContainers: placed(podSpec, container, injection, injected),
    },
    POD_SPEC_ORDER,
  )
}

/** The init containers with the injected one at its position; it stays where it is if that satisfies the position. */
function placed(
  podSpec: YamlMap,
  container: YamlMap,
  { position }: Injection,
  injected: InjectedContainer | undefined,
): readonly Value[] {
  const all = Array.isArray(podSpec.initContainers) ? (podSpec.initContainers as readonly Value[]) : []
  const others = injected ? all.toSpliced(injected.index, 1) : all
  const { from, to } = placesAmong(others, position)
  const isInPlace = injected && injected.index >= from && injected.index <= to
  return others.toSpliced(isInPlace ? injected.index : to, 0, container)
}

/** Indexes from one to another, inclusive. */
interface Places {
  readonly from: number
  readonly to: number
}

/**
 * The allowed places of the container among the others. Other migrations do not count: one that another step injects
 * would trade places with this one on every run.
 */
function placesAmong(others: readonly Value[], position: Placement): Places {
  const isMigration = mapsOf(others).map(mentionsMigrateApply)
  const before = (index: number): number => isMigration.slice(0, index).findLastIndex((is) => !is) + 1
  const behind = (index: number): number => {
    const next = isMigration.indexOf(false, index)
    return next === -1 ? others.length : next
  }
  if (!('name' in position))
    return position.at === 'first' ? { from: 0, to: behind(0) } : { from: before(others.length), to: others.length }
  const index = indexOfNamed(others, position.name)
  return position.at === 'before' ? { from: before(index), to: index } : { from: index + 1, to: behind(index + 1) }
}

/** @throws Conflict when there is no init container with the name. */
function indexOfNamed(others: readonly Value[], name: string): number {
  const names = mapsOf(others).map((other) => textOf(other.name))
  const index = names.indexOf(name)
  if (index !== -1) return index
  const path = names.length === 0 ? [] : ['initContainers']
  throw new Conflict({ code: 'no-such-init-container', name, others: names }, path)
}

function refuseForeign(podSpec: YamlMap, injection: Injection, injected: InjectedContainer | undefined): void {
  const { name } = injection.container
  if (!Array.isArray(podSpec.containers)) throw new Conflict({ code: 'containers-not-a-list' }, ['containers'])
  const appIndex = mapsOf(podSpec.containers).findIndex((container) => container.name === name)
  if (appIndex !== -1) throw new Conflict({ code: 'name-of-container', name }, ['containers', appIndex])
  const twin = injected ? -1 : mapsOf(podSpec.initContainers).findIndex((other) => isTwin(other, podSpec, injection))
  if (twin !== -1) throw new Conflict({ code: 'same-migration' }, ['initContainers', twin])
}

/** Whether a container with another name migrates the same database: the same env in the file of the same Secret. */
function isTwin(other: YamlMap, podSpec: YamlMap, injection: Injection): boolean {
  return (
    runsMigrateApply(other) &&
    flagValue(argumentsOf(other), 'env') === flagValue(injection.container.args, 'env') &&
    mountsOurSecret(other, podSpec, injection)
  )
}

function mountsOurSecret(container: YamlMap, podSpec: YamlMap, injection: Injection): boolean {
  const mounted = mapsOf(container.volumeMounts).map(({ name }) => name)
  return mapsOf(podSpec.volumes).some(
    ({ name, secret }) =>
      mounted.includes(name) && isYamlMap(secret) && secret.secretName === injection.volume.secret.secretName,
  )
}

function withVolume(
  podSpec: YamlMap,
  { volume, secretKey }: Injection,
  injected: InjectedContainer | undefined,
): readonly Value[] {
  const volumes = mapsOf(podSpec.volumes)
  const wanted = volumes.findIndex(({ name }) => name === volume.name)
  const mounted =
    injected?.mountedVolume === undefined ? -1 : volumes.findIndex(({ name }) => name === injected.mountedVolume)
  const index = mounted === -1 ? wanted : mounted
  const existing = volumes[index]
  if (!existing) return [...volumes, volume]

  const path = ['volumes', index]
  const existingName = textOf(existing.name)
  if (!isSecretVolume(existing) || (mounted === -1 && existing.secret.secretName !== volume.secret.secretName))
    throw new Conflict({ code: 'foreign-volume', volume: existingName, secretName: volume.secret.secretName }, path)
  const { secret } = existing
  const { items } = secret
  if (items !== undefined && !mapsOf(items).some((item) => item.key === secretKey && item.path === secretKey))
    throw new Conflict({ code: 'volume-without-key', volume: existingName, key: secretKey }, path)
  const isShared = isMountedByOthers(podSpec, existing.name, injected?.index ?? -1)
  if (isShared && secret.secretName !== volume.secret.secretName)
    throw new Conflict({ code: 'shared-volume', volume: existingName, secretName: textOf(secret.secretName) }, path)
  if (existing.name !== volume.name && (wanted !== -1 || isShared))
    throw new Conflict(
      { code: wanted === -1 ? 'shared-volume-name' : 'repeated-volume-name', volume: existingName, name: volume.name },
      path,
    )
  return volumes.with(index, { ...existing, name: volume.name, secret: { ...secret, ...volume.secret } })
}

function updated({ value, index, mountIndex }: InjectedContainer, { container }: Injection): YamlMap {
  const mounts = mapsOf(value.volumeMounts)
  const [mount] = container.volumeMounts
  const existing = mounts[mountIndex]
  const path = ['initContainers', index]
  if (existing && ('subPath' in existing || 'subPathExpr' in existing))
    throw new Conflict({ code: 'partial-mount' }, path)
  if (mounts.some(({ mountPath }, other) => other !== mountIndex && isSamePath(mountPath, mount.mountPath)))
    throw new Conflict({ code: 'mount-path-taken', mountPath: mount.mountPath }, path)
  const order = Object.keys(container)
  const settings = merged(value, container, ['resources', 'securityContext'])
  const rejected = rejectedField(settings)
  if (rejected) throw new Conflict(rejected, path)
  const wanted = { ...container, ...settings }
  if (!existing) return inserted(value, { ...wanted, volumeMounts: [...mounts, mount] }, order)

  const renamed = mounts.map((other) => (other.name === existing.name ? { ...other, name: mount.name } : other))
  const { mountPath } = existing
  const moved = {
    ...existing,
    ...mount,
    mountPath: isSamePath(mountPath, mount.mountPath) ? mountPath : mount.mountPath,
  }
  return inserted(value, { ...wanted, volumeMounts: renamed.with(mountIndex, moved) }, order)
}

/** Sets the wanted values, field by field. Other fields stay, and so do equivalent values. */
function merged(existing: YamlMap, wanted: YamlMap, keys: readonly string[]): YamlMap {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const [before, value] = [existing[key], wanted[key]]
      return value === undefined ? [] : [[key, before === undefined ? value : mergedValue(key, before, value)]]
    }),
  )
}

/** The field that Kubernetes rejects; undefined when it accepts both. */
function rejectedField({ resources, securityContext }: YamlMap): ConflictFault | undefined {
  const ofResources = isYamlMap(resources) ? resourcesFault(resources) : undefined
  if (ofResources) return { code: 'rejected-by-kubernetes', field: 'resources', fault: ofResources }
  const ofContext = isYamlMap(securityContext) ? securityContextFault(securityContext) : undefined
  return ofContext && { code: 'rejected-by-kubernetes', field: 'securityContext', fault: ofContext }
}

/** Profiles with fields that depend on their `type`. */
const PROFILES = ['appArmorProfile', 'seccompProfile']

function mergedValue(key: string, before: Value, value: Value): Value {
  if (saysTheSame(before, value)) return before
  if (!isYamlMap(before) || !isYamlMap(value)) return value
  if (PROFILES.includes(key) && before.type !== value.type) return value
  return { ...before, ...merged(before, value, Object.keys(value)) }
}

function isSamePath(left: Value | undefined, right: string): left is string {
  return typeof left === 'string' && fileUrl(left) === fileUrl(right)
}

/** A mapping with values set. Existing keys keep their places, others go before the next key in the order. */
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
