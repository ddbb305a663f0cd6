import { quotedPieceAt } from './hcl-quoted.ts'

/** A word, number, operator, line end or text in HCL's native syntax: everything except white space and comments. */
export type HclToken = HclMeaning & {
  /** Its offset in the text. */
  readonly at: number
}

type HclMeaning =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number' | 'sign'; readonly text: string }
  | { readonly kind: 'line' }
  | {
      readonly kind: 'text'
      /** The value of a quoted text; undefined for one with a template, and for a heredoc. */
      readonly meaning: string | undefined
    }

/** A position in a text that advances while reading. */
interface Cursor {
  readonly text: string
  at: number
}

/** The deepest nesting of templates. The lexer gives up on deeper ones, so that it never overflows the call stack. */
const MOST_TEMPLATES = 100

const BLANK = /(?:[ \t]+|#[^\n]*?(?=\r?\n|$)|\/\/[^\n]*?(?=\r?\n|$)|\/\*[^]*?\*\/)+/y
const LINE = /\r?\n/y
const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const NUMBER = /\d[\d.eE]*/y
const SIGN = /[=!<>]=|=>|[{}()[\].,*/%+\-=<>!?:&|~]/y
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy

const TEMPLATE = /[$%]\{/y
/** After the doubled character of `$${` or `%%{`, which is not a template. */
const PLAIN_IN_HEREDOC = /([$%])\1\{|[$%](?!\{)|[^\n$%]+|\n/y

/** The tokens of a text up to its end, or up to the first error. */
export interface HclTokens {
  readonly tokens: readonly HclToken[]
  /** The offset of the error; undefined when the whole text is HCL. */
  readonly fault: number | undefined
}

/**
 * The tokens of an HCL text, without those of templates in texts. Never throws.
 *
 * Source: https://github.com/hashicorp/hcl/blob/v2.18.1/hclsyntax/scan_tokens.rl
 */
export function hclTokens(text: string): HclTokens {
  const cursor = { text, at: text.startsWith('\ufeff') ? 1 : 0 }
  const tokens: HclToken[] = []
  const isRead = readExpression(cursor, tokens, 0) && cursor.at === text.length
  return { tokens, fault: isRead ? undefined : cursor.at }
}

/** Adds the tokens up to an unmatched closing brace, or to the end. Returns false for invalid text. */
function readExpression(cursor: Cursor, tokens: HclToken[], depth: number): boolean {
  if (depth > MOST_TEMPLATES) return false
  let open = 0
  for (;;) {
    read(cursor, BLANK)
    const next = cursor.text[cursor.at]
    if (next === undefined || (next === '}' && open === 0)) return true
    const { at } = cursor
    const meaning = meaningAt(cursor, depth)
    if (!meaning) {
      cursor.at = at
      return false
    }
    if (next === '{') open++
    if (next === '}') open--
    tokens.push({ ...meaning, at })
  }
}

function meaningAt(cursor: Cursor, depth: number): HclMeaning | undefined {
  if (read(cursor, LINE)) return { kind: 'line' }
  if (cursor.text[cursor.at] === '"') return quotedAt(cursor, depth)
  const marker = read(cursor, HEREDOC)?.[1]
  if (marker !== undefined) return heredocAt(cursor, marker, depth)
  // An unclosed comment.
  if (cursor.text.startsWith('/*', cursor.at)) return undefined
  const word = read(cursor, WORD)
  if (word) return { kind: 'word', text: word[0] }
  const number = read(cursor, NUMBER)
  if (number) return { kind: 'number', text: number[0] }
  const sign = read(cursor, SIGN)
  return sign ? { kind: 'sign', text: sign[0] } : undefined
}

function quotedAt(cursor: Cursor, depth: number): HclMeaning | undefined {
  let meaning = ''
  let isLiteral = true
  cursor.at++
  while (cursor.text[cursor.at] !== '"') {
    const piece = quotedPieceAt(cursor.text, cursor.at)
    if (!piece?.isValid) return undefined
    if (piece.meaning === undefined) {
      if (!skipTemplate(cursor, depth)) return undefined
      isLiteral = false
    } else {
      meaning += piece.meaning
      cursor.at += piece.length
    }
  }
  cursor.at++
  // HCL normalizes strings to this form: https://github.com/hashicorp/hcl/blob/v2.18.1/spec.md#primitive-types
  return { kind: 'text', meaning: isLiteral ? meaning.normalize('NFC') : undefined }
}

/**
 * Moves to the line end after the closing marker, so that it ends the attribute. A line that starts inside a template,
 * or that has no line end, is not the closing marker.
 */
function heredocAt(cursor: Cursor, marker: string, depth: number): HclMeaning | undefined {
  const line = /[^\n]*(?=\n)/y
  let startsLine = true
  while (cursor.at < cursor.text.length) {
    if (startsLine) {
      line.lastIndex = cursor.at
      const whole = line.exec(cursor.text)?.[0]
      if (whole?.trim() === marker) {
        cursor.at += whole.endsWith('\r') ? whole.length - 1 : whole.length
        return { kind: 'text', meaning: undefined }
      }
    }
    const plain = read(cursor, PLAIN_IN_HEREDOC)
    if (!plain && !skipTemplate(cursor, depth)) return undefined
    startsLine = plain?.[0] === '\n'
  }
  return undefined
}

/** Whether a template starts here; skips it. */
function skipTemplate(cursor: Cursor, depth: number): boolean {
  if (!read(cursor, TEMPLATE) || !readExpression(cursor, [], depth + 1) || cursor.text[cursor.at] !== '}') return false
  cursor.at++
  return true
}

/** The match of a sticky pattern here; moves behind it. */
function read(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text) ?? undefined
  cursor.at += found?.[0].length ?? 0
  return found
}
