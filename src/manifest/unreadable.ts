import { PLACEHOLDER, type Selection } from './workload.ts'

/** A line of a text that seems to start a workload. */
export interface Sighting {
  /** From 1. */
  readonly line: number
  readonly kind: string
}

/** A key `kind` with a plain or quoted word, in YAML or in JSON. */
const KIND = /^([ \t]*)(?:- +)?["']?kind["']?[ \t]*:[ \t]*["']?([A-Za-z]+)["']?[ \t]*,?[ \t]*(?:#.*)?\r?$/gm

/**
 * Where workloads of the selected kinds seem to stand in a text that no parser reads. In each part between `---` lines
 * only the keys `kind` of the least indentation count, so that a reference to a workload is none; in a list or a
 * Template all do.
 */
export function sightings(text: string, selection: Selection): Sighting[] {
  const found: Sighting[] = []
  let firstLine = 1
  for (const part of text.split(/^(?=---)/m)) {
    const kinds = [...part.matchAll(KIND)].map((match) => ({
      line: firstLine + lineFeedsIn(part.slice(0, match.index)),
      indent: match[1]?.length ?? 0,
      kind: match[2] ?? '',
    }))
    const least = Math.min(...kinds.map(({ indent }) => indent))
    const outermost = kinds.filter(({ indent }) => indent === least)
    const isList = outermost.some(({ kind }) => kind === 'Template' || kind.endsWith('List'))
    for (const { line, kind } of isList ? kinds : outermost)
      if (selection.kinds.includes(kind)) found.push({ line, kind })
    firstLine += lineFeedsIn(part)
  }
  return found
}

function lineFeedsIn(text: string): number {
  return text.split('\n').length - 1
}

/** Whether a text that no parser reads is a template: Helm's, Go's, Jinja's or ERB's placeholders stand in it. */
export function isTemplateText(text: string): boolean {
  return PLACEHOLDER.test(text)
}
