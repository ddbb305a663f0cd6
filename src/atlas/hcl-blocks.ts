import { hclTokens, type HclToken } from './hcl-tokens.ts'

/** The content of a block, or of a whole file. */
export interface HclBody {
  /** The expression of each attribute. */
  readonly attributes: ReadonlyMap<string, readonly HclToken[]>
  readonly blocks: readonly HclBlock[]
}

/** A block of HCL: `TYPE "LABEL" { … }`. */
export interface HclBlock extends HclBody {
  readonly type: string
  readonly labels: readonly string[]
}

/** The deepest nesting of blocks. The parser gives up on deeper ones, so that it never overflows the call stack. */
const MOST_BLOCKS = 100

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
])

const CLOSERS: ReadonlySet<string> = new Set(CLOSING.values())

/** Tokens and the position of the next one. */
interface Reading {
  readonly tokens: readonly HclToken[]
  at: number
}

/** The content of an HCL text, or its first syntax error. */
export type HclReading = { readonly body: HclBody } | { readonly fault: HclFault }

/** The place of a syntax error. */
export interface HclFault {
  /** The offset in the text; its length if the text ends too early. */
  readonly at: number
  /** The offset of the innermost open brace or bracket; undefined when none is open. */
  readonly open: number | undefined
}

/**
 * Parses HCL as attributes and blocks. It examines expressions only as far as necessary to find their end. Never
 * throws.
 *
 * Source: https://github.com/hashicorp/hcl/blob/v2.18.1/hclsyntax/spec.md#structural-elements
 */
export function readHcl(text: string): HclReading {
  const { tokens, fault } = hclTokens(text)
  if (fault !== undefined) return { fault: { at: fault, open: openAt(tokens) } }
  const reading = { tokens, at: 0 }
  const body = readBody(reading, 0)
  if (body && reading.at === tokens.length) return { body }
  return { fault: { at: tokens[reading.at]?.at ?? text.length, open: openAt(tokens.slice(0, reading.at)) } }
}

/** The content of an HCL text; undefined when it is not HCL. Never throws. */
export function hclBody(text: string): HclBody | undefined {
  const reading = readHcl(text)
  return 'body' in reading ? reading.body : undefined
}

function openAt(tokens: readonly HclToken[]): number | undefined {
  const open: number[] = []
  for (const token of tokens) {
    if (token.kind !== 'sign') continue
    if (CLOSING.has(token.text)) open.push(token.at)
    else if (CLOSERS.has(token.text)) open.pop()
  }
  return open.at(-1)
}

/** The value of an expression that is a single quoted text; undefined for any other, and for one with a template. */
export function literalOf(expression: readonly HclToken[] | undefined): string | undefined {
  const [only, more] = expression ?? []
  return only?.kind === 'text' && !more ? only.meaning : undefined
}

/** Reads items up to a closing brace, which stays unread, or to the end. */
function readBody(reading: Reading, depth: number): HclBody | undefined {
  const attributes = new Map<string, readonly HclToken[]>()
  const blocks: HclBlock[] = []
  for (;;) {
    while (next(reading)?.kind === 'line') reading.at++
    const first = next(reading)
    if (!first || isSign(first, '}')) return { attributes, blocks }
    if (first.kind !== 'word') return undefined
    reading.at++
    if (isSign(next(reading), '=')) {
      const expression = readExpression(reading)
      if (!expression || attributes.has(first.text)) return undefined
      attributes.set(first.text, expression)
    } else {
      const block = readBlock(reading, first.text, depth)
      if (!block) return undefined
      blocks.push(block)
    }
  }
}

/** Reads from an equals sign to the end of the line, or to the end of a one-line block. */
function readExpression(reading: Reading): readonly HclToken[] | undefined {
  reading.at++
  const start = reading.at
  const closing: string[] = []
  for (let token = next(reading); token; token = next(reading)) {
    const sign = token.kind === 'sign' ? token.text : ''
    if (closing.length === 0 && (token.kind === 'line' || sign === '}')) break
    if (closing.length === 0 && (sign === ',' || sign === '=' || isMisplaced(reading, start))) return undefined
    const closes = CLOSING.get(sign)
    if (closes !== undefined) closing.push(closes)
    else if (CLOSERS.has(sign) && closing.pop() !== sign) return undefined
    reading.at++
  }
  return closing.length > 0 || reading.at === start ? undefined : reading.tokens.slice(start, reading.at)
}

/**
 * Whether a token cannot follow the one before it: `a b`, `a {`, and a `:` without a `?`. In newer versions of HCL, two
 * colons belong to a name.
 */
function isMisplaced({ tokens, at }: Reading, start: number): boolean {
  const token = tokens[at]
  const previous = at > start ? tokens[at - 1] : undefined
  if (isSign(token, ':'))
    return (
      !isSign(previous, ':') &&
      !isSign(tokens[at + 1], ':') &&
      !tokens.slice(start, at).some((earlier) => isSign(earlier, '?'))
    )
  const isOperand = token?.kind === 'word' || token?.kind === 'number' || token?.kind === 'text' || isSign(token, '{')
  return isOperand && previous !== undefined && (previous.kind !== 'sign' || CLOSERS.has(previous.text))
}

/** Reads a block after its type: labels, body and the end of its line. */
function readBlock(reading: Reading, type: string, depth: number): HclBlock | undefined {
  const labels = readLabels(reading)
  if (!labels || depth === MOST_BLOCKS || !isSign(next(reading), '{')) return undefined
  reading.at++
  const body = readBody(reading, depth + 1)
  if (!body || !isSign(next(reading), '}')) return undefined
  reading.at++
  return (next(reading)?.kind ?? 'line') === 'line' ? { type, labels, ...body } : undefined
}

function readLabels(reading: Reading): readonly string[] | undefined {
  const labels: string[] = []
  for (let token = next(reading); token?.kind === 'word' || token?.kind === 'text'; token = next(reading)) {
    const label = token.kind === 'word' ? token.text : token.meaning
    if (label === undefined) return undefined
    labels.push(label)
    reading.at++
  }
  return labels
}

function next({ tokens, at }: Reading): HclToken | undefined {
  return tokens[at]
}

function isSign(token: HclToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign
}
