import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

import type { Edit } from './edit.ts'
import { columnOf, dashOf, isBlock, isMergeKey, pairOf, startOf } from './layout.ts'
import { Refusal } from './refusal.ts'
import { renderItem, renderPairs, renderQuoted, renderScalar, type Layout } from './render.ts'
import { isYamlMap, same, type Value, type YamlMap } from './value.ts'

/** What an edit has to know about the text around it. */
export interface Surroundings {
  readonly text: string
  /** Anchors that an alias refers to: what carries one stands in more than one place. */
  readonly sharedAnchors: ReadonlySet<string>
  /** The layout of what is new in a mapping. */
  layoutIn(map: YAMLMap): Layout
  /** The layout of what is new inside the items of a sequence. */
  layoutInItems(sequence: YAMLSeq): Layout
}

const NO_VALUE = 'this key has no value; take it out, so that we can add it with one.'

/**
 * The least edits that make a node, which stands for `from`, stand for `to`: a scalar is replaced, a new key of a
 * mapping goes before the key that follows it in `to` and above that key's comments, a new item of a sequence goes
 * after the item before it, items that are no more go with their lines. Keys are never taken out.
 *
 * @throws Refusal where the text has a form that cannot be edited safely.
 */
export function reconcile(node: Node, from: Value, to: Value, around: Surroundings): Edit[] {
  if (same(from, to)) return []
  refuseUnsafe(node, around.sharedAnchors)
  if (isMap(node) && isYamlMap(from) && isYamlMap(to)) return reconcileMap(node, from, to, around)
  if (isSeq<Node>(node) && Array.isArray(from) && Array.isArray(to)) return reconcileSequence(node, from, to, around)
  if (isScalar(node) && typeof to === 'string') return [replaceScalar(node, to, around.text)]
  throw new Refusal(
    from === null ? NO_VALUE : 'this value has another form than Kubernetes asks for; mend it first.',
    startOfNode(node),
  )
}

/**
 * @throws Refusal when a node stands in more than one place, so that an edit of it would change another one too, or when
 * its tag makes something else of its text.
 */
export function refuseUnsafe(node: Node, sharedAnchors: ReadonlySet<string>): void {
  if (isAlias(node))
    throw new Refusal('an alias (`*`) stands here, so its text is shared; write the value out.', startOfNode(node))
  if (node.anchor && sharedAnchors.has(node.anchor))
    throw new Refusal(
      'an alias (`*`) repeats this value elsewhere, where an edit would change it too; write the value out in both places.',
      startOfNode(node),
    )
  if (node.tag && !HARMLESS_TAGS.includes(node.tag))
    throw new Refusal('a tag (`!`) makes something else of this value; take the tag out.', startOfNode(node))
}

/** Tags that say what the text is without them: https://yaml.org/spec/1.2.2/#101-failsafe-schema */
const HARMLESS_TAGS: readonly string[] = [
  '!',
  'tag:yaml.org,2002:str',
  'tag:yaml.org,2002:map',
  'tag:yaml.org,2002:seq',
]

/** @throws Refusal when a merge key behind a pair may override it: Kubernetes' reader lets the later one win. */
export function refuseOverridden(map: YAMLMap, pair: Pair): void {
  const merge = map.items.slice(map.items.indexOf(pair)).find(({ key }) => isMergeKey(key))
  if (merge)
    throw new Refusal(
      'a merge key (`<<`) behind a key may override it, as Kubernetes reads it; put the merge key first.',
      startOf(merge),
    )
}

function startOfNode(node: Node): number {
  return node.range?.[0] ?? 0
}

function reconcileMap(map: YAMLMap, from: YamlMap, to: YamlMap, around: Surroundings): Edit[] {
  const edits: Edit[] = []
  let added: [string, Value][] = []
  for (const [key, value] of Object.entries(to)) {
    const pair = pairOf(map, key)
    const before = from[key]
    if (before !== undefined && same(before, value)) {
      if (pair && added.length > 0) edits.push(insertPairs(map, added, pair, around))
      if (pair) added = []
    } else if (before === undefined) {
      if (map.flow) refuseFlow(map)
      added.push([key, value])
    } else {
      if (!pair) throw new Refusal(`a merge key (\`<<\`) brings in \`${key}\`; write it out here.`, startOfNode(map))
      if (added.length > 0) edits.push(insertPairs(map, added, pair, around))
      added = []
      refuseOverridden(map, pair)
      edits.push(...reconcile(pair.value ?? pair.key, before, value, around))
    }
  }
  if (added.length > 0) edits.push(insertPairs(map, added, undefined, around))
  return edits
}

function refuseFlow(node: Node): never {
  throw new Refusal(
    'this is in flow style (`{…}` or `[…]`, as in JSON), which we do not edit; write it as YAML in block style.',
    startOfNode(node),
  )
}

/** New pairs of a block mapping, before a pair of it or, without one, behind the last. */
function insertPairs(
  map: YAMLMap,
  added: readonly [string, Value][],
  next: Pair<Node, Node | null> | undefined,
  around: Surroundings,
): Edit {
  const { text } = around
  const pairs = map.items as Pair<Node, Node | null>[]
  const first = next ?? pairs[0]
  if (!first) return refuseFlow(map)
  const column = columnOf(text, startOf(first))
  const lines = renderPairs(Object.fromEntries(added), column, around.layoutIn(map))
  if (!next) return insertBehind(map, column, lines, text)

  const start = startOf(next)
  const lineStart = start - column
  // It follows its item's dash: the new pairs go behind it.
  if (text.slice(lineStart, start).trim() !== '') return insertBehind(next.value ?? next.key, column, lines, text)
  const previous = pairs[pairs.indexOf(next) - 1]
  const bound = previous ? endOfLine(text, contentEnd(previous.value ?? previous.key)) : 0
  const at = aboveComments(text, lineStart, column, bound)
  const eol = lineEndAt(text, lineStart)
  return { start: at, end: at, text: lines.map((line) => line + eol).join('') }
}

/** Where the comment lines start that stand directly above a line, at the same column: they belong to it. */
function aboveComments(text: string, lineStart: number, column: number, bound: number): number {
  const comment = `${' '.repeat(column)}#`
  let at = lineStart
  while (at > bound) {
    const above = text.lastIndexOf('\n', at - 2) + 1
    if (above < bound || !text.startsWith(comment, above)) break
    at = above
  }
  return at
}

function reconcileSequence(
  sequence: YAMLSeq<Node>,
  from: readonly Value[],
  to: readonly Value[],
  around: Surroundings,
): Edit[] {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && same(from[head], to[head])) head++
  let tail = 0
  while (tail < shorter - head && same(from.at(-1 - tail), to.at(-1 - tail))) tail++

  const changed = shorter - tail
  const edits: Edit[] = []
  for (let index = head; index < changed; index++) {
    const item = sequence.items[index]
    if (item) edits.push(...reconcile(item, from[index] ?? null, to[index] ?? null, around))
  }
  const added = to.slice(changed, to.length - tail)
  const removed = sequence.items.slice(changed, from.length - tail)
  if (added.length > 0) edits.push(insertItems(sequence, added, changed - 1, around))
  if (removed.length > 0) edits.push(...removeItems(sequence, removed, changed - 1, around))
  return edits
}

/** New items of a sequence, behind the item at an index. */
function insertItems(sequence: YAMLSeq<Node>, added: readonly Value[], index: number, around: Surroundings): Edit {
  const { text } = around
  const previous = sequence.items[index]
  if (!previous) return refuseFlow(sequence)
  if (sequence.flow) {
    const strings = added.map((item) => (typeof item === 'string' ? item : refuseFlow(sequence)))
    const end = contentEnd(previous)
    const separator = separatorBefore(previous, text)
    return { start: end, end, text: strings.map((item) => separator + renderQuoted(item)).join('') }
  }
  const dash = dashOf(sequence, index) ?? 0
  const column = columnOf(text, dash)
  const gap = gapOf(previous, dash, text)
  const layout = around.layoutInItems(sequence)
  const lines = added.flatMap((item) => renderItem(item, column, gap, layout))
  return insertBehind(previous, column, lines, text)
}

/** What stands before an item that follows this one in a flow sequence: on a line of its own if this one is. */
function separatorBefore(item: Node, text: string): string {
  const start = startOfNode(item)
  const lineStart = start - columnOf(text, start)
  const indent = text.slice(lineStart, start)
  return indent.trim() === '' && lineStart > 0 ? `,${lineEndAt(text, lineStart)}${indent}` : ', '
}

/** From a dash to its item's content, where that stands on the dash's line. */
function gapOf(item: Node, dash: number, text: string): number {
  const first = isMap(item) && isBlock(item) && item.items[0] ? startOf(item.items[0]) : startOfNode(item)
  return text.slice(dash + 1, first).trim() === '' && !text.slice(dash, first).includes('\n') ? first - dash : 2
}

/** Takes out items that stand behind the item at an index. */
function removeItems(sequence: YAMLSeq<Node>, removed: readonly Node[], index: number, around: Surroundings): Edit[] {
  const { text, sharedAnchors } = around
  for (const item of removed) refuseSharedWithin(item, sharedAnchors)
  if (sequence.flow) {
    const previous = sequence.items[index]
    const last = removed.at(-1)
    if (!previous || !last) return refuseFlow(sequence)
    const [start, end] = [contentEnd(previous), contentEnd(last)]
    if (/\s#/.test(text.slice(start, end)))
      throw new Refusal('a comment stands between items that have to go; take it out first.', start)
    return [{ start, end, text: '' }]
  }
  return removed.map((item, offset) => {
    const dash = dashOf(sequence, index + 1 + offset) ?? 0
    const end = endOfLine(text, contentEnd(item))
    return { start: dash - columnOf(text, dash), end, text: '' }
  })
}

/** Refuses to take out an anchor that an alias needs. */
function refuseSharedWithin(node: Node, sharedAnchors: ReadonlySet<string>): void {
  visit(node, {
    Value: (_key, part) => {
      if (!isAlias(part)) refuseUnsafe(part, sharedAnchors)
    },
  })
}

/** The quotes, or their absence, stay as they are. */
function replaceScalar(scalar: Scalar, to: string, text: string): Edit {
  const [start, end] = scalar.range ?? [0, 0]
  if (start === end) throw new Refusal(NO_VALUE, start)
  if (scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED')
    throw new Refusal('this value is a block scalar (`|` or `>`); write it on one line.', start)
  return { start, end, text: quotedAs(text.charAt(start), to) }
}

function quotedAs(quote: string, to: string): string {
  if (quote === '"') return renderQuoted(to)
  if (quote === "'" && renderQuoted(to) === `"${to}"`) return `'${to.replaceAll("'", "''")}'`
  return PLAIN_PATH.test(to) ? to : renderScalar(to)
}

/** A path that every reader takes for a string without quotes, though we write new ones with them. */
const PLAIN_PATH = /^\/[A-Za-z0-9._/-]*$/

/** Lines behind a node, whose pairs or dash stand at a column, and behind the comments below it that are its own. */
function insertBehind(node: Node, column: number, lines: readonly string[], text: string): Edit {
  let at = endOfLine(text, contentEnd(node))
  const ownComment = new RegExp(` {${column + 1},}#`, 'y')
  for (ownComment.lastIndex = at; ownComment.test(text); ownComment.lastIndex = at)
    at = endOfLine(text, ownComment.lastIndex)
  const eol = lineEndAt(text, at - 1)
  if (at > 0 && text.charAt(at - 1) === '\n')
    return { start: at, end: at, text: lines.map((line) => line + eol).join('') }
  refuseOpenBlockScalar(node)
  return { start: at, end: at, text: lines.map((line) => eol + line).join('') }
}

/** A block scalar that the end of the file cuts off would gain a line end by a line behind it. */
function refuseOpenBlockScalar(node: Node): void {
  const last = lastOf(node)
  if (!isScalar(last) || (last.type !== 'BLOCK_LITERAL' && last.type !== 'BLOCK_FOLDED')) return
  const token = last.srcToken
  const header =
    token?.type === 'block-scalar' ? token.props.find(({ type }) => type === 'block-scalar-header') : undefined
  if (header && 'source' in header && header.source.includes('-')) return
  throw new Refusal('the file ends within this block scalar, without a line end; add one.', startOfNode(last))
}

/** The node that a block collection's text ends with; any other node itself. */
function lastOf(node: Node): Node {
  const item = isBlock(node) ? node.items.at(-1) : undefined
  if (!item) return node
  return lastOf('key' in item ? (item.value ?? item.key) : item)
}

/** Where a node's own text ends: without the comments and blank lines behind it. */
function contentEnd(node: Node): number {
  return lastOf(node).range?.[1] ?? 0
}

/** The start of the line behind an offset, or the text's end; the offset itself where a line starts there. */
function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text.charAt(offset - 1) === '\n') return offset
  const lineFeed = text.indexOf('\n', offset)
  return lineFeed === -1 ? text.length : lineFeed + 1
}

/** The line end of the line at an offset, or, where that has none, of the line before. */
function lineEndAt(text: string, offset: number): string {
  const own = text.indexOf('\n', offset)
  const lineFeed = own === -1 ? text.lastIndexOf('\n') : own
  return lineFeed > 0 && text.charAt(lineFeed - 1) === '\r' ? '\r\n' : '\n'
}
