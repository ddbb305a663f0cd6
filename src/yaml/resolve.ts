import { isAlias, isMap, isPair, isScalar, isSeq, YAMLMap, YAMLSeq, type Document, type Node } from 'yaml'

import { targetOf } from './aliases.ts'
import { isMergeKey } from './nodes.ts'
import type { Value, YamlMap } from './value.ts'

/**
 * How many values the aliases and merge keys of a document may make of it. Up to there Kubernetes' reader takes nearly any
 * share of aliases: https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go#L248
 */
const MOST_VALUES = 400_000

/**
 * What a document stands for: one value stands in as many places as aliases put it.
 *
 * @throws Error when an alias has no anchor or stands within it, a merge key brings in no mapping, or aliases and merge
 * keys make too many values.
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
  /** How many values have been made so far, those that aliases repeat and merge keys bring in included. */
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

  /** The value of a node with an anchor that stands before. */
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
    // Sets, ordered mappings and pairs, which no manifest needs.
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

  /** Keys that are there already stay. */
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
    // The mapping itself becomes no value.
    this.#grow(-1)
    for (const [key, value] of merged) if (!Object.hasOwn(into, key)) set(into, key, value)
  }
}

function keyOf(key: Value): string {
  if (key === null) return ''
  return typeof key === 'object' ? JSON.stringify(key) : String(key)
}

/** Sets a key of its own, also where it is called like one that every object has. */
function set(object: Record<string, Value>, key: string, value: Value): void {
  if (key in object) Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  else object[key] = value
}
