import picomatch from 'picomatch'

/** A glob to match against paths with `/`. */
export interface Glob {
  /** The line it comes from. */
  readonly text: string
  readonly matches: (path: string) => boolean
  /** The common start of all matching paths: empty, or folders that each end with `/`. */
  readonly prefix: string
  /** Whether a match of a folder includes everything in it. */
  readonly isDeep: boolean
}

/** Globs that include, and globs that exclude. */
export interface Globs {
  readonly positive: readonly Glob[]
  readonly negative: readonly Glob[]
  /** The globs in `negative` that have excluded something so far. */
  readonly effective: Set<Glob>
}

/** Parses lines of globs: a leading `!` excludes, a leading `./` has no meaning. Dot files are ordinary files. */
export function readGlobs(lines: readonly string[]): Globs {
  return {
    positive: lines.filter((line) => !line.startsWith('!')).map((line) => readGlob(line, line)),
    negative: lines.filter((line) => line.startsWith('!')).map((line) => readGlob(line, line.slice(1))),
    effective: new Set(),
  }
}

/** Whether the file at `path` is included. */
export function takesFile(globs: Globs, path: string): boolean {
  return globs.positive.some((glob) => glob.matches(path)) && !takesAway(globs, path)
}

/** Whether a negative glob matches `path`. */
export function takesAway(globs: Globs, path: string): boolean {
  return noteEffective(globs, (glob) => glob.matches(path))
}

/** False only if no file in the folder at `path` can be included. */
export function maySearch(globs: Globs, path: string): boolean {
  const folder = `${path}/`
  return (
    globs.positive.some((glob) => folder.startsWith(glob.prefix) || glob.prefix.startsWith(folder)) &&
    !noteEffective(globs, (glob) => glob.isDeep && glob.matches(path))
  )
}

/** Whether a negative glob excludes. Records all globs that do. */
function noteEffective(globs: Globs, takesAway: (glob: Glob) => boolean): boolean {
  const effective = globs.negative.filter(takesAway)
  for (const glob of effective) globs.effective.add(glob)
  return effective.length > 0
}

function readGlob(text: string, line: string): Glob {
  const pattern = line.replace(/^(?:\.\/)+/, '')
  // A `|` separates two patterns, and `!(…)` is greedy, so neither the start nor the end applies to all matches.
  const isPlain = !/[|()]/.test(pattern)
  return {
    text,
    matches: pattern === '' ? () => false : picomatch(pattern, { dot: true, nonegate: true, windows: false }),
    prefix: isPlain ? leadingFolders(pattern) : '',
    isDeep: isPlain && /(?:^|\/)\*\*$/.test(pattern),
  }
}

/** The folders before the first one with a character that may be special in a glob. */
function leadingFolders(pattern: string): string {
  return /^(?:[\w. -]+\/)*/.exec(pattern)?.[0] ?? ''
}

/** The lines without `!` that match one of the paths. */
export function patternsFor(lines: readonly string[], paths: readonly string[]): string[] {
  return readGlobs(lines)
    .positive.filter(({ matches }) => paths.some((path) => matches(path)))
    .map(({ text }) => text)
}
