import type { Node, YAMLMap, YAMLSeq } from 'yaml'

import type { Edit } from './edit.ts'
import { entriesOf, isFlow, type Entry, type FlowCollection } from './flow-style.ts'
import { aboveComments, endOfLine, indentAt, lineEndAt, lineStart, startsLine } from './lines.ts'
import { startOfNode } from './nodes.ts'
import { Refusal } from './refusal.ts'
import { flowKey, renderFlow, renderFlowItem, renderFlowLines, type FlowLines } from './render.ts'
import type { Surroundings } from './surroundings.ts'
import { isYamlMap, type Value } from './value.ts'

/** The default for what a level of braces adds to the indentation. */
const UNIT = '  '

/** Inserts pairs into a mapping in braces, before the pair at an index. */
export function insertFlowPairs(
  map: YAMLMap,
  index: number,
  added: readonly [string, Value][],
  around: Surroundings,
): Edit[] {
  const style = around.flowStyleIn(map)
  const texts = added.map(([key, value]) => bare(flowKey(key, style) + newFlowValue(map, value, around)))
  return insertEntries(map as FlowCollection, index, texts, around)
}

/** The value of a new pair in braces, on several lines if the pairs of the mapping are. */
export function newFlowValue(map: YAMLMap, value: Value, around: Surroundings): string {
  const { text } = around
  const style = around.flowStyleIn(map)
  const [first] = entriesOf(map as FlowCollection)
  if (first && startsLine(text, first.start)) {
    const lines = {
      indent: indentAt(text, first.start),
      unit: unitOf(map, text) ?? UNIT,
      lineEnd: lineEndAt(text, first.start),
    }
    return renderFlowLines(value, style, lines)
  }
  // Padding marks a sequence that existed and was empty: see `keepsEmptySequence`.
  return renderFlow(value, { ...style, bracket: '' })
}

/** Inserts items into a sequence in brackets, before the item at an index. */
export function insertFlowItems(
  sequence: YAMLSeq<Node>,
  index: number,
  added: readonly Value[],
  around: Surroundings,
): Edit[] {
  const style = around.flowStyleIn(sequence)
  const lines = linesOfSibling(sequence, index, around.text)
  const texts = added.map((item) =>
    bare(lines && isYamlMap(item) ? renderFlowLines(item, style, lines) : renderFlowItem(item, style)),
  )
  return insertEntries(sequence as FlowCollection, index, texts, around)
}

/** Fills an empty sequence in brackets, the value of a pair in a mapping. */
export function fillFlowSequence(
  map: YAMLMap,
  sequence: YAMLSeq,
  added: readonly Value[],
  around: Surroundings,
): Edit[] {
  const style = around.flowStyleIn(map)
  const padding = isFlow(map) ? ' ' : ''
  const items = added.map((item) => renderFlowItem(item, style)).join(style.comma)
  const at = startOfNode(sequence) + 1
  return [{ start: at, end: at, text: padding + items + padding }]
}

/**
 * Whether removing the only item of a sequence in brackets keeps `[]`. The action adds no brackets to a block mapping.
 * In braces, it pads the items of a sequence that existed, and not those of one that it adds.
 */
export function keepsEmptySequence(map: YAMLMap, sequence: FlowCollection, text: string): boolean {
  const [entry] = entriesOf(sequence)
  return !isFlow(map) || (entry !== undefined && /^ +$/.test(text.slice(startOfNode(sequence) + 1, entry.start)))
}

/**
 * How an item before or after another one spans several lines, like its neighbor; undefined when the neighbor does not,
 * or when its first entry or its bracket follows something else on a line.
 */
function linesOfSibling(sequence: YAMLSeq<Node>, index: number, text: string): FlowLines | undefined {
  const sibling = sequence.items[index === 0 ? 0 : index - 1]
  const [first] = isFlow(sibling) ? entriesOf(sibling) : []
  if (!isFlow(sibling) || !first || !startsLine(text, first.start)) return undefined
  const close = (sibling.range?.[1] ?? 0) - 1
  if (!startsLine(text, close)) return undefined
  const indent = indentAt(text, close)
  return {
    indent,
    unit: deeper(indentAt(text, first.start), indent) ?? unitOf(sequence, text) ?? UNIT,
    lineEnd: lineEndAt(text, close),
  }
}

/** What a collection adds to the indentation of the line that it starts on; undefined when it does not show. */
function unitOf(collection: YAMLMap | YAMLSeq, text: string): string | undefined {
  const [first] = entriesOf(collection as FlowCollection)
  const outer = indentAt(text, startOfNode(collection))
  if (!first || !startsLine(text, first.start)) return undefined
  return deeper(indentAt(text, first.start), outer)
}

/** The part of an indentation beyond another one; undefined when it does not start with that. */
function deeper(inner: string, outer: string): string | undefined {
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined
}

/** The text of an entry, and its comments. */
export interface EntryText {
  /** The lines of comments above it, with indentation and line endings. */
  readonly above: string
  readonly text: string
  /** The comment after it on its line, with the spaces before it. */
  readonly behind: string
}

function bare(text: string): EntryText {
  return { above: '', text, behind: '' }
}

/** Inserts entries before the entry at an index, on lines like those of the others. */
export function insertEntries(
  collection: FlowCollection,
  index: number,
  texts: readonly EntryText[],
  around: Surroundings,
): Edit[] {
  const { text } = around
  const { comma } = around.flowStyleIn(collection)
  const entries = entriesOf(collection)
  const next = entries[index]
  const previous = entries[index - 1]
  const open = startOfNode(collection) + 1
  if (next) return [insertBefore(next, previous?.end ?? open, texts, comma, text)]
  if (previous) return insertBehind(previous, texts, comma, text)
  const close = (collection.range?.[1] ?? 0) - 1
  if (text.slice(open, close).includes('#')) throw new Refusal({ code: 'comments-in-empty-braces' }, open - 1)
  return [{ start: open, end: open, text: texts.map((part) => onOneLine(part, open)).join(comma) }]
}

/** @throws Refusal when an entry has comments, which need lines of their own. */
function onOneLine({ above, text, behind }: EntryText, offset: number): string {
  if (above !== '' || behind !== '') throw new Refusal({ code: 'comments-with-moved-item' }, offset)
  return text
}

function insertBefore(next: Entry, bound: number, texts: readonly EntryText[], comma: string, text: string): Edit {
  const { start } = next
  if (!startsLine(text, start))
    return { start, end: start, text: texts.map((part) => onOneLine(part, start) + comma).join('') }
  const indent = indentAt(text, start)
  const at = aboveComments(text, lineStart(text, start), indent, endOfLine(text, bound))
  const lineEnd = lineEndAt(text, start)
  const lines = texts.map((part) => `${part.above}${indent}${part.text},${part.behind}${lineEnd}`)
  return { start: at, end: at, text: lines.join('') }
}

/** What may follow an entry up to the end of its line: a comma, a comment. */
const REST_OF_LINE = /(?:[ \t]*(,))?([ \t]*(?:#[^\r\n]*)?)(?=\r?\n)/y

/** What follows an entry on its line. */
export interface RestOfLine {
  readonly hasComma: boolean
  /** With the spaces before it; empty when there is none. */
  readonly comment: string
  /** The end of the line, without its line ending. */
  readonly end: number
}

/**
 * What follows an entry that ends at an offset, on its line; undefined when that is more than a comma and a comment.
 */
export function restOfLine(end: number, text: string): RestOfLine | undefined {
  REST_OF_LINE.lastIndex = end
  const [rest, comma, comment = ''] = REST_OF_LINE.exec(text) ?? []
  return rest === undefined ? undefined : { hasComma: comma !== undefined, comment, end: end + rest.length }
}

function insertBehind({ start, end }: Entry, texts: readonly EntryText[], comma: string, text: string): Edit[] {
  if (!startsLine(text, start))
    return [{ start: end, end, text: texts.map((part) => comma + onOneLine(part, end)).join('') }]
  const [lineEnd, indent] = [lineEndAt(text, start), indentAt(text, start)]
  const line = ({ above, text: entry, behind }: EntryText, separator: string): string =>
    `${lineEnd}${above}${indent}${entry}${separator}${behind}`
  const rest = restOfLine(end, text)
  const last = texts.length - 1
  if (!rest)
    return [{ start: end, end, text: `,${texts.map((part) => lineEnd + indent + onOneLine(part, end)).join(',')}` }]
  // A trailing comma stays a trailing comma.
  const lines = texts.map((part, index) => line(part, rest.hasComma || index < last ? ',' : ''))
  const added = { start: rest.end, end: rest.end, text: lines.join('') }
  return rest.hasComma ? [added] : [{ start: end, end, text: ',' }, added]
}

/** The text of an entry, with the comments above and after it if it has its own lines. */
export function entryWithComments(collection: FlowCollection, index: number, text: string): EntryText {
  const entries = entriesOf(collection)
  const { start, end } = entries[index] ?? { start: 0, end: 0 }
  const entry = text.slice(start, end)
  const rest = restOfLine(end, text)
  if (!startsLine(text, start) || !rest) return bare(entry)
  const bound = endOfLine(text, entries[index - 1]?.end ?? startOfNode(collection) + 1)
  const above = text.slice(
    aboveComments(text, lineStart(text, start), indentAt(text, start), bound),
    lineStart(text, start),
  )
  return { above, text: entry, behind: rest.comment.trimEnd() }
}
