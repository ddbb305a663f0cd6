import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyAttributes } from './attributes.ts'
import { DiskError, errnoOf, FileError, fileFault } from './errors.ts'
import { nameFrom } from './location.ts'
import { refuseExisting, verifiedFile, type Attributes } from './regular-file.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { writeTemporary } from './temporary-file.ts'

/** A file that gets another text. */
export interface Replacement {
  /** The absolute path of the file; that of its folder, or of the nearest one above that is there, is real. */
  readonly path: string
  /** The text that the file is known to hold; undefined when it is not there. */
  readonly before: string | undefined
  /** Works out its new text, the same at each call. */
  readonly after: () => string
}

/** What a file lost when it was replaced. */
export interface Loss {
  /** `links`: its other hard links keep the old text. `owner`: it belongs to this user now. */
  readonly what: 'links' | 'owner'
  readonly path: string
}

interface Prepared extends Replacement {
  /** Undefined for a file that is new. */
  readonly attributes: Attributes | undefined
  /** The file that holds the new text until it is renamed. */
  readonly temporary: string
}

/**
 * Gives every file its new text, or none: first all new texts are written to files that git ignores, then each is renamed
 * over its old one, once it is sure that this one holds what it did, or that there is still none. A file keeps its mode, and
 * as far as the system allows its owner, access control list and extended attributes. When anything fails, the files renamed
 * until then get their old text back, or go, unless somebody has changed them since, and no temporary file stays.
 *
 * @param root the absolute, real path of a folder that all the files lie in; what is returned or thrown has paths relative to it.
 * @param rename moves a file over another, as node's `renameSync` does.
 * @returns what files lost nevertheless.
 *
 * @throws DiskError when a file is not a regular file any more or does not hold what it is known to, or when a step fails.
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

/** In the root, or, where this user may not write to it, beside a file. */
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

/** Removes folders, and returns those that it could not remove. */
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

/** @throws FileError when a file is not what it was when it was prepared. */
function verifyOld({ path, before, attributes }: Prepared): void {
  if (before === undefined) refuseExisting(path)
  else if (verifiedFile(path, before).attributes.mode !== attributes?.mode)
    throw new FileError({ code: 'mode-changed' })
}

/** @throws FileError when a file does not hold its new text any more. */
function verifyNew({ path, after }: Prepared): void {
  verifiedFile(path, after())
}

/** Gives a file its old text back; takes out one that was new. */
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

/** Renames the temporary file over its target. `verify` throws when the target may not be replaced. */
function move(file: Prepared, folders: string[], rename: typeof renameSync, verify: (file: Prepared) => void): void {
  const { temporary, path, attributes } = file
  verify(file)
  try {
    rename(temporary, path)
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error
    // Another file system is mounted where the file lies.
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

/** Whether an action, called with some arguments, does not throw. */
function succeeds<T extends unknown[]>(action: (...given: T) => void, ...given: T): boolean {
  try {
    action(...given)
    return true
  } catch {
    return false
  }
}
