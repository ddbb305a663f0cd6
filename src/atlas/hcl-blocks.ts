import { hclTokens, type HclToken } from './hcl-tokens.ts'

/** What stands between the braces of a block, or in a whole file. */
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

/** How deep blocks may go: deeper ones are given up, so that the call stack always reaches. */
const MOST_BLOCKS = 100

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
])

const CLOSERS: ReadonlySet<string> = new Set(CLOSING.values())

/** Tokens, of which the first ones are read already. */
interface Reading {
  readonly tokens: readonly HclToken[]
  at: number
}

/** What a text of HCL says, or where it is none. */
export type HclReading = { readonly body: HclBody } | { readonly fault: HclFault }

/** Where a text does not fit the grammar. */
export interface HclFault {
  /** In the text; its length where it ends too early. */
  readonly at: number
  /** Where the last brace or bracket is that is open there; undefined when none is. */
  readonly open: number | undefined
}

/**
 * What a text of HCL says, or where it does not fit the grammar of attributes and blocks. What an expression may
 * be is looked at only as far as it takes to find its end. Never throws.
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

/** What a text of HCL says; undefined when it is none. Never throws. */
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

/** What an expression means that is one text in quotes; undefined for any other, and when a template is in it. */
export function literalOf(expression: readonly HclToken[] | undefined): string | undefined {
  const [only, more] = expression ?? []
  return only?.kind === 'text' && !more ? only.meaning : undefined
}

/** The items up to a closing brace, which is not read, or to the end. */
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

/** What stands between an equals sign and the end of its line, or of a block of one line. */
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
 * Whether a token cannot follow the one ahead of it: `a b`, `a {`, and a `:` without a `?`. Two of them belong to a name in
 * newer versions of HCL.
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

/** A block whose type is read: its labels, its body and the end of its line. */
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
