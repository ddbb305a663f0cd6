import { isYamlMap, type Value, type YamlMap } from './value.ts'

/** The indentation of collections in a file, in columns. */
export interface Layout {
  /** From a key to the keys of its mapping. */
  readonly step: number
  /** From a key to the dashes of its sequence. */
  readonly dash: number
  /** From a dash to the content of its item: 2 for `- name`. */
  readonly gap: number
  /** The layout inside the items of a sequence, if it differs. */
  readonly inItems?: Layout
}

/** An unquoted text that every YAML 1.1 and 1.2 parser reads as a string, unless it is a word or number below. */
const PLAIN = /^[A-Za-z0-9](?:[A-Za-z0-9._/:@-]*[A-Za-z0-9._/@-])?$/

/** YAML 1.1 words (https://yaml.org/type/bool.html, null.html) that some parsers read as a boolean or null. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/** Numbers in any base, sexagesimal ones, dates and times of YAML 1.1 and 1.2: all start with a digit. */
const NUMBER = /^[0-9][0-9a-foxtz_.:+-]*$/i

/** Whether every YAML 1.1 and 1.2 parser reads an unquoted text as that string. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !WORD.test(text) && !NUMBER.test(text)
}

/** A string as a YAML scalar on one line: plain if every parser reads it as that string, otherwise double-quoted. */
export function renderScalar(text: string): string {
  return isPlain(text) ? text : renderQuoted(text)
}

/**
 * A string as a double-quoted YAML scalar on one line: a JSON string that also escapes what is not printable in YAML.
 */
export function renderQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, unicodeEscaped)
}

/** Each UTF-16 code unit of a text as the escape `\uXXXX` of JSON and YAML. */
export function unicodeEscaped(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The lines of the pairs of a mapping, without line endings, with the keys at a column. */
export function renderPairs(map: YamlMap, column: number, layout: Layout): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const start = `${' '.repeat(column)}${renderScalar(key)}:`
    if (isYamlMap(value) && !isEmpty(value)) return [start, ...renderPairs(value, column + layout.step, layout)]
    if (Array.isArray(value) && value.some((item) => isYamlMap(item)))
      return [
        start,
        ...value.flatMap((item: Value) => renderItem(item, column + layout.dash, layout.gap, layout.inItems ?? layout)),
      ]
    return [`${start} ${renderInline(value)}`]
  })
}

/** The lines of an item of a sequence, without line endings, with the dash at a column. */
export function renderItem(item: Value, column: number, gap: number, layout: Layout): string[] {
  const start = `${' '.repeat(column)}-${' '.repeat(gap - 1)}`
  if (!isYamlMap(item) || isEmpty(item)) return [start + renderInline(item)]
  const [first = '', ...rest] = renderPairs(item, column + gap, layout)
  return [start + first.trimStart(), ...rest]
}

function isEmpty(map: YamlMap): boolean {
  return Object.keys(map).length === 0
}

/** A scalar, an empty mapping, or a sequence of scalars in flow style with every string quoted, on one line. */
function renderInline(value: Value): string {
  if (typeof value === 'string') return renderScalar(value)
  if (!Array.isArray(value)) return JSON.stringify(value)
  return `[${value.map((item: Value) => (typeof item === 'string' ? renderQuoted(item) : renderInline(item))).join(', ')}]`
}

/** The style of collections in braces and brackets. */
export interface FlowStyle {
  /** Whether all keys and strings are in double quotes, as in JSON. */
  readonly quoted: boolean
  /** A colon and the spaces around it. */
  readonly colon: string
  /** A comma and the space after it, on one line. */
  readonly comma: string
  /** Inside a brace on one line: nothing or a space. */
  readonly brace: string
  /** Inside a bracket on one line: nothing or a space. */
  readonly bracket: string
  /** Whether a sequence of scalars stays on one line while other collections span several. */
  readonly scalarsOnOneLine: boolean
}

/** How a value in braces or brackets spans several lines. */
export interface FlowLines {
  /** The indentation of the line on which the value starts. */
  readonly indent: string
  /** What each level adds to the indentation. */
  readonly unit: string
  readonly lineEnd: string
}

/** A value in flow style on one line. */
export function renderFlow(value: Value, style: FlowStyle): string {
  if (isYamlMap(value)) {
    const pairs = Object.entries(value).map(([key, part]) => flowKey(key, style) + renderFlow(part, style))
    return pairs.length === 0 ? '{}' : `{${style.brace}${pairs.join(style.comma)}${style.brace}}`
  }
  if (Array.isArray(value)) {
    const items = value.map((item: Value) => renderFlowItem(item, style))
    return items.length === 0 ? '[]' : `[${style.bracket}${items.join(style.comma)}${style.bracket}]`
  }
  return flowScalar(value as string | number | boolean | null, style)
}

/** A value in flow style with each entry of its collections on its own line. */
export function renderFlowLines(value: Value, style: FlowStyle, lines: FlowLines): string {
  const isMap = isYamlMap(value)
  if (!isMap && !Array.isArray(value)) return renderFlow(value, style)
  if (!isMap && style.scalarsOnOneLine && !value.some((item) => typeof item === 'object'))
    return renderFlow(value, style)
  const indent = lines.indent + lines.unit
  const inner = { ...lines, indent }
  const entries = isMap
    ? Object.entries(value).map(([key, part]) => flowKey(key, style) + renderFlowLines(part, style, inner))
    : value.map((item: Value) => (isYamlMap(item) ? renderFlowLines(item, style, inner) : renderFlowItem(item, style)))
  if (entries.length === 0) return isMap ? '{}' : '[]'
  const [open, close] = isMap ? '{}' : '[]'
  const body = entries.join(`,${lines.lineEnd}${indent}`)
  return `${open}${lines.lineEnd}${indent}${body}${lines.lineEnd}${lines.indent}${close}`
}

/** An item of a sequence in flow style on one line. Strings are quoted, as in an argument list. */
export function renderFlowItem(item: Value, style: FlowStyle): string {
  return typeof item === 'string' ? renderQuoted(item) : renderFlow(item, style)
}

/** A key and its colon in flow style. */
export function flowKey(key: string, style: FlowStyle): string {
  return flowScalar(key, style) + style.colon
}

/** Inside braces, some parsers reject a colon in an unquoted text, so such a text is quoted. */
function flowScalar(value: string | number | boolean | null, style: FlowStyle): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return !style.quoted && isPlain(value) && !value.includes(':') ? value : renderQuoted(value)
}
