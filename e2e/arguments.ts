import { parseArgs } from 'node:util'

/** The parts of production that can be left out by name. */
export const PARTS = ['kubernetes', 'runner', 'postgresql', 'mariadb', 'sqlite'] as const

export type Part = (typeof PARTS)[number]

/** What is asked for on the command line. */
export interface Wishes {
  readonly without: ReadonlySet<Part>
  /** Only scenarios whose file's name has one of these in it; empty: all. */
  readonly only: readonly string[]
}

/** Reads `--without PART`, as often as it is given, and names of scenarios. Throws at anything else. */
export function readArguments(words: readonly string[]): Wishes {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { without: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  })
  return { without: new Set(values.without.map(partOf)), only: positionals }
}

function partOf(name: string): Part {
  const part = PARTS.find((known) => known === name)
  if (part === undefined) throw new Error(`--without ${name}: there is no such part; there are ${PARTS.join(', ')}.`)
  return part
}
