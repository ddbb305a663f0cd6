import { isLabelName, isQualifiedName } from './names.ts'
import type { Requirement } from './selector.ts'

/** The pieces of a selector: its signs, the longest first, and its words. */
const TOKEN = /==|!=|[=!<>(),]|[^ \t\r\n=!<>(),]+/g

const COMPARISONS: Readonly<Record<string, Requirement['operator']>> = {
  '=': 'in',
  '==': 'in',
  '!=': 'notin',
  '>': '>',
  '<': '<',
}

/** What may stand at a place of a selector. */
export type SelectorPart =
  'comma' | 'label' | 'operator' | 'value' | 'opening-parenthesis' | 'comma-or-closing-parenthesis' | 'whole-number'

/** Why a text is no label selector. */
export type SelectorFault =
  /** Found is what stands in the part's place; it is empty where the selector ends. */
  | { readonly code: 'unexpected-part'; readonly expected: SelectorPart; readonly found: string }
  | { readonly code: 'no-label-key' | 'no-label-value'; readonly found: string }

/** A selector that cannot be read. */
class SelectorError extends Error {
  readonly fault: SelectorFault

  constructor(fault: SelectorFault) {
    super(fault.code)
    this.fault = fault
  }
}

/**
 * Reads a label selector as `kubectl -l` does: equality (`app=web`, `tier!=cache`), sets (`tier in (web, api)`,
 * `tier notin (cache)`), presence (`app`, `!app`), comparison (`weight>1`), with commas between. The rules are those of
 * `labels.Parse`: https://pkg.go.dev/k8s.io/apimachinery/pkg/labels#Parse
 */
export function readSelector(
  text: string,
): { readonly requirements: readonly Requirement[] } | { readonly fault: SelectorFault } {
  try {
    return { requirements: requirementsOf(new Tokens(text)) }
  } catch (error) {
    if (error instanceof SelectorError) return { fault: error.fault }
    throw error
  }
}

/** The pieces of a selector, one after another; at the end, empty ones. */
class Tokens {
  private readonly tokens: readonly string[]
  private position = 0

  constructor(text: string) {
    this.tokens = text.match(TOKEN) ?? []
  }

  peek(): string {
    return this.tokens[this.position] ?? ''
  }

  take(): string {
    const token = this.peek()
    this.position++
    return token
  }

  /** @throws SelectorError that names the piece at hand. */
  expected(part: SelectorPart): never {
    throw new SelectorError({ code: 'unexpected-part', expected: part, found: this.peek() })
  }
}

function isWord(token: string): boolean {
  return token !== '' && !/^[=!<>(),]/.test(token)
}

function requirementsOf(tokens: Tokens): Requirement[] {
  const requirements: Requirement[] = []
  while (tokens.peek() !== '') {
    requirements.push(requirementOf(tokens))
    if (tokens.peek() === '') break
    if (tokens.peek() !== ',') tokens.expected('comma')
    tokens.take()
    if (!isWord(tokens.peek()) && tokens.peek() !== '!') tokens.expected('label')
  }
  return requirements
}

function requirementOf(tokens: Tokens): Requirement {
  const isAbsence = tokens.peek() === '!'
  if (isAbsence) tokens.take()
  if (!isWord(tokens.peek())) tokens.expected('label')
  const key = labelKey(tokens.take())
  if (isAbsence) return { key, operator: '!', values: [] }
  if (tokens.peek() === '' || tokens.peek() === ',') return { key, operator: 'exists', values: [] }
  if (tokens.peek() === 'in' || tokens.peek() === 'notin')
    return { key, operator: tokens.take() as 'in' | 'notin', values: valuesOf(tokens).map(labelValue) }
  const operator = COMPARISONS[tokens.peek()]
  if (!operator) tokens.expected('operator')
  tokens.take()
  const value = labelValue(valueOf(tokens))
  if ((operator === '>' || operator === '<') && !isInteger(value))
    throw new SelectorError({ code: 'unexpected-part', expected: 'whole-number', found: value })
  return { key, operator, values: [value] }
}

/** A whole number that fits 64 bits, as Go's `strconv.ParseInt` takes it. */
function isInteger(text: string): boolean {
  return /^[0-9]+$/.test(text) && BigInt(text) < 2n ** 63n
}

/** The value behind a sign; none is the empty one. */
function valueOf(tokens: Tokens): string {
  if (tokens.peek() === '' || tokens.peek() === ',') return ''
  return isWord(tokens.peek()) ? tokens.take() : tokens.expected('value')
}

/** The values in parentheses; between two commas, or a comma and a parenthesis, stands the empty one. */
function valuesOf(tokens: Tokens): string[] {
  if (tokens.peek() !== '(') tokens.expected('opening-parenthesis')
  tokens.take()
  const values: string[] = []
  for (;;) {
    values.push(isWord(tokens.peek()) ? tokens.take() : '')
    if (tokens.peek() === ')') break
    if (tokens.peek() !== ',') tokens.expected('comma-or-closing-parenthesis')
    tokens.take()
  }
  tokens.take()
  return [...new Set(values)]
}

function labelKey(key: string): string {
  if (isQualifiedName(key)) return key
  throw new SelectorError({ code: 'no-label-key', found: key })
}

function labelValue(value: string): string {
  if (value === '' || isLabelName(value)) return value
  throw new SelectorError({ code: 'no-label-value', found: value })
}
