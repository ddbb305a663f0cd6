/** A piece of a quoted template: text, or where a template in it starts. */
export interface QuotedPiece {
  readonly length: number
  /** What it means; undefined for the start of a template. */
  readonly meaning: string | undefined
  /** Whether HCL takes it: it has no other escapes than these, and no CR. */
  readonly isValid: boolean
}

/** Groups: a doubled `$` or `%`, which starts no template; the start of a template; an escape. */
const PIECE = /([$%])\1\{|([$%]\{)|[$%]|\\(u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|[^\n])|\r|[^"\\\r\n$%]+/uy

const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
])

/** The piece of a quoted template at a place behind its opening quote; undefined where it ends, or its line does. */
export function quotedPieceAt(text: string, at: number): QuotedPiece | undefined {
  PIECE.lastIndex = at
  const [source, doubled, template, escape] = PIECE.exec(text) ?? []
  if (source === undefined) return undefined
  const { length } = source
  if (template !== undefined) return { length, meaning: undefined, isValid: true }
  if (escape !== undefined) return { length, ...escaped(escape) }
  return { length, meaning: doubled === undefined ? source : source.slice(1), isValid: source !== '\r' }
}

function escaped(escape: string): { readonly meaning: string; readonly isValid: boolean } {
  if (escape.length < 'u0000'.length)
    return { meaning: NAMED_ESCAPES.get(escape) ?? escape, isValid: NAMED_ESCAPES.has(escape) }
  const codePoint = Number.parseInt(escape.slice(1), 16)
  const isValid = codePoint <= 0x10ffff
  return { meaning: isValid ? String.fromCodePoint(codePoint) : '\ufffd', isValid }
}
