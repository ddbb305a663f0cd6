import { withLineFeeds } from '../yaml/lines.ts'
import type { Selection } from './selection.ts'

/** A place in a text that appears to start a workload. */
export interface UnparsedWorkload {
  /** From 1. */
  readonly line: number
  readonly kind: string
}

/** A key `kind` with a word, and its nesting. */
interface KindKey extends UnparsedWorkload {
  /** The column where the line starts, after dashes. */
  readonly indent: number
  /** The number of open brackets and braces before it, without those around a whole object. */
  readonly depth: number
}

/**
 * The places where a text that no parser reads appears to have workloads of the selected kinds. Between `---` lines,
 * only the outermost `kind` keys count, so that a reference to a workload does not; in a list or a Template all count.
 * A typed list without any counts for its members.
 */
export function unparsedWorkloads(text: string, selection: Selection): UnparsedWorkload[] {
  return partsOf(text).flatMap((part) => {
    const outermost = outermostOf(part)
    const isList = outermost.some(({ kind }) => kind === 'Template' || kind.endsWith('List'))
    const shown = (isList ? part : outermost).filter(({ kind }) => selection.kinds.includes(kind))
    const found = shown.length > 0 ? shown : outermost.flatMap((key) => typedList(key, selection))
    return found.map(({ line, kind }) => ({ line, kind }))
  })
}

function outermostOf(part: readonly KindKey[]): KindKey[] {
  const indent = part.reduce((least, key) => Math.min(least, key.indent), Infinity)
  const leftmost = part.filter((key) => key.indent === indent)
  const depth = leftmost.reduce((least, key) => Math.min(least, key.depth), Infinity)
  return leftmost.filter((key) => key.depth === depth)
}

/** The place of a typed list (`DeploymentList`), whose members need not name their kind. */
function typedList({ line, kind }: UnparsedWorkload, selection: Selection): UnparsedWorkload[] {
  const memberKind = kind.replace(/List$/, '')
  return memberKind !== kind && selection.kinds.includes(memberKind) ? [{ line, kind: memberKind }] : []
}

/** A character as itself, or as an escape in double quotes. */
function written(character: string): string {
  const code = character.charCodeAt(0).toString(16)
  return `(?:${character}|\\\\(?:x|u00|U000000)${code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`
}

/** What may precede a key on its line: dashes and question marks, or a bracket, and the anchor and tag of the key. */
const BEFORE_KEY = String.raw`(?<=(?:^|[{[,])[ \t]*(?:[-?][ \t]+)*(?:[&!][^\s[\]{}]*[ \t]+)*)`

/**
 * What may be between the colon of a key and its word: comments, an anchor and tag, the indicator of a block scalar.
 */
const BEFORE_WORD = String.raw`(?:[ \t\n]|#[^\n]*|[&!][^\s[\]{}]*(?=[ \t\n])|[|>][-+0-9]*[ \t]*(?=[\n#]))*`

/** A letter or digit, an escape of one, or an escaped line break in double quotes. */
const IN_WORD = String.raw`(?:[A-Za-z0-9]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\\n[ \t]*)`

/** A key `kind` with a word, in YAML or JSON, in a text with LF line endings; not followed by another key. */
const KIND = new RegExp(
  `${BEFORE_KEY}["']?${'kind'.replace(/./g, written)}["']?\\s*:${BEFORE_WORD}["']?(${IN_WORD}+)(?![\\w./-])(?!["']?[ \\t]*:)`,
  'gm',
)

/** The `kind` keys of each part between document markers. */
function partsOf(text: string): KindKey[][] {
  const plain = withLineFeeds(text).replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length))
  const parts: KindKey[][] = [[]]
  let line = 1
  let lineStart = 0
  let depth = 0
  let outermost = 0
  let quote: string | undefined
  let at = 0
  for (const { index, 0: match, 1: word = '' } of plain.matchAll(KIND)) {
    for (; at < index; at++) {
      const character = plain.charAt(at)
      if (character === '\n') {
        if (/[\r\n]/.test(text.charAt(at))) line += 1
        lineStart = at + 1
        quote = undefined
        if (plain.startsWith('---', lineStart) || plain.startsWith('...', lineStart)) {
          parts.push([])
          depth = 0
        }
      } else if (quote !== undefined) {
        if (character === quote) quote = undefined
      } else if (/["']/.test(character) && /[\s:,[{]/.test(plain.charAt(at - 1))) quote = character
      else if (/[[{]/.test(character)) {
        // Braces around a whole object do not count as nesting.
        if (depth === 0) outermost = /^(?:---)?[ \t]*(?:[-?][ \t]+)*$/.test(plain.slice(lineStart, at)) ? 1 : 0
        depth += 1
      } else if (/[\]}]/.test(character)) depth = Math.max(0, depth - 1)
    }
    INDENT.lastIndex = lineStart
    const indent = INDENT.exec(plain)?.[0].length ?? 0
    parts.at(-1)?.push({
      line,
      kind: IS_BASE64.test(match) ? fromBase64(word) : decoded(word),
      indent,
      depth: Math.max(0, depth - outermost),
    })
  }
  return parts
}

/** The white space and dashes at the start of a line. */
const INDENT = /[ \t]*(?:-[ \t]+)*/y

/** A tag that decodes a value from base64, or may do so. */
const IS_BASE64 = /:[^]*![^\s]*(?:binary|%)/

/** The decoded text of a base64 word without its padding; empty when it is not base64. */
function fromBase64(word: string): string {
  return word.length % 4 === 1 ? '' : atob(word)
}

function decoded(word: string): string {
  return word
    .replace(/\\\n[ \t]*/g, '')
    .replace(/\\(?:x(..)|u(.{4})|U(.{8}))/g, (_escape, two?: string, four?: string, eight?: string) =>
      String.fromCharCode(parseInt(two ?? four ?? eight ?? '', 16)),
    )
}
