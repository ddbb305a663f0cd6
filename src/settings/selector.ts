import type { Requirement } from '../kubernetes/selector.ts'
import { found } from './found.ts'
import type { Verdict } from './verdict.ts'

/** The pieces of a selector: its signs, the longest first, and its words. */
const TOKEN = /==|!=|[=!<>(),]|[^ \t\r\n=!<>(),]+/g

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

const COMPARISONS: Readonly<Record<string, Requirement['operator']>> = {
  '=': 'in',
  '==': 'in',
  '!=': 'notin',
  '>': '>',
  '<': '<',
}

/** A selector that cannot be read; `message` says what was expected, and where what was found. */
class SelectorError extends Error {}

/**
 * Accepts a label selector as `kubectl -l` does: equality (`app=web`, `tier!=cache`), sets (`tier in (web, api)`,
 * `tier notin (cache)`), presence (`app`, `!app`), comparison (`weight>1`), with commas between. The rules are those of
 * `labels.Parse`: https://pkg.go.dev/k8s.io/apimachinery/pkg/labels#Parse
 */
export function parseSelector(text: string): Verdict<readonly Requirement[]> {
  try {
    return { value: requirementsOf(new Tokens(text)) }
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error
    return {
      problem: `expected a label selector such as app=web,tier in (api,web), found ${found(text)}: ${error.message}`,
    }
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
  expected(what: string): never {
    throw new SelectorError(
      `${this.peek() === '' ? 'it ends' : `${found(this.peek())} stands`} where ${what} is expected`,
    )
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
    if (tokens.peek() !== ',') tokens.expected('a comma')
    tokens.take()
    if (!isWord(tokens.peek()) && tokens.peek() !== '!') tokens.expected('a label')
  }
  return requirements
}

function requirementOf(tokens: Tokens): Requirement {
  const isAbsence = tokens.peek() === '!'
  if (isAbsence) tokens.take()
  if (!isWord(tokens.peek())) tokens.expected('a label')
  const key = labelKey(tokens.take())
  if (isAbsence) return { key, operator: '!', values: [] }
  if (tokens.peek() === '' || tokens.peek() === ',') return { key, operator: 'exists', values: [] }
  if (tokens.peek() === 'in' || tokens.peek() === 'notin')
    return { key, operator: tokens.take() as 'in' | 'notin', values: valuesOf(tokens).map(labelValue) }
  const operator = COMPARISONS[tokens.peek()]
  if (!operator) tokens.expected('one of =, ==, !=, in, notin, <, >')
  tokens.take()
  const value = labelValue(valueOf(tokens))
  if ((operator === '>' || operator === '<') && !isInteger(value))
    throw new SelectorError(`${found(value)} stands where a whole number is expected`)
  return { key, operator, values: [value] }
}

/** A whole number that fits 64 bits, as Go's `strconv.ParseInt` takes it. */
function isInteger(text: string): boolean {
  return /^[0-9]+$/.test(text) && BigInt(text) < 2n ** 63n
}

/** The value behind a sign; none is the empty one. */
function valueOf(tokens: Tokens): string {
  if (tokens.peek() === '' || tokens.peek() === ',') return ''
  return isWord(tokens.peek()) ? tokens.take() : tokens.expected('a value')
}

/** The values in parentheses; between two commas, or a comma and a parenthesis, stands the empty one. */
function valuesOf(tokens: Tokens): string[] {
  if (tokens.peek() !== '(') tokens.expected('"("')
  tokens.take()
  const values: string[] = []
  for (;;) {
    values.push(isWord(tokens.peek()) ? tokens.take() : '')
    if (tokens.peek() === ')') break
    if (tokens.peek() !== ',') tokens.expected('"," or ")"')
    tokens.take()
  }
  tokens.take()
  return [...new Set(values)]
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function labelKey(key: string): string {
  const [name = '', prefix, ...more] = key.split('/').reverse()
  const isPrefix = prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix))
  if (more.length === 0 && isPrefix && name.length <= 63 && NAME.test(name)) return key
  throw new SelectorError(
    `${found(key)} is no label: letters, digits, "-", "_" and ".", at most 63, perhaps behind a domain and "/"`,
  )
}

function labelValue(value: string): string {
  if (value === '' || (value.length <= 63 && NAME.test(value))) return value
  throw new SelectorError(`${found(value)} is no label's value: letters, digits, "-", "_" and ".", at most 63`)
}
