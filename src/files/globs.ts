import picomatch from 'picomatch'

/** One glob, ready to be matched against paths with `/`. */
export interface Glob {
  /** The line it was made from. */
  readonly text: string
  readonly matches: (path: string) => boolean
  /** What every path that matches begins with: '' or folders, each with a `/` after it. */
  readonly prefix: string
  /** Whether a folder that matches has everything below it match, too. */
  readonly isDeep: boolean
}

/** What to take, and what to take away from that. */
export interface Globs {
  readonly positive: readonly Glob[]
  readonly negative: readonly Glob[]
  /** Those of `negative` that have taken something away so far. */
  readonly effective: Set<Glob>
}

/** Reads lines of globs: a leading `!` takes away, a leading `./` says nothing. Dot files are like any other file. */
export function readGlobs(lines: readonly string[]): Globs {
  return {
    positive: lines.filter((line) => !line.startsWith('!')).map((line) => readGlob(line, line)),
    negative: lines.filter((line) => line.startsWith('!')).map((line) => readGlob(line, line.slice(1))),
    effective: new Set(),
  }
}

/** Whether the file at `path` is taken. */
export function takesFile(globs: Globs, path: string): boolean {
  return globs.positive.some((glob) => glob.matches(path)) && !takesAway(globs, path)
}

/** Whether a negative glob matches `path`. */
export function takesAway(globs: Globs, path: string): boolean {
  return noteEffective(globs, (glob) => glob.matches(path))
}

/** False only when no file below the folder at `path` can be taken. */
export function maySearch(globs: Globs, path: string): boolean {
  const folder = `${path}/`
  return (
    globs.positive.some((glob) => folder.startsWith(glob.prefix) || glob.prefix.startsWith(folder)) &&
    !noteEffective(globs, (glob) => glob.isDeep && glob.matches(path))
  )
}

/** Whether any negative glob takes away; all that do are noted. */
function noteEffective(globs: Globs, takesAway: (glob: Glob) => boolean): boolean {
  const effective = globs.negative.filter(takesAway)
  for (const glob of effective) globs.effective.add(glob)
  return effective.length > 0
}

function readGlob(text: string, line: string): Glob {
  const pattern = line.replace(/^(?:\.\/)+/, '')
  // A `|` makes two patterns of one, and `!(…)` is greedy: then neither the start nor the end speaks for the whole.
  const isPlain = !/[|()]/.test(pattern)
  return {
    text,
    matches: pattern === '' ? () => false : picomatch(pattern, { dot: true, nonegate: true, windows: false }),
    prefix: isPlain ? leadingFolders(pattern) : '',
    isDeep: isPlain && /(?:^|\/)\*\*$/.test(pattern),
  }
}

/** The folders before the first one whose name has any character that could be special in a glob. */
function leadingFolders(pattern: string): string {
  return /^(?:[\w. -]+\/)*/.exec(pattern)?.[0] ?? ''
}

/** The lines without `!` that match any of some paths. */
export function patternsFor(lines: readonly string[], paths: readonly string[]): string[] {
  return readGlobs(lines)
    .positive.filter(({ matches }) => paths.some((path) => matches(path)))
    .map(({ text }) => text)
}
