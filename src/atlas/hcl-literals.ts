import { quotedPieceAt } from './hcl-quoted.ts'

/** A quoted template in a text of HCL. */
export interface HclLiteral {
  /** What stands before its opening quote on the same line, of a long line the end. */
  readonly before: string
  /** What stands between its quotes. */
  readonly source: string
  /** What it means, its interpolations left out: they are no text of this file. */
  readonly text: string
}

/** Holds any name; the bound keeps the search linear on a file of one line. */
const MAX_BEFORE = 200

/** How deep templates in texts may go: deeper ones are text, so that the call stack always reaches. */
const MOST_TEMPLATES = 1000

/**
 * Every quoted template, those inside interpolations too, without reading the rest: unlike `hclTokens`, it finds those in
 * comments, in heredocs, and in what is no HCL. An unclosed one is left out. Never throws.
 */
export function hclLiterals(text: string): HclLiteral[] {
  const literals: HclLiteral[] = []
  let at = text.indexOf('"')
  while (at !== -1) at = text.indexOf('"', readLiteral(text, at + 1, literals, 0))
  return literals
}

/** Adds the literal whose content starts here, and those inside it. Returns where to go on. */
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

/** Adds the literals of the template whose expression starts here. Returns where its closing brace ends. */
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
