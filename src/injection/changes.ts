import { differenceOf, isYamlMap, itemsOf, mapsOf, same, textOf, type Value, type YamlMap } from '../yaml/value.ts'

/** A single change in a pod spec. */
export interface FieldChange {
  /**
   * A field of the init container (`image`, `args[5]`, `volumeMounts[0].mountPath`) or of its volume
   * (`volume.secret.secretName`); one of them as a whole, by name (`initContainer`, `volume`); or the position of the
   * container (`position`).
   */
  readonly path: string
  /** The old value, a mapping or sequence as JSON; null when there was none. */
  readonly from: string | null
  /** The new value; null when it is removed. */
  readonly to: string | null
}

/** The differences between two pod specs in an init container, in its position, and in its volume. */
export function changesOf(from: YamlMap, to: YamlMap, containerName: string): FieldChange[] {
  const [before, after] = [placed(from, containerName), placed(to, containerName)]
  const volume = changesOfVolume(itemsOf(from.volumes), itemsOf(to.volumes))
  if (!before || !after)
    return [
      ...changed('initContainer', before?.container.name, after?.container.name),
      ...changed('image', before?.container.image, after?.container.image),
      ...volume,
    ]
  const place = before.index === after.index ? [] : changed('position', before.place, after.place)
  return [...changesOfValue('', before.container, after.container), ...place, ...volume]
}

interface PlacedContainer {
  readonly container: YamlMap
  readonly index: number
  /** In words. */
  readonly place: string
}

function placed({ initContainers }: YamlMap, name: string): PlacedContainer | undefined {
  const all = mapsOf(initContainers)
  const index = all.findIndex((other) => other.name === name)
  const container = all[index]
  return container && { container, index, place: index === 0 ? 'first' : `after ${textOf(all[index - 1]?.name)}` }
}

/** At most one volume changes, so its index does not matter. */
function changesOfVolume(from: readonly Value[], to: readonly Value[]): FieldChange[] {
  const { removed, added } = differenceOf(from, to)
  if (removed.length > 0 && added.length > 0) return changesOfValue('volume', removed[0], added[0])
  return changed('volume', mapsOf(removed)[0]?.name, mapsOf(added)[0]?.name)
}

function changesOfValue(path: string, from: Value | undefined, to: Value | undefined): FieldChange[] {
  if (same(from, to)) return []
  if (isYamlMap(from) && isYamlMap(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    return keys.flatMap((key) => changesOfValue(path === '' ? key : `${path}.${key}`, from[key], to[key]))
  }
  if (Array.isArray(from) && Array.isArray(to)) return changesOfItems(path, from as Value[], to as Value[])
  return changed(path, from, to)
}

function changesOfItems(path: string, from: readonly Value[], to: readonly Value[]): FieldChange[] {
  const { head, removed, added } = differenceOf(from, to)
  const longer = removed.length > added.length ? removed : added
  return longer.flatMap((_, index) => changesOfValue(`${path}[${head + index}]`, removed[index], added[index]))
}

function changed(path: string, from: Value | undefined, to: Value | undefined): FieldChange[] {
  const [before, after] = [asText(from), asText(to)]
  return before === after ? [] : [{ path, from: before, to: after }]
}

function asText(value: Value | undefined): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
