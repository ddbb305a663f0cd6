import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { DiskError, errnoOf, systemFault } from './errors.ts'
import { type Glob, readGlobs, takesAway } from './globs.ts'
import { isInside, nameFrom, realPath } from './location.ts'
import { isUnsearched, walk } from './walk.ts'

export interface FileSearch {
  /** The absolute path of the workspace. */
  readonly workspace: string
  /** The folder to search: relative to the workspace, or absolute and inside it. */
  readonly directory: string
  /**
   * Globs relative to `directory`, with `/`. A leading `!` excludes, at any place in the list. If all globs exclude,
   * they exclude from all files. A leading `./` is allowed.
   */
  readonly patterns: readonly string[]
}

export interface FoundFile {
  /** The absolute path without symbolic links. */
  readonly path: string
  /** Relative to the real workspace, with `/`. */
  readonly name: string
}

export interface SearchResult {
  /** Each real file once, sorted by name in code-unit order. */
  readonly files: readonly FoundFile[]
  /** The names of matching links that leave the workspace, relative to it and sorted. None is followed. */
  readonly leaving: readonly string[]
  /** The given patterns without `!` that match none of `files`, and those with `!` that exclude none. */
  readonly unmatched: readonly string[]
  /** The patterns in `unmatched` that name a folder. */
  readonly folders: readonly string[]
  /** Whether the workspace contains only dot folders. */
  readonly isEmpty: boolean
}

/**
 * Finds the files in a folder of the workspace that match a list of globs.
 *
 * It never searches `.git` and `node_modules`, neither directly nor through a link. Dot files count. It follows links
 * inside the workspace: the target is matched by the path through the link, and returned with its real path. A pattern
 * with `!` excludes a file by either path.
 *
 * @throws DiskError when the folder cannot be searched, or something in it cannot be read.
 */
export function findFiles(search: FileSearch): SearchResult {
  const workspace = realFolder('workspace', search.workspace)
  const start = searchedFolder(workspace, search)
  const given = readGlobs(search.patterns)
  const globs = given.positive.length > 0 ? given : { ...given, positive: readGlobs(['**/*']).positive }

  const files = new Map<string, FoundFile>()
  const leaving = new Set<string>()
  const matched = new Set<Glob>()
  for (const { type, path, real } of walk(workspace, start, globs)) {
    // A file found through a link can still be excluded by its own path.
    if (takesAway(globs, nameFrom(start, real))) continue
    const name = nameFrom(workspace, real)
    if (type === 'leaving') {
      leaving.add(name)
    } else {
      files.set(real, { path: real, name })
      for (const glob of globs.positive) if (glob.matches(path)) matched.add(glob)
    }
  }

  const unmatched = [
    ...given.positive.filter((glob) => !matched.has(glob)),
    ...given.negative.filter((glob) => !given.effective.has(glob)),
  ].map((glob) => glob.text)
  return {
    files: [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    leaving: [...leaving].sort(),
    unmatched,
    folders: unmatched.filter((pattern) => isFolder(resolve(start, pattern.replace(/^!/, '')), workspace)),
    isEmpty: readdirSync(workspace, { withFileTypes: true }).every(
      (entry) => entry.isDirectory() && entry.name.startsWith('.'),
    ),
  }
}

/** Whether a path is a folder that can be searched. */
function isFolder(path: string, workspace: string): boolean {
  try {
    return statSync(path).isDirectory() && !isUnsearched(workspace, path)
  } catch {
    return false
  }
}

function searchedFolder(workspace: string, search: FileSearch): string {
  const start = realFolder('working-directory', resolve(search.workspace, search.directory))
  const failure = { code: 'unusable-folder', role: 'working-directory', path: start } as const
  if (!isInside(workspace, start)) throw new DiskError({ ...failure, fault: { code: 'outside-workspace', workspace } })
  if (isUnsearched(workspace, start)) throw new DiskError({ ...failure, fault: { code: 'never-searched' } })
  return start
}

function realFolder(role: 'workspace' | 'working-directory', path: string): string {
  const failure = { code: 'unusable-folder', role, path } as const
  let real: string
  try {
    real = realPath(path)
  } catch (cause) {
    const fault = errnoOf(cause) === 'ENOENT' ? ({ code: 'missing' } as const) : systemFault(cause)
    throw new DiskError({ ...failure, fault }, { cause })
  }
  if (!statSync(real).isDirectory()) throw new DiskError({ ...failure, fault: { code: 'not-a-folder' } })
  return real
}
