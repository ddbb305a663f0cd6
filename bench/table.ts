import type { Measurement } from './measure.ts'

/** Prints rows as a Markdown table below a title. */
export function printTable(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = header.map((_name, index) => (index === 0 ? '---' : '---:'))
  console.log([`### ${title}`, '', line(header), line(rule), ...rows.map(line), ''].join('\n'))
}

/** What was measured, in words: the time, its ratio to the first one's, the peak of the memory. */
export function columns({ seconds, peakMebibytes }: Measurement, all: ReadonlyMap<string, Measurement>): string[] {
  const [first] = all.values()
  return [
    seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(1)} s`,
    (seconds / (first?.seconds ?? NaN)).toFixed(2),
    Number.isNaN(peakMebibytes) ? 'not known' : `${peakMebibytes.toFixed(0)} MiB`,
  ]
}
