import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyAttributes } from './attributes.ts'
import { DiskError, errnoOf, FileError, fileFault } from './errors.ts'
import { nameFrom } from './location.ts'
import { refuseExisting, verifiedFile, type Attributes } from './regular-file.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { writeTemporary } from './temporary-file.ts'

/** A file with a new text. */
export interface Replacement {
  /** The absolute path of the file. Its folder, or the nearest existing parent, is a real path. */
  readonly path: string
  /** The text that the file must contain; undefined when it must not exist. */
  readonly before: string | undefined
  /** Computes the new text, the same on each call. */
  readonly after: () => string
}

/** What a file lost when it was replaced. */
export interface Loss {
  /** `links`: its other hard links keep the old text. `owner`: it now belongs to this user. */
  readonly what: 'links' | 'owner'
  readonly path: string
}

interface Prepared extends Replacement {
  /** Undefined for a new file. */
  readonly attributes: Attributes | undefined
  /** The file with the new text, until the rename. */
  readonly temporary: string
}

/**
 * Gives all files their new text, or none. First it writes all new texts to files that git ignores. Then it renames
 * each over the old file, once it has checked that this still has its text, or still does not exist. A file keeps its
 * mode and, as far as the system allows, its owner, access control list and extended attributes. If anything fails, it
 * restores the renamed files or removes the new ones, unless someone has changed them since, and removes all temporary
 * files.
 *
 * @param root the absolute, real path of a folder that contains all files; results and errors have paths relative to
 * it.
 * @param rename moves a file over another, as Node's `renameSync` does.
 * @returns what files lost nevertheless.
 *
 * @throws DiskError when a file is no longer a regular file or no longer has its text, or when a step fails.
 */
export function replaceFiles(replacements: readonly Replacement[], root: string, rename = renameSync): Loss[] {
  if (replacements.length === 0) return []
  const folders: string[] = []
  const renamed: Prepared[] = []
  let path = root
  try {
    const folder = firstScratchFolder(root, replacements, folders)
    const there = replacements.filter(({ before }) => before !== undefined).map((file) => file.path)
    copyAttributes(root, there, folder)
    const prepared = replacements.map((replacement) => {
      path = replacement.path
      return prepare(replacement, join(folder, nameFrom(root, path)))
    })
    for (const file of prepared) {
      path = file.path
      if (file.before === undefined) mkdirSync(dirname(path), { recursive: true })
      move(file, folders, rename, verifyOld)
      renamed.push(file)
    }
    removed(folders)
    return prepared.flatMap(lossesOf).map((loss) => ({ ...loss, path: nameFrom(root, loss.path) }))
  } catch (cause) {
    const failed = renamed.filter((file) => !succeeds(putBack, file, folders, rename))
    const byState = Map.groupBy(failed, (file) => (succeeds(verifyNew, file) ? 'unrestored' : 'changedSince'))
    const name = (absolute: string): string => nameFrom(root, absolute)
    const namesOf = (files: readonly Prepared[] = []): string[] => files.map((file) => name(file.path))
    const failure = {
      code: 'not-written',
      path: name(path),
      fault: fileFault(cause),
      unrestored: namesOf(byState.get('unrestored')),
      changedSince: namesOf(byState.get('changedSince')),
      leftovers: removed(folders).map(name),
    } as const
    throw new DiskError(failure, { cause })
  }
}

/** In the root or, if the user may not write there, next to a file. */
function firstScratchFolder(root: string, [first]: readonly Replacement[], folders: string[]): string {
  try {
    return newScratchFolder(root, folders)
  } catch (error) {
    if (!first) throw error
    return newScratchFolder(dirname(first.path), folders)
  }
}

function newScratchFolder(parent: string, folders: string[]): string {
  const folder = createScratchFolder(parent)
  folders.push(folder)
  return folder
}

/** Removes folders. Returns those that it could not remove. */
function removed(folders: readonly string[]): string[] {
  return folders.filter((folder) => !succeeds(rmSync, folder, { recursive: true, force: true }))
}

function prepare(replacement: Replacement, temporary: string): Prepared {
  const { path, before, after } = replacement
  const attributes = before === undefined ? undefined : verifiedFile(path, before).attributes
  if (before === undefined) refuseExisting(path)
  writeTemporary(temporary, after(), attributes)
  return { ...replacement, attributes, temporary }
}

/** @throws FileError when a file has changed since it was prepared. */
function verifyOld({ path, before, attributes }: Prepared): void {
  if (before === undefined) refuseExisting(path)
  else if (verifiedFile(path, before).attributes.mode !== attributes?.mode)
    throw new FileError({ code: 'mode-changed' })
}

/** @throws FileError when a file no longer has its new text. */
function verifyNew({ path, after }: Prepared): void {
  verifiedFile(path, after())
}

/** Restores the old text of a file; removes a new file. */
function putBack(file: Prepared, folders: string[], rename: typeof renameSync): void {
  const { path, before, attributes, temporary } = file
  verifyNew(file)
  if (before === undefined) {
    rmSync(path)
    return
  }
  copyAttributes(dirname(path), [path], dirname(temporary))
  writeTemporary(temporary, before, attributes)
  move(file, folders, rename, verifyNew)
}

/** Renames the temporary file over its target. `verify` throws when the target must not be replaced. */
function move(file: Prepared, folders: string[], rename: typeof renameSync, verify: (file: Prepared) => void): void {
  const { temporary, path, attributes } = file
  verify(file)
  try {
    rename(temporary, path)
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error
    // The file is on another file system, mounted there.
    const folder = newScratchFolder(dirname(path), folders)
    const beside = join(folder, basename(path))
    if (attributes !== undefined) copyAttributes(dirname(path), [path], folder)
    writeTemporary(beside, readFileSync(temporary, 'utf8'), attributes)
    verify(file)
    rename(beside, path)
  }
}

function lossesOf({ path, attributes }: Prepared): Loss[] {
  if (attributes === undefined) return []
  const { uid, gid } = lstatSync(path)
  const losses: Loss[] = []
  if (attributes.links > 1) losses.push({ what: 'links', path })
  if (uid !== attributes.uid || gid !== attributes.gid) losses.push({ what: 'owner', path })
  return losses
}

/** Whether an action with some arguments does not throw. */
function succeeds<T extends unknown[]>(action: (...given: T) => void, ...given: T): boolean {
  try {
    action(...given)
    return true
  } catch {
    return false
  }
}
