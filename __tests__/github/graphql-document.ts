/** A value in a query, its variables filled in. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

export interface Field {
  /** Its name in the answer: the alias, or the field's own. */
  readonly key: string
  readonly name: string
  readonly arguments: Readonly<Record<string, Value>>
  /** The type of the inline fragment around it. */
  readonly on: string | undefined
  readonly fields: readonly Field[]
}

/** One query or mutation. */
export interface Document {
  readonly kind: 'query' | 'mutation'
  readonly fields: readonly Field[]
}

/** What is wrong with a query. */
export class GraphqlError extends Error {
  override readonly name = 'GraphqlError'
  readonly type: string | undefined

  constructor(message: string, type?: string) {
    super(message)
    this.type = type
  }
}

const TOKEN = /"(?:\\.|[^"\\\n])*"|\.\.\.|[_A-Za-z]\w*|-?\d+|[{}()[\]:!$=]/y
const BETWEEN = /(?:[\s,\uFEFF]|#[^\n]*)*/y
const NAME = /^[_A-Za-z]/

/** Reads a query with aliases, arguments, variables and inline fragments; named fragments and directives are refused. */
export function parseDocument(text: string, variables: Readonly<Record<string, Value>>): Document {
  return new Parser(tokensOf(text), variables).document()
}

class Parser {
  private readonly tokens: readonly string[]
  private readonly variables: Readonly<Record<string, Value>>
  private position = 0

  constructor(tokens: readonly string[], variables: Readonly<Record<string, Value>>) {
    this.tokens = tokens
    this.variables = variables
  }

  document(): Document {
    const kind = this.peek() === '{' ? 'query' : this.next()
    if (kind !== 'query' && kind !== 'mutation') throw new GraphqlError(`Expected a query, found ${kind}.`)
    while (this.peek() !== '{') this.next()
    const fields = this.selection(undefined)
    if (this.peek() !== '') throw new GraphqlError(`Expected the end, found ${this.peek()}.`)
    return { kind, fields }
  }

  private selection(on: string | undefined): readonly Field[] {
    const fields: Field[] = []
    this.expect('{')
    while (!this.passes('}')) {
      if (!this.passes('...')) fields.push(this.field(on))
      else {
        this.expect('on')
        fields.push(...this.selection(this.name()))
      }
    }
    return fields
  }

  private field(on: string | undefined): Field {
    const key = this.name()
    const name = this.passes(':') ? this.name() : key
    const given = this.passes('(') ? this.pairs(')') : {}
    return { key, name, arguments: given, on, fields: this.peek() === '{' ? this.selection(undefined) : [] }
  }

  private pairs(end: string): Readonly<Record<string, Value>> {
    const pairs: [string, Value][] = []
    while (!this.passes(end)) {
      const name = this.name()
      this.expect(':')
      pairs.push([name, this.value()])
    }
    return Object.fromEntries(pairs)
  }

  private value(): Value {
    const token = this.next()
    if (token === '{') return this.pairs('}')
    if (token === '[') return this.list()
    if (token === '$') return this.variable()
    if (token.startsWith('"')) return JSON.parse(token) as string
    if (token === 'true' || token === 'false') return token === 'true'
    if (token === 'null') return null
    return NAME.test(token) ? token : Number(token)
  }

  private list(): readonly Value[] {
    const values: Value[] = []
    while (!this.passes(']')) values.push(this.value())
    return values
  }

  private variable(): Value {
    const name = this.name()
    const value = this.variables[name]
    if (value === undefined) throw new GraphqlError(`Variable $${name} was not provided.`)
    return value
  }

  private name(): string {
    const token = this.next()
    if (!NAME.test(token)) throw new GraphqlError(`Expected a name, found ${token}.`)
    return token
  }

  private expect(token: string): void {
    const found = this.next()
    if (found !== token) throw new GraphqlError(`Expected ${token}, found ${found}.`)
  }

  private passes(token: string): boolean {
    if (this.peek() !== token) return false
    this.position++
    return true
  }

  private peek(): string {
    return this.tokens[this.position] ?? ''
  }

  private next(): string {
    const token = this.tokens[this.position++]
    if (token === undefined) throw new GraphqlError('The query ends too early.')
    return token
  }
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  let position = skipBetween(text, 0)
  while (position < text.length) {
    TOKEN.lastIndex = position
    const [token] = TOKEN.exec(text) ?? []
    if (token === undefined) throw new GraphqlError(`Unexpected ${text.slice(position, position + 20)}.`)
    tokens.push(token)
    position = skipBetween(text, position + token.length)
  }
  return tokens
}

function skipBetween(text: string, position: number): number {
  BETWEEN.lastIndex = position
  BETWEEN.exec(text)
  return BETWEEN.lastIndex
}
