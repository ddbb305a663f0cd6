/**
 * The value of a flag: `boolean` needs an equals sign, `template` is any text, even a quoted one; a list has the
 * allowed values.
 */
export type FlagValue = 'text' | 'template' | 'boolean' | 'duration' | readonly string[]

/**
 * The flags of `atlas migrate apply` in the community build and in Ariga's build:
 * https://atlasgo.io/cli-reference#atlas-migrate-apply
 */
export const FLAGS: ReadonlyMap<string, FlagValue> = new Map<string, FlagValue>([
  ['allow-dirty', 'boolean'],
  ['baseline', 'text'],
  ['config', 'text'],
  ['context', 'template'],
  ['dir', 'text'],
  ['dry-run', 'boolean'],
  ['env', 'text'],
  ['exec-order', ['linear', 'linear-skip', 'non-linear']],
  ['format', 'template'],
  ['help', 'boolean'],
  ['lock-name', 'text'],
  ['lock-timeout', 'duration'],
  ['log', 'template'],
  ['revisions-schema', 'text'],
  ['skip-lock', 'boolean'],
  ['to-version', 'text'],
  ['tx-mode', ['none', 'file', 'all']],
  ['url', 'text'],
  ['var', 'template'],
  ['web', 'boolean'],
])

const SHORT_FLAGS: ReadonlyMap<string, string> = new Map([
  ['c', 'config'],
  ['h', 'help'],
  ['u', 'url'],
  ['w', 'web'],
])

/** An argument of a command line: a flag with its value, or an operand. */
export interface Argument {
  /** The long name of the flag, or its letter if that is unknown; undefined for an operand. */
  readonly flag: string | undefined
  /** The kind of value that the flag takes; undefined for an operand and for an unknown flag. */
  readonly takes: FlagValue | undefined
  /** The value of the flag, or the operand; undefined if the value is missing. */
  readonly value: string | undefined
  /** The number of words: two if the value is a word of its own; one for `--`, which starts the operands. */
  readonly length: 1 | 2
}

/**
 * The argument at an index before any `--`. An unknown flag takes the next word as its value unless that is a flag.
 *
 * Source: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax
 */
export function argumentAt(args: readonly string[], index: number): Argument {
  const text = args[index] ?? ''
  if (text === '-' || text === '--' || !text.startsWith('-'))
    return { flag: undefined, takes: undefined, value: text, length: 1 }
  const { name, joined } = text.startsWith('--') ? longFlag(text.slice(2)) : shortFlag(text.slice(1))
  const takes = FLAGS.get(name)
  if (joined !== undefined) return { flag: name, takes, value: joined, length: 1 }
  if (takes === 'boolean') return { flag: name, takes, value: 'true', length: 1 }
  const next = args[index + 1]
  const isValue = next !== undefined && (takes !== undefined || !next.startsWith('-'))
  return { flag: name, takes, value: isValue ? next : undefined, length: isValue ? 2 : 1 }
}

interface FlagText {
  readonly name: string
  /** The value in the same word. */
  readonly joined: string | undefined
}

function longFlag(text: string): FlagText {
  const [, name = '', joined] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
  return { name, joined }
}

/** The last of several letters in one word: all before it are switches. */
function shortFlag(text: string): FlagText {
  const name = SHORT_FLAGS.get(text.charAt(0)) ?? text.charAt(0)
  const rest = text.slice(1)
  if (rest === '') return { name, joined: undefined }
  if (rest.startsWith('=')) return { name, joined: rest.slice(1) }
  return FLAGS.get(name) === 'boolean' ? shortFlag(rest) : { name, joined: rest }
}

/** The arguments of a command line, in order. */
export function readArguments(args: readonly string[]): readonly Argument[] {
  const read: Argument[] = []
  for (let index = 0; index < args.length;) {
    if (args[index] === '--')
      return [
        ...read,
        ...args.slice(index).map((value) => ({ flag: undefined, takes: undefined, value, length: 1 }) as const),
      ]
    const argument = argumentAt(args, index)
    read.push(argument)
    index += argument.length
  }
  return read
}

/** The values of a flag, in order; an empty text if one is missing. */
export function flagValues(args: readonly string[], name: string): readonly string[] {
  return readArguments(args).flatMap(({ flag, value = '' }) => (flag === name ? value : []))
}

/** The value of a flag: the last one counts. Undefined if the flag is not given. */
export function flagValue(args: readonly string[], name: string): string | undefined {
  return flagValues(args, name).at(-1)
}

/** The words of a command line without the first occurrence of each of these flags and its value. */
export function withoutFlags(args: readonly string[], names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  let end = 0
  return readArguments(args).flatMap(({ flag, length }) => {
    end += length
    const isTaken = flag !== undefined && names.includes(flag) && seen.size < seen.add(flag).size
    return isTaken ? [] : args.slice(end - length, end)
  })
}
