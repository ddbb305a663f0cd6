import { isLabelName, isQualifiedName } from './names.ts'
import type { Requirement } from './selector.ts'

/** The tokens of a selector: operators, the longest first, and words. */
const TOKEN = /==|!=|[=!<>(),]|[^ \t\r\n=!<>(),]+/g

const COMPARISONS: Readonly<Record<string, Requirement['operator']>> = {
  '=': 'in',
  '==': 'in',
  '!=': 'notin',
  '>': '>',
  '<': '<',
}

/** What a selector may have at a place. */
export type SelectorPart =
  'comma' | 'label' | 'operator' | 'value' | 'opening-parenthesis' | 'comma-or-closing-parenthesis' | 'whole-number'

/** Why a text is not a label selector. */
export type SelectorFault =
  /** `found` is the token in its place; empty at the end of the selector. */
  | { readonly code: 'unexpected-part'; readonly expected: SelectorPart; readonly found: string }
  | { readonly code: 'no-label-key' | 'no-label-value'; readonly found: string }

/** A selector with a syntax error. */
class SelectorError extends Error {
  readonly fault: SelectorFault

  constructor(fault: SelectorFault) {
    super(fault.code)
    this.fault = fault
  }
}

/**
 * Parses a label selector as `kubectl -l` does: equality (`app=web`, `tier!=cache`), sets (`tier in (web, api)`, `tier
 * notin (cache)`), presence (`app`, `!app`) and comparison (`weight>1`), separated by commas. Follows `labels.Parse`:
 * https://pkg.go.dev/k8s.io/apimachinery/pkg/labels#Parse
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

/** The tokens of a selector; empty ones after the end. */
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

  /** @throws SelectorError that names the current token. */
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

/** A whole number that fits 64 bits, as Go's `strconv.ParseInt` accepts it. */
function isInteger(text: string): boolean {
  return /^[0-9]+$/.test(text) && BigInt(text) < 2n ** 63n
}

/** The value after an operator; an absent one is empty. */
function valueOf(tokens: Tokens): string {
  if (tokens.peek() === '' || tokens.peek() === ',') return ''
  return isWord(tokens.peek()) ? tokens.take() : tokens.expected('value')
}

/** The values in parentheses. Between two commas, or a comma and a parenthesis, the value is empty. */
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
