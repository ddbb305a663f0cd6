import { isUtf8 } from 'node:buffer'
import { type Dirent, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DiskError, errnoOf, systemFault } from './errors.ts'
import { type Globs, maySearch, takesFile } from './globs.ts'
import { isInside, nameFrom, realPath } from './location.ts'
import { isScratchFolder } from './scratch-folder.ts'

/** Something that matches the globs. */
export interface Visit {
  /** `file`: a file of the workspace. `leaving`: a link to a file or folder outside the workspace. */
  readonly type: 'file' | 'leaving'
  /** The path that matched: from the start of the walk, through links, with `/`. */
  readonly path: string
  /** The absolute, real path of the file, or of the link itself. */
  readonly real: string
}

interface Folder {
  readonly path: string
  readonly real: string
}

const unsearched = new Set(['.git', 'node_modules'])
const codesOfBrokenLinks = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])

/**
 * Whether a real path in the workspace is in a folder that is never searched: `.git`, `node_modules`, or a scratch
 * folder.
 */
export function isUnsearched(workspace: string, path: string): boolean {
  return nameFrom(workspace, path).split('/').some(isUnsearchedName)
}

function isUnsearchedName(name: string): boolean {
  return unsearched.has(name) || isScratchFolder(name)
}

/**
 * Visits every file in `start` that the globs include, and every matching link that leaves the workspace. Both folders
 * are absolute, real paths.
 *
 * It visits a file once for each path to it, its own and those through links. It skips links to nothing or to a folder
 * that is never searched.
 *
 * @throws DiskError when a folder, link or name cannot be read.
 */
export function* walk(workspace: string, start: string, globs: Globs): Generator<Visit> {
  const folders: Folder[] = [{ path: '', real: start }]
  const links: Folder[] = []
  // Follow each link to a folder once, by the first path to it: this ends cycles, and links to links do not multiply.
  const followed = new Set<string>()

  for (let folder = folders.pop(); folder; folder = folders.pop() ?? links.shift()) {
    for (const entry of readFolder(workspace, folder.real)) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`
      const real = join(folder.real, entry.name)
      const isTaken = !entry.isDirectory() && takesFile(globs, path)
      const isSearched = !entry.isFile() && maySearch(globs, path)
      if (!isTaken && !isSearched) continue
      if (entry.name.includes(REPLACEMENT)) refuseUnreadableName(workspace, folder.real, entry.name)
      if (entry.isFile()) {
        yield { type: 'file', path, real }
      } else if (entry.isDirectory()) {
        folders.push({ path, real })
      } else if (entry.isSymbolicLink()) {
        const target = targetOf(workspace, real)
        if (target === undefined || !(target.isFolder ? isSearched : isTaken)) continue
        if (!isInside(workspace, target.real)) {
          yield { type: 'leaving', path, real }
        } else if (isUnsearched(workspace, target.real)) {
          continue
        } else if (!target.isFolder) {
          yield { type: 'file', path, real: target.real }
        } else if (!followed.has(real)) {
          followed.add(real)
          links.push({ path, real: target.real })
        }
      }
    }
  }
}

/** Sorted by name, so that the first path to a link does not depend on the file system. */
function readFolder(workspace: string, path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !isUnsearchedName(entry.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    throw unreadable('unreadable-folder', nameFrom(workspace, path), cause)
  }
}

/** What Node puts in place of bytes in a name that are not UTF-8. */
const REPLACEMENT = '\ufffd'

/** @throws DiskError when a name is not UTF-8, so that no path leads to the file. */
function refuseUnreadableName(workspace: string, folder: string, name: string): void {
  const isSame = (bytes: Buffer): boolean => bytes.toString() === name
  const odd = readdirSync(folder, { encoding: 'buffer' }).find((bytes) => isSame(bytes) && !isUtf8(bytes))
  if (!odd) return
  const escaped = odd
    .toString('latin1')
    .replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
  throw new DiskError({ code: 'unreadable-name', name: escaped, folder: nameFrom(workspace, folder) })
}

/** The target of a link. */
interface Target {
  readonly real: string
  readonly isFolder: boolean
}

/** Undefined when the target does not exist, or is neither a file nor a folder. */
function targetOf(workspace: string, link: string): Target | undefined {
  const real = existing(workspace, link, () => realPath(link))
  if (real === undefined) return undefined
  if (real.includes(REPLACEMENT)) refuseUnreadableName(workspace, dirname(real), basename(real))
  const status = existing(workspace, link, () => statSync(real))
  return status?.isFile() || status?.isDirectory() ? { real, isFolder: status.isDirectory() } : undefined
}

/** The result of a look at a link; undefined when its target does not exist. */
function existing<T>(workspace: string, link: string, look: () => T): T | undefined {
  try {
    return look()
  } catch (cause) {
    if (codesOfBrokenLinks.has(errnoOf(cause) ?? '')) return undefined
    throw unreadable('unreadable-link', nameFrom(workspace, link), cause)
  }
}

function unreadable(code: 'unreadable-folder' | 'unreadable-link', path: string, cause: unknown): DiskError {
  return new DiskError({ code, path, fault: systemFault(cause) }, { cause })
}
