import type { WorkloadResult } from './result.ts'
import { StreamError, type ManifestDocument, type Stream } from './stream.ts'
import { unresolvedFault } from './unresolved.ts'
import { PLACEHOLDER, type Selection } from './workload.ts'

const TEMPLATE = 'this file is a template, not a manifest. Render it first, and give us what comes out.'

/** The results of a text that cannot be read: its workloads as far as its lines show them. */
export function unreadable(text: string, error: StreamError, selection: Selection): WorkloadResult[] {
  const outcome = isTemplateText(text)
    ? ({ action: 'skipped', reason: TEMPLATE } as const)
    : ({
        action: 'refused',
        reason: unreadableReason(error),
      } as const)
  return sightings(text, selection).map(({ line, kind }) => ({
    document: 0,
    line,
    kind,
    namespace: '',
    name: '',
    position: outcome.action === 'refused' ? error.position : { line, column: 1 },
    ...outcome,
  }))
}

/** Why a text that cannot be read is refused, and what to do. */
export function unreadableReason(error: StreamError): string {
  return `this text cannot be read: ${error.message}. Mend it, or take the file out with a \`!\` line in the input \`manifests\`.`
}

/** The results of a document with an error, or whose aliases cannot be resolved: its workloads as far as its lines show them. */
export function unreadableDocument(stream: Stream, document: ManifestDocument, selection: Selection): WorkloadResult[] {
  const { text, start, index, error } = document
  const { line } = stream.position(start)
  return unreadable(text, error ?? unresolvedError(stream, document), selection).map((result) => ({
    ...result,
    document: index,
    line: result.line + line - 1,
  }))
}

function unresolvedError(stream: Stream, { yaml, start }: ManifestDocument): StreamError {
  const { message, offset } = unresolvedFault(yaml)
  return new StreamError(message, stream.position(start + offset))
}

/** A line of a text that seems to start a workload. */
interface Sighting {
  /** From 1. */
  readonly line: number
  readonly kind: string
}

/** A line, without the white space at its end, that is a key `kind` with a word, in YAML or in JSON. */
const KIND = /^([ \t]*)(?:- +)?["']?kind["']?[ \t]*:[ \t]*(?:[&!][^ \t]* +)?["']?([A-Za-z]+)["']?,?(?:[ \t]+#.*)?$/

/** A key `kind` with a word inside a line: JSON, or a flow mapping. */
const INLINE_KIND = /[{,][ \t]*["']?kind["']?[ \t]*:[ \t]*["']?([A-Za-z]+)/g

interface KindLine extends Sighting {
  readonly indent: number
}

/**
 * Where workloads of the selected kinds seem to stand in a text that no parser reads. In each part between `---` lines
 * only the keys `kind` of the least indentation count, so that a reference to a workload is none; in a list or a
 * Template all do. A typed list without any stands for its members.
 */
function sightings(text: string, selection: Selection): Sighting[] {
  return partsOf(text).flatMap((part) => {
    const least = part.reduce((least, { indent }) => Math.min(least, indent), Infinity)
    const outermost = part.filter(({ indent }) => indent === least)
    const isList = outermost.some(({ kind }) => kind === 'Template' || kind.endsWith('List'))
    const shown = (isList ? part : outermost).filter(({ kind }) => selection.kinds.includes(kind))
    return shown.length > 0 ? shown : outermost.flatMap((line) => typedList(line, selection))
  })
}

/** The line of a typed list (`DeploymentList`), whose members need not show their kind. */
function typedList({ line, kind }: Sighting, selection: Selection): Sighting[] {
  const memberKind = kind.replace(/List$/, '')
  return memberKind !== kind && selection.kinds.includes(memberKind) ? [{ line, kind: memberKind }] : []
}

/** The lines with a key `kind` of each part between `---` lines. */
function partsOf(text: string): KindLine[][] {
  const parts: KindLine[][] = [[]]
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('---')) parts.push([])
    parts.at(-1)?.push(...kindsIn(line.trimEnd()).map((kind) => ({ ...kind, line: index + 1 })))
  }
  return parts
}

function kindsIn(line: string): { kind: string; indent: number }[] {
  const [, indent = '', kind] = KIND.exec(line) ?? []
  if (kind !== undefined) return [{ kind, indent: indent.length }]
  // A mapping on one line may hold references too: the first is the outermost as people write it.
  const [first] = line.matchAll(INLINE_KIND)
  return first ? [{ kind: first[1] ?? '', indent: line.length - line.trimStart().length }] : []
}

/** Whether a text that no parser reads is a template: Helm's, Go's, Jinja's or ERB's placeholders, not in comments. */
function isTemplateText(text: string): boolean {
  return text.split('\n').some((line) => PLACEHOLDER.test(line.replace(/(?:^|[ \t])#.*/, '')))
}
