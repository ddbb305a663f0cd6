import type { Node, YAMLMap, YAMLSeq } from 'yaml'

import type { Edit } from './edit.ts'
import { entriesOf, isFlow, type Entry, type FlowCollection } from './flow-style.ts'
import { aboveComments, endOfLine, indentAt, lineEndAt, lineStart, startsLine } from './lines.ts'
import { startOfNode } from './nodes.ts'
import { flowKey, renderFlow, renderFlowItem, renderFlowLines, type FlowLines } from './render.ts'
import type { Surroundings } from './surroundings.ts'
import { isYamlMap, type Value } from './value.ts'

/** What a level of braces adds to the indentation where nothing shows it. */
const UNIT = '  '

/** New pairs of a mapping in braces, before the pair at an index. */
export function insertFlowPairs(
  map: YAMLMap,
  index: number,
  added: readonly [string, Value][],
  around: Surroundings,
): Edit[] {
  const style = around.flowStyleIn(map)
  const texts = added.map(([key, value]) => flowKey(key, style) + newFlowValue(map, value, around))
  return insertEntries(map as FlowCollection, index, texts, around)
}

/** The value of a new pair of a mapping in braces: on several lines where the mapping's pairs are. */
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
  // Padding is the mark of a sequence that was there, empty: see `keepsEmptySequence`.
  return renderFlow(value, { ...style, bracket: '' })
}

/** New items of a sequence in brackets, before the item at an index. */
export function insertFlowItems(
  sequence: YAMLSeq<Node>,
  index: number,
  added: readonly Value[],
  around: Surroundings,
): Edit[] {
  const style = around.flowStyleIn(sequence)
  const lines = linesOfSibling(sequence, index, around.text)
  const texts = added.map((item) =>
    lines && isYamlMap(item) ? renderFlowLines(item, style, lines) : renderFlowItem(item, style),
  )
  return insertEntries(sequence as FlowCollection, index, texts, around)
}

/** The first items of an empty sequence in brackets, which is the value of a pair of a mapping. */
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
 * Whether the only item of a sequence in brackets leaves `[]` behind: in a block mapping we bring no brackets, and in
 * braces we pad the items of a sequence that was there, and not those of one that we bring.
 */
export function keepsEmptySequence(map: YAMLMap, sequence: FlowCollection, text: string): boolean {
  const [entry] = entriesOf(sequence)
  return !isFlow(map) || (entry !== undefined && /^ +$/.test(text.slice(startOfNode(sequence) + 1, entry.start)))
}

/** How an item that follows or precedes another one runs over several lines; undefined when that one is on one line. */
function linesOfSibling(sequence: YAMLSeq<Node>, index: number, text: string): FlowLines | undefined {
  const sibling = sequence.items[index === 0 ? 0 : index - 1]
  if (!isFlow(sibling) || !text.slice(startOfNode(sibling), sibling.range?.[1]).includes('\n')) return undefined
  const start = startOfNode(sibling)
  return {
    indent: indentAt(text, start),
    unit: unitOf(sibling, text) ?? unitOf(sequence, text) ?? UNIT,
    lineEnd: lineEndAt(text, start),
  }
}

/** What a collection adds to the indentation of the line that it starts on; undefined when it does not show. */
function unitOf(collection: YAMLMap | YAMLSeq, text: string): string | undefined {
  const [first] = entriesOf(collection as FlowCollection)
  const outer = indentAt(text, startOfNode(collection))
  if (!first || !startsLine(text, first.start)) return undefined
  const inner = indentAt(text, first.start)
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined
}

/** Entries, rendered, before the entry at an index, standing on their lines as the others do. */
export function insertEntries(
  collection: FlowCollection,
  index: number,
  texts: readonly string[],
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
  return [{ start: open, end: open, text: texts.join(comma) }]
}

function insertBefore(next: Entry, bound: number, texts: readonly string[], comma: string, text: string): Edit {
  if (!startsLine(text, next.start))
    return { start: next.start, end: next.start, text: texts.map((part) => part + comma).join('') }
  const indent = indentAt(text, next.start)
  const at = aboveComments(text, lineStart(text, next.start), indent, endOfLine(text, bound))
  const lineEnd = lineEndAt(text, next.start)
  return { start: at, end: at, text: texts.map((part) => `${indent}${part},${lineEnd}`).join('') }
}

/** What may follow the last entry on its line, up to the line's end: a comma, a comment. */
const REST_OF_LINE = /[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?(?=\r?\n)/y

function insertBehind({ start, end }: Entry, texts: readonly string[], comma: string, text: string): Edit[] {
  if (!startsLine(text, start)) return [{ start: end, end, text: texts.map((part) => comma + part).join('') }]
  const separator = lineEndAt(text, start) + indentAt(text, start)
  const lines = texts.map((part) => separator + part)
  REST_OF_LINE.lastIndex = end
  const rest = REST_OF_LINE.exec(text)
  if (!rest) return [{ start: end, end, text: lines.map((line) => `,${line}`).join('') }]
  const at = end + rest[0].length
  // A comma behind the last entry stays one behind the last entry.
  if (rest[1] !== '') return [{ start: at, end: at, text: lines.map((line) => `${line},`).join('') }]
  return [
    { start: end, end, text: ',' },
    { start: at, end: at, text: lines.join(',') },
  ]
}

/** Takes entries out, each with its comma, and, where it stands on lines of its own, with those and the comments above. */
export function removeEntries(collection: FlowCollection, removed: ReadonlySet<number>, text: string): Edit[] {
  const entries = entriesOf(collection)
  const lastKept = entries.findLastIndex((_entry, index) => !removed.has(index))
  const edits = [...removed].flatMap((index) => {
    const [entry, next] = [entries[index], entries[index + 1]]
    if (!entry || !next || index > lastKept) return []
    return [removeBefore(entry, next, entries[index - 1]?.end ?? startOfNode(collection) + 1, text)]
  })
  const [first, last, previous] = [entries[lastKept + 1], entries.at(-1), entries[lastKept]]
  if (!first || !last) return edits
  const rest = { start: first.start, end: last.end }
  return [...edits, ...(previous ? removeBehind(rest, previous, text) : [removeAll(rest, text)])]
}

function removeBefore({ start, end }: Entry, next: Entry, bound: number, text: string): Edit {
  const isAlone = startsLine(text, start) && startsLine(text, next.start)
  if (!isAlone) return { start, end: next.start, text: '' }
  const rest = /[ \t]*,[ \t]*(?:#[^\r\n]*)?\r?\n/y
  rest.lastIndex = end
  if (!rest.test(text)) return { start, end: next.start, text: '' }
  const at = aboveComments(text, lineStart(text, start), indentAt(text, start), endOfLine(text, bound))
  return { start: at, end: rest.lastIndex, text: '' }
}

/** Takes out the last entries: with the comma behind the one before, unless a comma follows. */
function removeBehind({ start, end }: Entry, previous: Entry, text: string): Edit[] {
  const comma = /(?:\s|#[^\n]*\n)*?,/y
  comma.lastIndex = previous.end
  const commaEnd = comma.test(text) ? comma.lastIndex : previous.end
  const trailing = /[ \t]*,/y
  trailing.lastIndex = end
  const behind = trailing.test(text) ? trailing.lastIndex : end
  if (!startsLine(text, start)) return [{ start: previous.end, end, text: '' }]
  const at = aboveComments(text, lineStart(text, start), indentAt(text, start), endOfLine(text, commaEnd))
  const lineEnd = at - lineEndAt(text, at - 1).length
  // A bracket must not get behind a comment.
  const isClosed = /[ \t]*[\]}]/y
  isClosed.lastIndex = behind
  const cut = isClosed.test(text) && text.slice(previous.end, lineEnd).includes('#') ? start : lineEnd
  if (behind > end) return [{ start: cut, end: behind, text: '' }]
  return [
    { start: commaEnd - 1, end: commaEnd, text: '' },
    { start: cut, end, text: '' },
  ]
}

/** Takes out all entries, with the padding that marks a sequence that was empty. */
function removeAll({ start, end }: Entry, text: string): Edit {
  const behind = /[ \t]*,/y
  behind.lastIndex = end
  const last = behind.test(text) ? behind.lastIndex : end
  const isPadded = text.charAt(start - 1) === ' ' && text.charAt(last) === ' '
  return isPadded ? { start: start - 1, end: last + 1, text: '' } : { start, end: last, text: '' }
}
