import { isAlias, isMap, isPair, isScalar, isSeq, YAMLMap, YAMLSeq, type Document, type Node } from 'yaml'

import { targetOf } from './aliases.ts'
import { isMergeKey } from './nodes.ts'
import type { Value, YamlMap } from './value.ts'

/**
 * The limit for the number of values that aliases and merge keys expand to. Up to it, Kubernetes' parser accepts almost
 * any share of aliases: https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go#L248
 */
const MOST_VALUES = 400_000

/**
 * The value of a document. A value that aliases repeat is the same object in each place.
 *
 * @throws Error when an alias has no anchor or is inside it, a merge key refers to something other than a mapping, or
 * aliases and merge keys expand to too many values.
 */
export function valueOfDocument(document: Document): Value {
  const resolver = new Resolver(document)
  return resolver.valueOf(document.contents)
}

class Resolver {
  readonly #document: Document
  /** Of nodes with an anchor. */
  readonly #resolved = new Map<Node, Value>()
  readonly #sizes = new Map<Node, number>()
  readonly #open = new Set<Node>()
  /** The number of values so far, including those that aliases and merge keys repeat. */
  #size = 0

  constructor(document: Document) {
    this.#document = document
  }

  valueOf(node: unknown): Value {
    if (isAlias(node)) {
      const target = targetOf(node, this.#document)
      if (!target) throw new Error('an alias without an anchor')
      return this.#repeated(target)
    }
    const { anchor } = (node ?? {}) as { anchor?: string }
    return anchor === undefined ? this.#made(node) : this.#kept(node as Node)
  }

  /** The value of a node with an anchor. */
  #kept(node: Node): Value {
    const before = this.#size
    this.#open.add(node)
    const value = this.#made(node)
    this.#open.delete(node)
    this.#resolved.set(node, value)
    this.#sizes.set(node, this.#size - before)
    return value
  }

  /** The value of a node with an anchor that an alias refers to. */
  #repeated(target: Node): Value {
    if (this.#open.has(target)) throw new Error('an alias within its own anchor')
    this.#grow(this.#sizes.get(target) ?? 0)
    return this.#resolved.get(target) ?? null
  }

  #grow(by: number): void {
    this.#size += by
    if (this.#sizes.size > 0 && this.#size > MOST_VALUES) throw new Error('too many values')
  }

  #made(node: unknown): Value {
    this.#grow(1)
    if (isScalar(node)) return node.value as Value
    if (isSeq(node) && node.constructor === YAMLSeq && !node.items.some(isPair))
      return node.items.map((item) => this.valueOf(item))
    if (isMap(node) && node.constructor === YAMLMap) return this.#mapping(node)
    // Sets, ordered mappings and pairs. No manifest needs them.
    return node === null || node === undefined ? null : ((node as Node).toJS(this.#document) as Value)
  }

  #mapping(map: YAMLMap): Value {
    const value: Record<string, Value> = {}
    for (const { key, value: node } of map.items) {
      if (isMergeKey(key)) this.#merge(value, node)
      else set(value, keyOf(this.valueOf(key)), this.valueOf(node))
    }
    return value
  }

  /** Existing keys stay. */
  #merge(into: Record<string, Value>, node: unknown): void {
    const source = isAlias(node) ? targetOf(node, this.#document) : node
    if (isSeq(source)) {
      if (isAlias(node)) this.valueOf(node)
      for (const item of source.items) this.#mergeMapping(into, item)
    } else this.#mergeMapping(into, node)
  }

  #mergeMapping(into: Record<string, Value>, node: unknown): void {
    const source = isAlias(node) ? targetOf(node, this.#document) : node
    if (!isMap(source)) throw new Error('a merge key that brings in no mapping')
    const merged = Object.entries(this.valueOf(node) as YamlMap)
    // The mapping itself is not repeated.
    this.#grow(-1)
    for (const [key, value] of merged) if (!Object.hasOwn(into, key)) set(into, key, value)
  }
}

function keyOf(key: Value): string {
  if (key === null) return ''
  return typeof key === 'object' ? JSON.stringify(key) : String(key)
}

/** Sets an own key, even one with the name of a property that every object inherits. */
function set(object: Record<string, Value>, key: string, value: Value): void {
  if (key in object) Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  else object[key] = value
}
