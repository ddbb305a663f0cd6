import type { ManifestObject } from './workload.ts'

/**
 * The keys to look up an object by; none if nobody looks for it. Use one function for the whole run, because each one
 * indexes all objects once.
 */
export type KeysOf = (object: ManifestObject) => readonly string[]

/** The objects with a key, in the order of the files. */
interface Group {
  readonly all: ManifestObject[]
  readonly byNamespace: Map<string, ManifestObject[]>
  /** Cached for the next workload in the namespace. */
  readonly around: Map<string, readonly ManifestObject[]>
}

/** The objects of a run, indexed, so that a look-up does not visit all of them for each workload. */
export class ObjectIndex {
  readonly #positions: ReadonlyMap<ManifestObject, number>
  readonly #groups = new Map<KeysOf, ReadonlyMap<string, Group>>()

  constructor(objects: readonly ManifestObject[]) {
    this.#positions = new Map(objects.map((object, position) => [object, position]))
  }

  /** Whether any object has a key. */
  hasAny(keysOf: KeysOf): boolean {
    return this.#groupsBy(keysOf).size > 0
  }

  /** Whether an object in any namespace has a key. */
  has(keysOf: KeysOf, key: string): boolean {
    return this.#groupsBy(keysOf).has(key)
  }

  /** The objects that name exactly this namespace; for the empty one, those that name none. */
  within(namespace: string, keysOf: KeysOf, key: string): readonly ManifestObject[] {
    return this.#groupsBy(keysOf).get(key)?.byNamespace.get(namespace) ?? []
  }

  /** The objects that may be in a namespace: they name it, or one of the two is not named. */
  around(namespace: string, keysOf: KeysOf, key: string): readonly ManifestObject[] {
    const group = this.#groupsBy(keysOf).get(key)
    if (!group || namespace === '') return group?.all ?? []
    const known = group.around.get(namespace)
    if (known) return known
    const found = this.#inOrder(group.byNamespace.get(namespace) ?? [], group.byNamespace.get('') ?? [])
    group.around.set(namespace, found)
    return found
  }

  #inOrder(some: readonly ManifestObject[], others: readonly ManifestObject[]): readonly ManifestObject[] {
    if (some.length === 0) return others
    if (others.length === 0) return some
    const positionOf = (object: ManifestObject): number => this.#positions.get(object) ?? 0
    return [...some, ...others].sort((one, other) => positionOf(one) - positionOf(other))
  }

  #groupsBy(keysOf: KeysOf): ReadonlyMap<string, Group> {
    const known = this.#groups.get(keysOf)
    if (known) return known
    const groups = groupsOf([...this.#positions.keys()], keysOf)
    this.#groups.set(keysOf, groups)
    return groups
  }
}

function groupsOf(objects: readonly ManifestObject[], keysOf: KeysOf): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const object of objects)
    for (const key of new Set(keysOf(object))) {
      const group = entryOf(groups, key, () => ({ all: [], byNamespace: new Map(), around: new Map() }))
      group.all.push(object)
      entryOf(group.byNamespace, object.namespace, () => []).push(object)
    }
  return groups
}

function entryOf<T>(entries: Map<string, T>, key: string, make: () => T): T {
  const known = entries.get(key)
  if (known !== undefined) return known
  const made = make()
  entries.set(key, made)
  return made
}
