import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isInside, nameFrom } from './location.ts'

/** The suffix of a file name for a signature or checksum of that file. */
const SUFFIX =
  /\.(?:asc|sig|sign|signature|minisig|p7s|sigstore(?:\.json)?|(?:md5|sha1|sha224|sha256|sha384|sha512|b2|b3)(?:sums?)?)$/i

/** Names of lists of checksums: `SHA256SUMS`, `checksums.txt`, `manifests.sha256sum`. */
const LIST = /^(?:.*[._-])?(?:checksums?|(?:md5|sha1|sha224|sha256|sha384|sha512|b2|b3)(?:sums?)?)(?:\.txt)?$/i

/** `HASH  NAME` and `HASH *NAME` of coreutils, and `SHA256 (NAME) = HASH` of BSD. */
const LINE = /^(?:[0-9a-f]{32,128} [ *](.+)|[A-Za-z0-9-]+ \((.+)\) ?= ?[0-9a-f]{32,128})$/i

/** Lists of checksums are short. A longer file is not one. */
const LONGEST_LIST = 1024 * 1024

interface Folder {
  /** The signatures and checksums of single files, by the name of the file. */
  readonly beside: ReadonlyMap<string, readonly string[]>
  /** The lists of checksums, and the paths that they name. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * The paths of detached signatures and checksums, by file: files next to it with its name, and lists of checksums that
 * name it, in its folder and the parent folders within the workspace. All paths are absolute. Unreadable files count as
 * absent.
 */
export function findCompanions(files: readonly string[], workspace: string): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, Folder>()
  const folderAt = (path: string): Folder => {
    const folder = folders.get(path) ?? readFolder(path)
    folders.set(path, folder)
    return folder
  }
  return new Map(
    files.map((file) => {
      const above = foldersAbove(file, workspace)
      const lists = above.flatMap((folder) =>
        [...folderAt(folder).lists]
          .filter(([, named]) => named.has(nameFrom(folder, file)))
          .map(([name]) => join(folder, name)),
      )
      const own = folderAt(dirname(file)).beside.get(basename(file)) ?? []
      return [file, [...new Set([...own.map((name) => join(dirname(file), name)), ...lists])]]
    }),
  )
}

/** The folder of a file and its parents within the workspace. */
function foldersAbove(file: string, workspace: string): readonly string[] {
  const folder = dirname(file)
  if (folder === file || !isInside(workspace, folder)) return []
  return [folder, ...foldersAbove(folder, workspace)]
}

function readFolder(folder: string): Folder {
  const names = namesIn(folder)
  const besides = names
    .map((name) => ({ name, file: name.replace(SUFFIX, '') }))
    .filter(({ name, file }) => name !== file)
  return {
    beside: new Map(
      [...Map.groupBy(besides, ({ file }) => file)].map(([file, own]) => [file, own.map(({ name }) => name)]),
    ),
    lists: new Map(names.filter((name) => LIST.test(name)).map((name) => [name, namedIn(join(folder, name))])),
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function namedIn(list: string): ReadonlySet<string> {
  try {
    const stats = lstatSync(list)
    const lines = stats.isFile() && stats.size <= LONGEST_LIST ? readFileSync(list, 'utf8').split(/\r?\n/) : []
    return new Set(lines.flatMap((line) => pathIn(line) ?? []))
  } catch {
    return new Set()
  }
}

function pathIn(line: string): string | undefined {
  const [, first, second] = LINE.exec(line) ?? []
  return (first ?? second)?.replace(/^(?:\.\/)+/, '')
}
