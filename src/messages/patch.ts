import { utf8 } from './utf8.ts'
import type { EditedFile, FileChange, NewFile } from '../outcome/file-change.ts'
import { applyEdits, type Edit } from '../yaml/edit.ts'

/** The number of lines shown before and after a change, as in `git diff`. */
const CONTEXT = 3

/** The removed lines of a text, with their line endings, and the lines that replace them. */
interface LineChange {
  /** The first removed line, from 0; if none is removed, the line before which lines are added. */
  readonly line: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/**
 * The unified diff of a file's change, for `git apply` in the root of the workspace. It is computed from the edits, not
 * by comparing texts, so that its cost grows only with the size of the file.
 */
export function unifiedDiff(change: FileChange): string {
  return 'text' in change ? newFileDiff(change) : editsDiff(change)
}

function newFileDiff({ path, text }: NewFile): string {
  const [from, to] = [quoted(`a/${path}`), quoted(`b/${path}`)]
  const lines = linesOf(text)
  const head = `diff --git ${from} ${to}\nnew file mode 100644\n`
  if (lines.length === 0) return head
  const change = { line: 0, removed: [], added: lines }
  return `${head}--- /dev/null\n+++ ${to}${path.includes(' ') ? '\t\n' : '\n'}${hunkText([], [change], 0)}`
}

function editsDiff({ path, before, edits }: EditedFile): string {
  const [from, to] = [quoted(`a/${path}`), quoted(`b/${path}`)]
  const lines = linesOf(before)
  let shift = 0
  // If a name contains spaces, git ends the line with a tab, so that `patch` knows where the name ends.
  const end = path.includes(' ') ? '\t\n' : '\n'
  let patch = `diff --git ${from} ${to}\n--- ${from}${end}+++ ${to}${end}`
  for (const changes of hunksOf(lineChanges(before, edits))) {
    patch += hunkText(lines, changes, shift)
    for (const { added, removed } of changes) shift += added.length - removed.length
  }
  return patch
}

function lineChanges(before: string, edits: readonly Edit[]): LineChange[] {
  let offset = 0
  let line = 0
  return regionsOf(before, edits).map((region) => {
    line += lineFeedsIn(before.slice(offset, region.start))
    offset = region.start
    const old = before.slice(region.start, region.end)
    const shifted = region.edits.map(({ start, end, text }) => ({
      start: start - region.start,
      end: end - region.start,
      text,
    }))
    return trimmed({ line, removed: linesOf(old), added: linesOf(applyEdits(old, shifted)) })
  })
}

interface Region {
  readonly start: number
  readonly end: number
  readonly edits: readonly Edit[]
}

/** The whole lines that the edits touch; edits that touch the same line share a region. */
function regionsOf(before: string, edits: readonly Edit[]): Region[] {
  const regions: Region[] = []
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const { start, end } = linesAround(before, edit)
    const last = regions.at(-1)
    if (last && start < last.end)
      regions.splice(-1, 1, { start: last.start, end: Math.max(end, last.end), edits: [...last.edits, edit] })
    else regions.push({ start, end, edits: [edit] })
  }
  return regions
}

function linesAround(before: string, { start, end, text }: Edit): { start: number; end: number } {
  const isWholeLines = isLineStart(before, start) && isLineStart(before, end) && (text === '' || text.endsWith('\n'))
  if (isWholeLines) return { start, end }
  const lineFeed = before.indexOf('\n', end)
  return { start: before.lastIndexOf('\n', start - 1) + 1, end: lineFeed === -1 ? before.length : lineFeed + 1 }
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charAt(offset - 1) === '\n'
}

/** A change without the lines at its start and end that stay the same. */
function trimmed({ line, removed, added }: LineChange): LineChange {
  const shorter = Math.min(removed.length, added.length)
  let head = 0
  while (head < shorter && removed[head] === added[head]) head++
  let tail = 0
  while (tail < shorter - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail++
  return {
    line: line + head,
    removed: removed.slice(head, removed.length - tail),
    added: added.slice(head, added.length - tail),
  }
}

/** Changes with touching contexts belong to one hunk. */
function hunksOf(changes: readonly LineChange[]): LineChange[][] {
  const hunks: LineChange[][] = []
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1)
    if (last && change.line - last.line - last.removed.length <= 2 * CONTEXT) hunks.at(-1)?.push(change)
    else hunks.push([change])
  }
  return hunks
}

function hunkText(lines: readonly string[], changes: readonly LineChange[], shift: number): string {
  let line = Math.max(0, (changes[0]?.line ?? 0) - CONTEXT)
  const first = line
  const body: string[] = []
  let growth = 0
  for (const change of changes) {
    body.push(...lines.slice(line, change.line).map((text) => ` ${text}`))
    body.push(...change.removed.map((text) => `-${text}`), ...change.added.map((text) => `+${text}`))
    line = change.line + change.removed.length
    growth += change.added.length - change.removed.length
  }
  const end = Math.min(lines.length, line + CONTEXT)
  body.push(...lines.slice(line, end).map((text) => ` ${text}`))
  const old = end - first
  // For zero lines, git names the line before them.
  const from = old === 0 ? first : first + 1
  const header = `@@ -${from},${old} +${first + 1 + shift},${old + growth} @@\n`
  return header + body.map((text) => (text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`)).join('')
}

/** The lines of a text with their line endings; the last may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function lineFeedsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** A path as git writes it in a diff: in quotes, with C escapes, if one of its bytes needs them (git's `quote.c`). */
function quoted(path: string): string {
  const escaped = Array.from(utf8(path), escapedByte).join('')
  return escaped === path ? path : `"${escaped}"`
}

function escapedByte(byte: number): string {
  const character = String.fromCharCode(byte)
  if (character === '"' || character === '\\') return `\\${character}`
  if (character === '\t') return '\\t'
  return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`
}
