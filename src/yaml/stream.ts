import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type EmptyStream,
  type ErrorCode,
  type Tags,
  type YAMLError,
  type YAMLMap,
} from 'yaml'

import { parseLaxly } from './lax-parser.ts'
import { nextLine } from './lines.ts'
import { isMergeKey } from './nodes.ts'
import { LineStarts, type Position } from './position.ts'
import { valueOfDocument } from './resolve.ts'
import type { Value } from './value.ts'
import type { MisreadCode, TextFault } from './text-fault.ts'

/** The text of one YAML document, with its markers, and with the comments before the next one. */
export interface DocumentText {
  /** The index in the stream, from 0. */
  readonly index: number
  /** The offset of the text in the stream. */
  readonly start: number
  readonly text: string
}

/** A parsed document. Its offsets count from the start of its own text. */
export interface ManifestDocument extends DocumentText {
  readonly yaml: Document.Parsed
  /** Its first error that does not affect other documents: a value whose key has no colon. */
  readonly error: StreamError | undefined
  /** The names of the anchors that aliases refer to. */
  readonly sharedAnchors: ReadonlySet<string>
  /** The number of duplicate keys. The last one counts, as in Kubernetes. */
  readonly repeatedKeys: number
  /** Whether a key is a mapping or a sequence, as with unquoted placeholders. */
  readonly hasCollectionKey: boolean
  /**
   * The value, computed once. A value that aliases repeat is the same object in each place.
   *
   * Throws when an alias has no anchor or expands without bounds, a merge key refers to something other than a mapping,
   * or collections are nested too deeply.
   */
  toValue(): Value
}

/** The text of a file, and its documents. */
export interface Stream {
  readonly text: string
  readonly documents: readonly DocumentText[]
  position(offset: number): Position
}

/** A text that YAML parsers reject. */
export class StreamError extends Error {
  readonly fault: TextFault
  readonly position: Position

  constructor(fault: TextFault, position: Position) {
    super(fault.code)
    this.fault = fault
    this.position = position
  }
}

/**
 * What no manifest can contain, and what Kubernetes' parser reads as a line ending or as the start of a document, but
 * `yaml` as text.
 */
const MISREAD: readonly [RegExp, MisreadCode][] = [
  [/^<{7}(?= |\r?$)/m, 'merge-conflict'],
  [/\r(?!\n)/, 'carriage-return'],
  [/(?<=\n)\ufeff/, 'byte-order-mark'],
]

/** Unicode white space: https://pkg.go.dev/unicode#IsSpace */
const UNICODE_BLANK = String.raw`[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]`

/** The same, except in JSON, whose strings may contain these: https://www.rfc-editor.org/rfc/rfc8259#section-7 */
const MISREAD_IN_YAML: readonly [RegExp, MisreadCode][] = [
  [/[\u0085\u2028\u2029]/, 'unicode-line-separator'],
  [new RegExp(String.raw`(?<=^\ufeff?\s*)${UNICODE_BLANK}(?=\s*\{)`), 'unicode-space-before-brace'],
  [
    // https://yaml.org/spec/1.2.2/#51-character-set
    // eslint-disable-next-line no-control-regex
    /[\0-\x08\v\f\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/,
    'control-character',
  ],
]

/** A line that starts or ends a document, even inside other text: https://yaml.org/spec/1.2.2/#912-document-markers */
const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm

/** What may precede the `---` of a document: comments, directives, blank lines, a byte-order mark. */
const PREFIX = /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n|%.*\r?\n)*[ \t]*(?:#.*)?$/

/**
 * Splits a text into documents, without parsing them: most contain no workload.
 *
 * @throws StreamError when Kubernetes would find other lines in the text.
 */
export function splitStream(text: string): Stream {
  const lines = once(() => new LineStarts(text))
  const position = (offset: number): Position => lines().position(offset)
  const inYaml = misread(text, MISREAD_IN_YAML)
  const fault = misread(text, MISREAD) ?? (inYaml && !isJson(text) ? inYaml : undefined)
  if (fault) throw new StreamError({ code: fault.code }, position(fault.offset))
  const starts = documentStarts(text)
  const documents = starts.map((start, index) => ({ index, start, text: text.slice(start, starts[index + 1]) }))
  return { text, documents, position }
}

/** The result of parsing; undefined when it throws a StreamError. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof StreamError) return undefined
    throw error
  }
}

/** The first of these in a text, and its offset. */
function misread(text: string, rules: typeof MISREAD): { code: MisreadCode; offset: number } | undefined {
  for (const [pattern, code] of rules) {
    const found = pattern.exec(text)
    if (found) return { code, offset: found.index }
  }
  return undefined
}

/** Whether a text is JSON, for which Kubernetes uses other rules. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The offset of each document: the start of its prefix, or of the text. */
function documentStarts(text: string): number[] {
  const starts: number[] = []
  /** The start of the text after the last marker, unless a document has begun since. */
  let prefix: number | undefined = 0
  for (const { 0: marker, index } of text.matchAll(MARKER)) {
    const isOpen: boolean = prefix === undefined || !PREFIX.test(text.slice(prefix, index))
    if (prefix !== undefined && (isOpen || marker === '---')) starts.push(prefix)
    if (isOpen && marker === '---') starts.push(index)
    if (marker === '---') prefix = undefined
    else prefix = nextLine(text, index)
  }
  if (prefix !== undefined && !PREFIX.test(text.slice(prefix))) starts.push(prefix)
  return starts.length === 0 ? [] : [0, ...starts.slice(1)]
}

/**
 * Parses a document of a stream as YAML 1.1, as Kubernetes does (`sigs.k8s.io/yaml`): merge keys, and `yes` and `on` as
 * booleans.
 *
 * @throws StreamError when the text is not YAML.
 */
export function readDocument(stream: Stream, documentText: DocumentText): ManifestDocument {
  const { text } = documentText
  const parsed = withinStack(() => {
    const strictly = parseAllDocuments(text, OPTIONS)
    return errorsOf(strictly).length > 0 ? parseLaxly(text, OPTIONS) : strictly
  })
  const streamError = ({ code, pos }: MapError): StreamError =>
    new StreamError({ code: 'invalid-yaml', error: code }, stream.position(documentText.start + pos[0]))

  if (!parsed) throw streamError({ code: 'RESOURCE_EXHAUSTION', pos: [0, 0] })
  const [yaml] = parsed
  const [fault] = errorsOf(parsed)
  if (fault) throw streamError(fault)
  if (!yaml || parsed.length > 1) throw streamError({ code: 'UNEXPECTED_TOKEN', pos: [0, 0] })

  const survey = once(() => surveyOf(yaml))
  const error = once(() => {
    const { droppedValue } = survey()
    return droppedValue && streamError(droppedValue)
  })
  const toValue = once(() => valueOfDocument(yaml))
  return {
    ...documentText,
    yaml,
    get error() {
      return error()
    },
    get sharedAnchors() {
      return survey().aliased
    },
    get repeatedKeys() {
      return survey().repeatedKeys
    },
    get hasCollectionKey() {
      return survey().hasCollectionKey
    },
    toValue,
  }
}

const OPTIONS = {
  version: '1.1',
  keepSourceTokens: true,
  // The last one counts, as in Kubernetes; see `duplicate-keys.ts`.
  uniqueKeys: false,
  // Neither pretty errors nor warnings: both quote the text.
  prettyErrors: false,
  logLevel: 'error',
  customTags: asKubernetes,
} as const

/** Numbers as Kubernetes' parser reads them: https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go#L89 */
const FLOAT = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*)$/
const FLOAT_WITH_EXPONENT = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)[eE][-+]?[0-9]+$/

/** The part of YAML 1.1 that Kubernetes' parser supports. It reads `2026-11-28`, `12:30`, `.` and `e2` as strings. */
function asKubernetes(tags: Tags): Tags {
  return tags.flatMap((tag): Tags => {
    if (typeof tag === 'string' || tag.collection) return [tag]
    if (tag.format === 'TIME' || tag.tag === 'tag:yaml.org,2002:timestamp') return []
    if (tag.format === 'EXP') return [{ ...tag, test: FLOAT_WITH_EXPONENT }]
    return tag.tag === 'tag:yaml.org,2002:float' && tag.test?.test('.') ? [{ ...tag, test: FLOAT }] : [tag]
  })
}

function errorsOf(parsed: readonly Document.Parsed[] | EmptyStream): readonly YAMLError[] {
  return 'empty' in parsed ? parsed.errors : parsed.flatMap((document) => document.errors)
}

/** The result of some work; undefined when it would overflow the call stack. */
function withinStack<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** A function that computes its value on the first call: most documents contain no workload. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined
  return () => (done ??= { value: work() }).value
}

interface MapError {
  readonly code: ErrorCode
  readonly pos: readonly [number, number]
}

/** What a single pass over the nodes of a document finds. */
interface Survey {
  /** The first value that `yaml` drops without an error, because its key has no colon. */
  readonly droppedValue: MapError | undefined
  readonly repeatedKeys: number
  /** The names of the anchors that aliases refer to. */
  readonly aliased: ReadonlySet<string>
  /** Whether a key is a mapping or a sequence. */
  readonly hasCollectionKey: boolean
}

function surveyOf(document: Document.Parsed): Survey {
  const aliased = new Set<string>()
  let droppedValue: MapError | undefined
  let repeatedKeys = 0
  let hasCollectionKey = false
  const look = (node: unknown): void => {
    if (isAlias(node)) aliased.add(node.source)
    else if (isSeq(node)) node.items.forEach(look)
    else if (isMap(node)) {
      droppedValue ??= droppedValueIn(node)
      const keys = new Set<unknown>()
      for (const { key, value } of node.items) {
        if (isScalar(key) && !isMergeKey(key) && keys.size === keys.add(key.value).size) repeatedKeys += 1
        hasCollectionKey ||= isCollection(key)
        look(key)
        look(value)
      }
    }
  }
  look(document.contents)
  return { droppedValue, repeatedKeys, aliased, hasCollectionKey }
}

function droppedValueIn(map: YAMLMap): MapError | undefined {
  const token = map.items.find(({ value, srcToken }) => srcToken?.value && !value)?.srcToken?.value
  return token && { code: 'UNEXPECTED_TOKEN', pos: [token.offset, token.offset] }
}
