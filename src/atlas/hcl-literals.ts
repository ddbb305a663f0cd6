import { quotedPieceAt } from './hcl-quoted.ts'

/** A quoted template in an HCL text. */
export interface HclLiteral {
  /** The text before its opening quote on the same line; only the end of a long line. */
  readonly before: string
  /** The text between its quotes. */
  readonly source: string
  /** Its value without interpolations, whose text is not in this file. */
  readonly text: string
}

/** Long enough for any name. The bound keeps the search linear in a file with a single line. */
const MAX_BEFORE = 200

/** The deepest nesting of templates. Deeper ones count as text, so that the call stack never overflows. */
const MOST_TEMPLATES = 1000

/**
 * Every quoted template, also inside interpolations. Unlike `hclTokens`, it finds those in comments, in heredocs and in
 * invalid HCL. It omits unclosed ones. Never throws.
 */
export function hclLiterals(text: string): HclLiteral[] {
  const literals: HclLiteral[] = []
  let at = text.indexOf('"')
  while (at !== -1) at = text.indexOf('"', readLiteral(text, at + 1, literals, 0))
  return literals
}

/** Adds the literal whose content starts here, and those inside it. Returns the offset to continue at. */
function readLiteral(text: string, start: number, literals: HclLiteral[], depth: number): number {
  let at = start
  let meaning = ''
  for (let piece = quotedPieceAt(text, at); piece; piece = quotedPieceAt(text, at)) {
    at += piece.length
    if (piece.meaning !== undefined) meaning += piece.meaning
    else if (depth < MOST_TEMPLATES) at = readTemplate(text, at, literals, depth + 1)
  }
  if (text[at] !== '"') return at
  literals.push({ before: lineBefore(text, start - 1), source: text.slice(start, at), text: meaning })
  return at + 1
}

function lineBefore(text: string, end: number): string {
  return /.*$/.exec(text.slice(Math.max(end - MAX_BEFORE, 0), end))?.[0] ?? ''
}

/** Adds the literals of the template whose expression starts here. Returns the offset after its closing brace. */
function readTemplate(text: string, start: number, literals: HclLiteral[], depth: number): number {
  let open = 1
  let at = start
  while (at < text.length && open > 0) {
    const character = text[at]
    at += 1
    if (character === '"') at = readLiteral(text, at, literals, depth)
    else if (character === '{') open += 1
    else if (character === '}') open -= 1
  }
  return at
}
