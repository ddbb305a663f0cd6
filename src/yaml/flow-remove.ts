import type { Edit } from './edit.ts'
import { restOfLine } from './flow-edit.ts'
import { entriesOf, type Entry, type FlowCollection } from './flow-style.ts'
import { aboveComments, endOfLine, indentAt, lineEndAt, lineStart, startsLine } from './lines.ts'
import { startOfNode } from './nodes.ts'
import { Refusal } from './refusal.ts'

/** Removes entries with their commas and, if an entry has its own lines, with those and its comments. */
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
  if (previous) return [...edits, ...removeBehind(rest, previous, text)]
  const [open, close] = [startOfNode(collection) + 1, (collection.range?.[1] ?? 0) - 1]
  return [...edits, removeAll(rest, open, close, text)]
}

function removeBefore({ start, end }: Entry, next: Entry, bound: number, text: string): Edit {
  const rest = startsLine(text, next.start) ? restOfLine(end, text) : undefined
  if (!rest?.hasComma) {
    refuseCommentIn(end, next.start, text)
    return { start, end: next.start, text: '' }
  }
  if (!startsLine(text, start)) return { start, end: rest.end, text: '' }
  const at = aboveComments(text, lineStart(text, start), indentAt(text, start), endOfLine(text, bound))
  return { start: at, end: endOfLine(text, rest.end), text: '' }
}

/** Removes the last entries, with the comma after the entry before, unless a comma follows. */
function removeBehind({ start, end }: Entry, previous: Entry, text: string): Edit[] {
  const comma = /(?:\s|#[^\n]*\n)*?,/y
  comma.lastIndex = previous.end
  const commaEnd = comma.test(text) ? comma.lastIndex : previous.end
  const behind = behindComma(end, text)
  if (!startsLine(text, start)) {
    refuseCommentIn(previous.end, start, text)
    return [{ start: previous.end, end, text: '' }]
  }
  const at = aboveComments(text, lineStart(text, start), indentAt(text, start), endOfLine(text, commaEnd))
  const lineEnd = at - lineEndAt(text, at - 1).length
  // A bracket must not end up in a comment.
  const isClosed = /[ \t]*[\]}]/y
  isClosed.lastIndex = behind
  const cut = isClosed.test(text) && text.slice(previous.end, lineEnd).includes('#') ? start : lineEnd
  const rest = { start: cut, end: restOfLine(end, text)?.end ?? behind, text: '' }
  return behind > end ? [rest] : [{ start: commaEnd - 1, end: commaEnd, text: '' }, rest]
}

/** The offset after a comma that follows on the same line, or the offset itself. */
function behindComma(offset: number, text: string): number {
  const comma = /[ \t]*,/y
  comma.lastIndex = offset
  return comma.test(text) ? comma.lastIndex : offset
}

/** @throws Refusal when a comment is between two entries that share lines with others: it may belong to either. */
function refuseCommentIn(start: number, end: number, text: string): void {
  const comment = text.slice(start, end).indexOf('#')
  if (comment !== -1) throw new Refusal({ code: 'comment-between-items' }, start + comment)
}

/** Removes all entries with their lines, or with the padding that marks a sequence that was empty. */
function removeAll({ start, end }: Entry, open: number, close: number, text: string): Edit {
  const last = behindComma(end, text)
  if (startsLine(text, start)) {
    const isBare = text.slice(open, start).trim() === '' && text.slice(last, close).trim() === ''
    return isBare ? { start: open, end: close, text: '' } : { start, end: last, text: '' }
  }
  const isPadded = text.charAt(start - 1) === ' ' && text.charAt(last) === ' '
  return isPadded ? { start: start - 1, end: last + 1, text: '' } : { start, end: last, text: '' }
}
