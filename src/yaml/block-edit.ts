import { isMap, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

import type { Edit } from './edit.ts'
import { aboveComments, columnOf, endOfLine, lineEndAt, lineStart, startsLine } from './lines.ts'
import { contentEnd, dashOf, isBlock, lastOf, lastPart, startOf, startOfNode } from './nodes.ts'
import { Refusal } from './refusal.ts'
import { renderItem, renderPairs, type Layout } from './render.ts'
import type { Surroundings } from './surroundings.ts'
import type { Value } from './value.ts'

/** Inserts pairs into a block mapping, before a pair and its comments or, without one, after the last. */
export function insertPairs(
  map: YAMLMap,
  next: Pair | undefined,
  added: readonly [string, Value][],
  around: Surroundings,
): Edit {
  const { text } = around
  const [first] = map.items
  const neighbour = next ?? first
  if (!neighbour) throw new RangeError('a block mapping without pairs')
  const column = columnOf(text, startOf(neighbour))
  const lines = renderPairs(Object.fromEntries(added), column, around.layoutIn(map))
  if (!next) return insertBehind(map, column, lines, text)

  const start = startOf(next)
  // The pair shares a line with the dash of its item, so the new pairs follow it.
  if (!startsLine(text, start)) return insertBehind(lastPart(next), column, lines, text)
  const previous = map.items[map.items.indexOf(next) - 1]
  const bound = previous ? endOfLine(text, contentEnd(lastPart(previous))) : 0
  return insertAbove(start, bound, lines, text)
}

/** The extent of some lines in a text. */
export interface Lines {
  readonly start: number
  readonly end: number
}

/** The lines of a pair in a block mapping. */
export function linesOfPair(pair: Pair, text: string): Lines {
  const start = startOf(pair)
  if (!startsLine(text, start)) throw new Refusal({ code: 'shared-line' }, start)
  return { start: lineStart(text, start), end: endOfLine(text, contentEnd(lastPart(pair))) }
}

/** Adds a value to a key of a block mapping that has none, or `null`. */
export function fillPair(map: YAMLMap, pair: Pair, key: string, value: Value, around: Surroundings): Edit[] {
  const { text } = around
  const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind')
  const column = columnOf(text, startOf(pair))
  if (!colon || text.slice(lineStart(text, colon.offset), colon.offset).trim() === '')
    throw new Refusal({ code: 'key-without-value' }, startOf(pair))
  // An anchor or a tag stays in place.
  const property = pair.srcToken?.sep?.findLast(({ type }) => type === 'anchor' || type === 'tag')
  const at = property && 'source' in property ? property.offset + property.source.length : colon.offset + 1
  const [start, end] = isScalar(pair.value) ? (pair.value.range ?? [at, at]) : [at, at]
  const isWritten = end > start
  const layout = around.layoutIn(map)
  const [first = '', ...lines] = renderPairs({ [key]: value }, column, isWritten ? layout : otherDashes(layout))
  const onLine = first.slice(first.indexOf(':') + 1)
  const replaced = { start: at, end: isWritten ? end : at, text: onLine }
  return [
    ...(isWritten || onLine !== '' ? [replaced] : []),
    ...(lines.length === 0 ? [] : [insertLines(endOfLine(text, Math.max(at, end)), lines, text)]),
  ]
}

/** Marks a sequence whose key existed without a value: its dashes are indented unlike those under any new key. */
function otherDashes(layout: Layout): Layout {
  return { ...layout, dash: layout.dash === 0 ? layout.step : 0 }
}

/**
 * Whether removing the only item of a sequence keeps the key without a value: the dashes show that the key existed
 * before the item, or comments between the two or below the item would lose their place.
 */
export function keepsEmptyKey(map: YAMLMap, pair: Pair, sequence: YAMLSeq<Node>, around: Surroundings): boolean {
  const { text } = around
  const dashes = columnOf(text, dashOf(sequence, 0) ?? 0) - columnOf(text, startOf(pair))
  if (dashes === otherDashes(around.layoutIn(map)).dash) return true
  const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind')?.offset ?? startOf(pair)
  const dash = dashOf(sequence, 0) ?? colon
  if (text.slice(colon, dash).includes('#')) return true
  const deeper = new RegExp(`(?:[ \\t]*\\r?\\n)* {${columnOf(text, startOf(pair)) + 1},}#`, 'y')
  deeper.lastIndex = endOfLine(text, contentEnd(sequence))
  return deeper.test(text)
}

/** Inserts items into a block sequence, before the item at an index. */
export function insertItems(
  sequence: YAMLSeq<Node>,
  index: number,
  added: readonly Value[],
  around: Surroundings,
): Edit {
  const { text } = around
  const neighbour = index === 0 ? 0 : index - 1
  const dash = dashOf(sequence, neighbour) ?? 0
  const gap = gapOf(sequence.items[neighbour], dash, text)
  const layout = around.layoutInItems(sequence)
  const lines = added.flatMap((item) => renderItem(item, columnOf(text, dash), gap, layout))
  return insertItemLines(sequence, index, lines, text)
}

/** Inserts the lines of items into a block sequence, before the item at an index and its comments. */
export function insertItemLines(sequence: YAMLSeq<Node>, index: number, lines: readonly string[], text: string): Edit {
  const previous = sequence.items[index - 1]
  if (previous) return insertBehind(previous, columnOf(text, dashOf(sequence, index - 1) ?? 0), lines, text)
  const dash = dashOf(sequence, 0) ?? 0
  if (!startsLine(text, dash)) throw new Refusal({ code: 'shared-line' }, dash)
  return insertAbove(dash, 0, lines, text)
}

/** The lines of an item in a block sequence, with the comments above it and its own comments below. */
export function linesOfItem(sequence: YAMLSeq<Node>, index: number, text: string): Lines {
  const item = sequence.items[index]
  const dash = dashOf(sequence, index) ?? 0
  if (!item || !startsLine(text, dash)) throw new Refusal({ code: 'shared-line' }, dash)
  const previous = sequence.items[index - 1]
  const column = columnOf(text, dash)
  const bound = previous ? endOfOwnComments(contentEnd(previous), column, text) : 0
  return {
    start: aboveComments(text, lineStart(text, dash), ' '.repeat(column), bound),
    end: endOfOwnComments(contentEnd(item), column, text),
  }
}

/** As `linesOfItem`, but without the comments below an only item: they may have been there before it. */
export function linesToRemove(sequence: YAMLSeq<Node>, index: number, text: string): Lines {
  const lines = linesOfItem(sequence, index, text)
  const [item] = sequence.items
  return sequence.items.length === 1 && item ? { ...lines, end: endOfLine(text, contentEnd(item)) } : lines
}

/** Removes lines. If the end of a file loses its last line, see `closeEnd`. */
export function removeLines({ start, end }: Lines): Edit {
  return { start, end, text: '' }
}

/**
 * Extends edits that remove the last lines of a text without a line ending at its end: they also remove the line ending
 * before those lines.
 */
export function closeEnd(edits: readonly Edit[], text: string): Edit[] {
  const isRemoval = ({ start, end, text: added }: Edit): boolean => added === '' && end > start
  const removals = edits.filter(isRemoval).toSorted((a, b) => a.start - b.start)
  if (text.endsWith('\n') || removals.at(-1)?.end !== text.length) return [...edits]
  const first = removals.findLastIndex(({ start }, index) => removals[index - 1]?.end !== start)
  const start = removals[first]?.start ?? 0
  const run = removals.slice(first)
  if (text.charAt(start - 1) !== '\n') return [...edits]
  const open = { start: start - lineEndAt(text, start - 1).length, end: text.length, text: '' }
  return [...edits.filter((edit) => !run.includes(edit)), open]
}

/** The distance from a dash to the content of its item, if both are on one line. */
function gapOf(item: Node | undefined, dash: number, text: string): number {
  if (!item) return 2
  const first = isMap(item) && isBlock(item) && item.items[0] ? startOf(item.items[0]) : startOfNode(item)
  return text.slice(dash + 1, first).trim() === '' && !text.slice(dash, first).includes('\n') ? first - dash : 2
}

/** Inserts lines above the line of an offset and the comments directly above it. */
function insertAbove(offset: number, bound: number, lines: readonly string[], text: string): Edit {
  const start = lineStart(text, offset)
  const at = aboveComments(text, start, text.slice(start, offset), bound)
  const lineEnd = lineEndAt(text, start)
  return { start: at, end: at, text: lines.map((line) => line + lineEnd).join('') }
}

/** Inserts lines after a node whose pairs or dash are at a column, and after its own comments below. */
function insertBehind(node: Node, column: number, lines: readonly string[], text: string): Edit {
  const at = endOfOwnComments(contentEnd(node), column, text)
  if (at === text.length && text.charAt(at - 1) !== '\n') refuseOpenBlockScalar(node)
  return insertLines(at, lines, text)
}

/**
 * The end of the lines of a text that ends at an offset, including comments directly below that are indented more than
 * a column.
 */
function endOfOwnComments(offset: number, column: number, text: string): number {
  let at = endOfLine(text, offset)
  const ownComment = new RegExp(` {${column + 1},}#`, 'y')
  for (ownComment.lastIndex = at; ownComment.test(text); ownComment.lastIndex = at)
    at = endOfLine(text, ownComment.lastIndex)
  return at
}

/** Inserts lines at the start of a line, or after a last line without a line ending. */
function insertLines(at: number, lines: readonly string[], text: string): Edit {
  const lineEnd = lineEndAt(text, at - 1)
  const isOpen = text.charAt(at - 1) !== '\n'
  return { start: at, end: at, text: lines.map((line) => (isOpen ? lineEnd + line : line + lineEnd)).join('') }
}

/** A line after a block scalar that the end of the file cuts off would add a line ending to it. */
function refuseOpenBlockScalar(node: Node): void {
  const last = lastOf(node)
  if (!isScalar(last) || (last.type !== 'BLOCK_LITERAL' && last.type !== 'BLOCK_FOLDED')) return
  const token = last.srcToken
  const header =
    token?.type === 'block-scalar' ? token.props.find(({ type }) => type === 'block-scalar-header') : undefined
  if (header && 'source' in header && header.source.includes('-')) return
  throw new Refusal({ code: 'open-block-scalar' }, startOfNode(last))
}
