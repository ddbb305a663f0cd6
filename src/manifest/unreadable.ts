import { PLACEHOLDER, type Selection } from './workload.ts'

/** A line of a text that seems to start a workload. */
export interface Sighting {
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
 * Template all do.
 */
export function sightings(text: string, selection: Selection): Sighting[] {
  return partsOf(text).flatMap((part) => {
    const least = part.reduce((least, { indent }) => Math.min(least, indent), Infinity)
    const outermost = part.filter(({ indent }) => indent === least)
    const isList = outermost.some(({ kind }) => kind === 'Template' || kind.endsWith('List'))
    return (isList ? part : outermost).filter(({ kind }) => selection.kinds.includes(kind))
  })
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
export function isTemplateText(text: string): boolean {
  return text.split('\n').some((line) => PLACEHOLDER.test(line.replace(/(?:^|[ \t])#.*/, '')))
}
