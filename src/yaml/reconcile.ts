import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

import {
  closeEnd,
  fillPair,
  insertItemLines,
  insertItems,
  insertPairs,
  linesOfItem,
  linesOfPair,
  linesToRemove,
  removeLines,
} from './block-edit.ts'
import { repeatedKey } from './duplicate-keys.ts'
import { applyEdits, type Edit } from './edit.ts'
import {
  entryWithComments,
  fillFlowSequence,
  insertEntries,
  insertFlowItems,
  insertFlowPairs,
  newFlowValue,
} from './flow-edit.ts'
import { removeEntries } from './flow-remove.ts'
import { entriesOf, isFlow } from './flow-style.ts'
import {
  pairOf,
  refuseAliasWithin,
  refuseOverridden,
  refuseSharedWithin,
  startOf,
  startOfNode,
  unshared,
} from './nodes.ts'
import { Refusal } from './refusal.ts'
import { renderQuoted, renderScalar } from './render.ts'
import type { Surroundings } from './surroundings.ts'
import { differenceOf, isScalarValue, isYamlMap, same, type Value, type YamlMap } from './value.ts'

/**
 * The minimal edits that change a mapping with the value `from` so that its value is `to`. They replace scalars; add a
 * new key before the key that follows it in `to`, above the comments of that key; add a new item of a sequence after
 * the item before it; remove what is gone together with its lines; and move the named item to its new place.
 *
 * @throws Refusal when the form of the text does not allow a safe edit.
 */
export function reconcile(map: YAMLMap, from: YamlMap, to: YamlMap, around: Surroundings): Edit[] {
  return closeEnd(reconcileNode(map, from, to, around), around.text)
}

function reconcileNode(node: Node, from: Value, to: Value, around: Surroundings): Edit[] {
  if (same(from, to)) return []
  // Replacing the alias of a scalar with a scalar changes nothing elsewhere.
  if (isAlias(node) && isScalarValue(from) && isScalarValue(to)) return [replaceAlias(node, to)]
  const own = unshared(node, around)
  if (isMap(own) && isYamlMap(from) && isYamlMap(to)) return reconcileMap(own, from, to, around)
  if (isSeq<Node>(own) && Array.isArray(from) && Array.isArray(to)) return reconcileSequence(own, from, to, around)
  if (isScalar(own) && from !== null && isScalarValue(to)) return [replaceScalar(own, to, around.text)]
  throw anotherForm(node)
}

function anotherForm(node: Node): Refusal {
  return new Refusal({ code: 'wrong-form' }, startOfNode(node))
}

function reconcileMap(map: YAMLMap, from: YamlMap, to: YamlMap, around: Surroundings): Edit[] {
  const edits: Edit[] = []
  let added: [string, Value][] = []
  const takeAdded = (next?: Pair<Node, Node | null>): Edit[] => {
    const insertion = added.length > 0 ? insertBefore(map, next, added, around) : []
    added = []
    return insertion
  }
  for (const [key, value] of Object.entries(to)) {
    const pair = pairOf(map, key)
    const before = from[key]
    if (before === undefined) {
      added.push([key, value])
      continue
    }
    const insertion = pair ? takeAdded(pair) : []
    const changes = same(before, value)
      ? []
      : reconcilePair(map, ownPair(map, pair, key, around), key, before, value, around)
    // What cannot be inserted above a pair is inserted after it, and so after additions at its end.
    const isBehind = pair !== undefined && insertion.some(({ start }) => start > startOf(pair))
    edits.push(...(isBehind ? [...changes, ...insertion] : [...insertion, ...changes]))
  }
  edits.push(...takeAdded())
  const gone = Object.keys(from).filter((key) => to[key] === undefined)
  return [...edits, ...removePairs(map, gone, around)]
}

/** @throws Refusal when a merge key contributes or overrides the pair, or its key is a duplicate. */
function ownPair(
  map: YAMLMap,
  pair: Pair<Node, Node | null> | undefined,
  key: string,
  around: Surroundings,
): Pair<Node, Node | null> {
  if (!pair) throw new Refusal({ code: 'merged-key', key }, startOfNode(map))
  refuseOverridden(map, pair, around)
  const repeated = repeatedKey(map, [key])
  if (repeated !== undefined) throw new Refusal({ code: 'repeated-edited-key', key }, repeated)
  return pair
}

function insertBefore(
  map: YAMLMap,
  next: Pair<Node, Node | null> | undefined,
  added: readonly [string, Value][],
  around: Surroundings,
): Edit[] {
  if (!map.flow) return [insertPairs(map, next, added, around)]
  return insertFlowPairs(map, next ? map.items.indexOf(next) : map.items.length, added, around)
}

function reconcilePair(
  map: YAMLMap,
  pair: Pair<Node, Node | null>,
  key: string,
  from: Value,
  to: Value,
  around: Surroundings,
): Edit[] {
  const value = pair.value && (isScalarValue(from) ? pair.value : unshared(pair.value, around))
  if (from === null) {
    if (!map.flow) return fillPair(map, pair, key, to, around)
    const [start, end] = value?.range ?? [0, 0]
    if (start === end) throw withoutValue(pair)
    return [{ start, end, text: newFlowValue(map, to, around) }]
  }
  if (!value) throw withoutValue(pair)
  if (to === null && isSeq<Node>(value))
    return removeItems(
      value,
      value.items.map((_item, index) => index),
      around,
    )
  if (isSeq<Node>(value) && value.items.length === 0 && Array.isArray(to))
    return fillFlowSequence(map, value, to, around)
  return reconcileNode(value, from, to, around)
}

function withoutValue(pair: Pair): Refusal {
  return new Refusal({ code: 'key-without-value' }, startOf(pair))
}

function removePairs(map: YAMLMap, keys: readonly string[], around: Surroundings): Edit[] {
  if (keys.length === 0) return []
  const pairs = keys.map((key) => ownPair(map, pairOf(map, key), key, around))
  for (const { value } of pairs) if (value) refuseSharedWithin(value, around)
  if (isFlow(map)) return removeEntries(map, new Set(pairs.map((pair) => map.items.indexOf(pair))), around.text)
  return pairs.map((pair) => removeLines(linesOfPair(pair, around.text)))
}

function reconcileSequence(
  sequence: YAMLSeq<Node>,
  from: readonly Value[],
  to: readonly Value[],
  around: Surroundings,
): Edit[] {
  const odd = sequence.items.find((item) => isNothing(item) || isLonePair(item, sequence))
  if (odd) throw anotherForm(odd)
  const move = moveIn(from, to, around.movable)
  if (move) return moveItem(sequence, move, from[move.source] ?? null, to[move.target] ?? null, around)

  const { head, removed, added } = differenceOf(from, to)
  const both = Math.min(removed.length, added.length)
  const changed = head + both
  const edits: Edit[] = []
  for (let index = head; index < changed; index++) {
    const item = sequence.items[index]
    if (item) edits.push(...reconcileNode(item, from[index] ?? null, to[index] ?? null, around))
  }
  const more = added.slice(both)
  const gone = removed.slice(both).map((_item, offset) => changed + offset)
  if (more.length > 0) edits.push(...addItems(sequence, changed, more, around))
  if (gone.length > 0) edits.push(...removeItems(sequence, gone, around))
  return edits
}

function isNothing(item: Node): boolean {
  return isScalar(item) && item.value === null
}

/** Whether an item in brackets is a mapping without braces: `[a: b]`. */
function isLonePair(item: Node, sequence: YAMLSeq<Node>): boolean {
  return isFlow(sequence) && isMap(item) && !isFlow(item)
}

function addItems(sequence: YAMLSeq<Node>, index: number, added: readonly Value[], around: Surroundings): Edit[] {
  return isFlow(sequence)
    ? insertFlowItems(sequence, index, added, around)
    : [insertItems(sequence, index, added, around)]
}

function removeItems(sequence: YAMLSeq<Node>, removed: readonly number[], around: Surroundings): Edit[] {
  for (const index of removed) {
    const item = sequence.items[index]
    if (item) refuseSharedWithin(item, around)
  }
  return isFlow(sequence)
    ? removeEntries(sequence, new Set(removed), around.text)
    : removed.map((index) => removeLines(linesToRemove(sequence, index, around.text)))
}

/** An item that moves: its old and its new place. */
interface Move {
  readonly source: number
  readonly target: number
}

/** The move of the named item, if its place differs between `from` and `to` and the other items are the same. */
function moveIn(from: readonly Value[], to: readonly Value[], name: string): Move | undefined {
  const isNamed = (item: Value): boolean => isYamlMap(item) && item.name === name
  const [source, target] = [from.findIndex(isNamed), to.findIndex(isNamed)]
  if (source === -1 || target === -1 || source === target) return undefined
  return same(from.toSpliced(source, 1), to.toSpliced(target, 1)) ? { source, target } : undefined
}

function moveItem(
  sequence: YAMLSeq<Node>,
  { source, target }: Move,
  from: Value,
  to: Value,
  around: Surroundings,
): Edit[] {
  const { text } = around
  const item = sequence.items[source]
  if (!item) return []
  refuseSharedWithin(item, around)
  refuseAliasWithin(item)
  const edits = reconcileNode(item, from, to, around)
  const index = target > source ? target + 1 : target
  if (isFlow(sequence)) {
    const { start, end } = entriesOf(sequence)[source] ?? { start: 0, end: 0 }
    const entry = { ...entryWithComments(sequence, source, text), text: applyEditsWithin(text, start, end, edits) }
    return [...insertEntries(sequence, index, [entry], around), ...removeEntries(sequence, new Set([source]), text)]
  }
  const { start, end } = linesOfItem(sequence, source, text)
  const lines = applyEditsWithin(text, start, end, edits)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  return [insertItemLines(sequence, index, lines, text), removeLines({ start, end })]
}

function applyEditsWithin(text: string, start: number, end: number, edits: readonly Edit[]): string {
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
  return applyEdits(text.slice(start, end), shifted)
}

function replaceAlias(alias: Alias, to: string | number | boolean): Edit {
  const [start, end] = alias.range ?? [0, 0]
  return { start, end, text: typeof to === 'string' ? renderScalar(to) : String(to) }
}

/** Keeps the quotes, or their absence. */
function replaceScalar(scalar: Scalar, to: string | number | boolean, text: string): Edit {
  const [start, end] = scalar.range ?? [0, 0]
  if (start === end) throw new Refusal({ code: 'key-without-value' }, start)
  if (scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED')
    throw new Refusal({ code: 'block-scalar' }, start)
  return { start, end, text: typeof to === 'string' ? quotedAs(text.slice(start, end), to) : String(to) }
}

function quotedAs(found: string, to: string): string {
  if (found.startsWith('"')) return renderQuoted(to)
  if (found.startsWith("'") && renderQuoted(to) === `"${to}"`) return `'${to.replaceAll("'", "''")}'`
  return PLAIN_PATH.test(to) ? to : renderScalar(to)
}

/** A path that every parser reads as a string without quotes, although new ones are written with quotes. */
const PLAIN_PATH = /^\/[A-Za-z0-9._/-]*$/
