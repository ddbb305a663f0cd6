import type { Value, YamlMap } from '../../src/yaml/value.ts'
import type { Dice } from './dice.ts'

/** How a manifest is written. */
export interface Style {
  /** Blanks that a level of a block mapping adds. */
  readonly step: number
  /** Whether dashes are indented below their key. */
  readonly dashes: boolean
  /** Blanks behind a dash. */
  readonly gap: number
  readonly quote: '' | "'" | '"'
  /** How often a collection is in braces or brackets. */
  readonly flow: number
  /** Blanks inside of braces and brackets. */
  readonly padding: '' | ' '
  readonly comments: number
  readonly blankLines: number
  /** A whole document as JSON: a number of blanks, a tab, or on one line. */
  readonly json: undefined | number | '\t'
}

/** A value as the lines of a YAML document, in a style, with the rest left to chance. */
export function print(value: YamlMap, style: Style, dice: Dice): string[] {
  if (style.json !== undefined) return JSON.stringify(value, null, style.json).split('\n')
  return new Printer(style, dice).mapping(value, 0)
}

class Printer {
  private readonly style: Style
  private readonly dice: Dice
  private anchors = 0

  constructor(style: Style, dice: Dice) {
    this.style = style
    this.dice = dice
  }

  mapping(map: YamlMap, column: number): string[] {
    return Object.entries(map).flatMap(([key, value], index) => [
      ...(index === 0 ? [] : this.between(column)),
      ...this.pair(key, value, column),
    ])
  }

  private pair(key: string, value: Value, column: number): string[] {
    const { style, dice } = this
    const start = `${' '.repeat(column)}${this.key(key)}:`
    if (value === null) return [start + dice.pick(['', ' null', ' ~']) + this.trailing()]
    if (typeof value !== 'object') return this.scalarLines(start, value, column, key)
    if (isEmpty(value)) return [`${start} ${Array.isArray(value) ? dice.pick(['[]', '[ ]']) : '{}'}${this.trailing()}`]
    const anchor = dice.chance(0.03) ? ` &a${this.anchors++}` : ''
    if (dice.chance(style.flow)) return this.flowLines(`${start}${anchor} `, value, column)
    const head = `${start}${anchor}${this.trailing()}`
    if (!Array.isArray(value))
      return [head, ...this.above(column + style.step), ...this.mapping(value as YamlMap, column + style.step)]
    const dash = column + (style.dashes ? style.step : 0)
    return [head, ...this.above(dash), ...this.sequence(value as readonly Value[], dash)]
  }

  private sequence(items: readonly Value[], column: number): string[] {
    const { style, dice } = this
    return items.flatMap((item, index) => {
      const start = `${' '.repeat(column)}-${' '.repeat(style.gap)}`
      const before = index === 0 ? [] : this.between(column)
      if (typeof item !== 'object' || item === null) return [...before, start + this.scalar(item) + this.trailing()]
      if (Array.isArray(item) || isEmpty(item) || dice.chance(style.flow))
        return [...before, ...this.flowLines(start, item, column)]
      const [first = '', ...rest] = this.mapping(item as YamlMap, column + 1 + style.gap)
      return [...before, start + first.trimStart(), ...rest]
    })
  }

  private scalarLines(start: string, value: string | number | boolean, column: number, key: string): string[] {
    const { dice, style } = this
    const isText = key !== 'apiVersion' && key !== 'kind' && key !== 'name'
    const isBlock =
      isText && typeof value === 'string' && /^[ -~]+$/.test(value) && !value.startsWith(' ') && dice.chance(0.1)
    if (!isBlock) return [`${start} ${this.scalar(value)}${this.trailing()}`]
    const indent = ' '.repeat(column + style.step)
    return [
      `${start} ${dice.pick(['|', '|-', '|+', '>', '>-'])}`,
      indent + value,
      ...(dice.chance(0.3) ? ['', indent + value] : []),
    ]
  }

  private flowLines(start: string, value: Value, column: number): string[] {
    return `${start}${this.flowText(value, column + 2)}${this.trailing()}`.split('\n')
  }

  /**
   * A value in braces or brackets, on one line or many: each entry on its own, with comments, or broken behind commas, as
   * in `[{` or `{a: b,`. What goes on on another line is indented by so many blanks at least.
   */
  private flowText(value: Value, indent: number): string {
    const { dice, style } = this
    if (typeof value !== 'object' || value === null || isEmpty(value) || dice.chance(0.3)) return this.flow(value)
    const isList = Array.isArray(value)
    const [open = '', close = ''] = isList ? '[]' : '{}'
    const inner = ' '.repeat(indent + 2)
    const entries = isList
      ? (value as readonly Value[]).map((item) => this.flowText(item, indent + 2))
      : Object.entries(value as YamlMap).map(([key, part]) => `${this.key(key)}: ${this.flowText(part, indent + 2)}`)
    if (dice.chance(0.6)) {
      const [first = '', ...rest] = entries
      return open + first + rest.map((entry) => dice.pick([', ', `,\n${inner}`]) + entry).join('') + close
    }
    const comma = dice.chance(0.2) ? ',' : ''
    const lines = entries.flatMap((entry, index) => [
      ...(dice.chance(style.comments) ? [`${inner}# entry`] : []),
      `${inner}${entry}${index < entries.length - 1 ? ',' : comma}${this.trailing()}`,
    ])
    return [`${open}${this.trailing()}`, ...lines, ' '.repeat(indent) + close].join('\n')
  }

  private flow(value: Value): string {
    const { padding } = this.style
    if (Array.isArray(value))
      return value.length === 0
        ? '[]'
        : `[${padding}${value.map((item: Value) => this.flow(item)).join(', ')}${padding}]`
    if (typeof value !== 'object' || value === null) return this.scalar(value)
    const pairs = Object.entries(value).map(([key, part]) => `${this.key(key)}: ${this.flow(part)}`)
    return pairs.length === 0 ? '{}' : `{${padding}${pairs.join(', ')}${padding}}`
  }

  private key(key: string): string {
    return this.dice.chance(0.05) ? `"${key}"` : key
  }

  private scalar(value: string | number | boolean | null): string {
    if (typeof value !== 'string') return JSON.stringify(value)
    const isPlain =
      /^[A-Za-z][A-Za-z0-9 _./-]*$/.test(value) &&
      !value.endsWith(' ') &&
      !/^(?:yes|no|on|off|true|false|null|y|n)$/i.test(value)
    const { quote } = this.style
    if (isPlain && (quote === '' || this.dice.chance(0.5))) return value
    if (quote === "'" && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`
    return JSON.stringify(value)
  }

  private trailing(): string {
    return this.dice.chance(this.style.comments)
      ? ` ${this.dice.pick(['', '  '])}# ${this.dice.pick(['why', 'a: b', '- x', 'é'])}`
      : ''
  }

  /** Comments at the column of what follows. */
  private above(column: number): string[] {
    return this.dice.chance(this.style.comments) ? [`${' '.repeat(column)}# above`] : []
  }

  /** What may stand between two entries of a block collection: at the left, blank lines and comments cannot be text. */
  private between(column: number): string[] {
    const { dice, style } = this
    return [
      ...(dice.chance(style.blankLines) ? [''] : []),
      ...(dice.chance(style.comments) ? [`${' '.repeat(dice.pick([column, column, 0]))}# between`] : []),
      ...(dice.chance(style.blankLines / 2) ? [''] : []),
      ...(dice.chance(style.comments / 2) ? [`${' '.repeat(column)}#about it`] : []),
    ]
  }
}

function isEmpty(value: Value): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
