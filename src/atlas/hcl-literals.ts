/** A quoted template in a text of HCL. */
export interface HclLiteral {
  /** What stands before its opening quote on the same line, of a long line the end. */
  readonly before: string
  /** What stands between its quotes. */
  readonly source: string
  /** What it means, its interpolations left out: they are no text of this file. */
  readonly text: string
}

/** What a quoted template is made of. Groups: an escape, a doubled `$` or `%`, an interpolation's start. */
const PART = /\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])|([$%])\2\{|([$%]\{)|[^"\\\n]/uy

/** Holds any name; the bound keeps the search linear on a file of one line. */
const MAX_BEFORE = 200

const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/**
 * Every quoted template, those inside interpolations too, without parsing the rest: those in comments and heredocs
 * come along, an unterminated one is left out. Never throws.
 */
export function hclLiterals(text: string): HclLiteral[] {
  const literals: HclLiteral[] = []
  let at = text.indexOf('"')
  while (at !== -1) at = text.indexOf('"', readLiteral(text, at + 1, literals))
  return literals
}

/** Adds the literal whose content starts here, and those inside it. Returns where to go on. */
function readLiteral(text: string, start: number, literals: HclLiteral[]): number {
  let at = start
  let meaning = ''
  for (let part = partAt(text, at); part; part = partAt(text, at)) {
    const [source, escape, doubled, interpolation] = part
    at += source.length
    if (interpolation !== undefined) at = readInterpolation(text, at, literals)
    else if (escape !== undefined) meaning += meaningOf(escape)
    else if (doubled !== undefined) meaning += `${doubled}{`
    else meaning += source
  }
  if (text[at] !== '"') return at
  literals.push({ before: lineBefore(text, start - 1), source: text.slice(start, at), text: meaning })
  return at + 1
}

function lineBefore(text: string, end: number): string {
  return /.*$/.exec(text.slice(Math.max(end - MAX_BEFORE, 0), end))?.[0] ?? ''
}

function partAt(text: string, at: number): RegExpExecArray | null {
  PART.lastIndex = at
  return PART.exec(text)
}

/** Adds the literals of the interpolation whose expression starts here. Returns where its closing brace ends. */
function readInterpolation(text: string, start: number, literals: HclLiteral[]): number {
  let depth = 1
  let at = start
  while (at < text.length && depth > 0) {
    const character = text[at]
    at += 1
    if (character === '"') at = readLiteral(text, at, literals)
    else if (character === '{') depth += 1
    else if (character === '}') depth -= 1
  }
  return at
}

function meaningOf(escape: string): string {
  if (escape.length < 'u0000'.length) return NAMED_ESCAPES.get(escape) ?? escape
  const codePoint = Number.parseInt(escape.slice(1), 16)
  return codePoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codePoint)
}
