import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyAttributes } from './attributes.ts'
import { digestOf } from './digest.ts'
import { regularFile, writeTemporary, type Attributes, type FileState } from './file-state.ts'
import { nameFrom, realPath } from './location.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { WriteError } from './write-error.ts'

/** A file that gets another text. */
export interface Replacement {
  /** The absolute path of the file; that of its folder, or of the nearest one above that is there, is real. */
  readonly path: string
  /** The text that the file is known to hold; undefined when it is not there. */
  readonly before: string | undefined
  /** Read once, so that a getter may work it out. */
  readonly after: string
}

/** What a file lost when it was replaced. */
export interface Loss {
  /** `links`: its other hard links keep the old text. `owner`: it belongs to this user now. */
  readonly what: 'links' | 'owner'
  readonly path: string
}

interface Prepared {
  readonly path: string
  readonly before: string | undefined
  /** Undefined for a file that is new. */
  readonly state: Attributes | undefined
  /** The digest of its new text. */
  readonly digest: string
  /** The file that holds the new text until it is renamed. */
  readonly temporary: string
}

/**
 * Gives every file its new text, or none: first all new texts are written to files that git ignores, then each is renamed
 * over its old one, once it is sure that this one holds what it did, or that there is still none. A file keeps its mode, and
 * as far as the system allows its owner, access control list and extended attributes. When anything fails, the files renamed
 * until then get their old text back, or go, unless somebody has changed them since, and no temporary file stays.
 *
 * @param root the absolute, real path of a folder that all the files lie in.
 * @param rename moves a file over another, as node's `renameSync` does.
 * @returns what files lost nevertheless.
 *
 * Throws a WriteError when a file is not a regular file any more or does not hold what it is known to, or when the system
 * refuses a step.
 */
export function replaceFiles(replacements: readonly Replacement[], root: string, rename = renameSync): Loss[] {
  if (replacements.length === 0) return []
  const folders: string[] = []
  const renamed: Prepared[] = []
  let path = root
  try {
    const folder = firstScratchFolder(root, replacements, folders)
    const files = replacements.filter(({ before }) => before !== undefined)
    copyAttributes(
      root,
      files.map((replacement) => replacement.path),
      folder,
    )
    const prepared = replacements.map((replacement) => {
      path = replacement.path
      return prepare(replacement, join(folder, nameFrom(root, path)))
    })
    for (const file of prepared) {
      path = file.path
      if (file.state === undefined) mkdirSync(dirname(path), { recursive: true })
      move(file, folders, rename, () => {
        verify(file)
      })
      renamed.push(file)
    }
    removed(folders)
    return prepared.flatMap(lossesOf)
  } catch (cause) {
    const unrestored: Prepared[] = []
    const changedSince: Prepared[] = []
    for (const file of renamed) {
      try {
        putBack(file, folders, rename)
      } catch {
        const list = holdsNewText(file) ? unrestored : changedSince
        list.push(file)
      }
    }
    const pathsOf = (some: readonly Prepared[]): string[] => some.map((file) => file.path)
    throw new WriteError(path, cause, {
      unrestored: pathsOf(unrestored),
      changedSince: pathsOf(changedSince),
      left: removed(folders),
    })
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
  return failing(folders, (folder) => {
    rmSync(folder, { recursive: true, force: true })
  })
}

function prepare({ path, before, after }: Replacement, temporary: string): Prepared {
  const state = before === undefined ? undefined : attributesOf(verifiedFile({ path, before }))
  if (state === undefined) refuseExisting(path)
  writeTemporary(temporary, after, state)
  return { path, before, state, digest: digestOf(after), temporary }
}

function attributesOf({ mode, uid, gid, links }: FileState): Attributes {
  return { mode, uid, gid, links }
}

/** @throws Error when a file is not what it was when it was prepared. */
function verify({ path, before, state }: Prepared): void {
  if (before === undefined || state === undefined) refuseExisting(path)
  else if (verifiedFile({ path, before }).mode !== state.mode) throw new Error('its mode was changed since it was read')
}

/** @throws Error when something is where a new file is to be, or a link leads elsewhere. */
function refuseExisting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) throw new Error('it is there already')
  let folder = dirname(path)
  while (!existsSync(folder)) folder = dirname(folder)
  if (realPath(folder) !== folder) throw new Error('its folder is a link now')
}

/** Gives a file its old text back; takes out one that was new. */
function putBack(file: Prepared, folders: string[], rename: typeof renameSync): void {
  const { path, before, digest, state, temporary } = file
  verifyNew({ path, digest })
  if (before === undefined || state === undefined) {
    rmSync(path)
    return
  }
  copyAttributes(dirname(path), [path], dirname(temporary))
  writeTemporary(temporary, before, state)
  move(file, folders, rename, () => {
    verifyNew({ path, digest })
  })
}

/** @throws Error when a file does not hold its new text any more. */
function verifyNew({ path, digest }: Pick<Prepared, 'path' | 'digest'>): void {
  if (digestOf(unlinkedFile(path).bytes) !== digest) throw new Error(CHANGED)
}

function holdsNewText(file: Prepared): boolean {
  try {
    verifyNew(file)
    return true
  } catch {
    return false
  }
}

/** Renames the temporary file over its target. `verifyTarget` throws when the target may not be replaced. */
function move(
  { temporary, path, state }: Prepared,
  folders: string[],
  rename: typeof renameSync,
  verifyTarget: () => void,
): void {
  verifyTarget()
  try {
    rename(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    // Another file system is mounted where the file lies.
    const folder = newScratchFolder(dirname(path), folders)
    const beside = join(folder, basename(path))
    if (state !== undefined) copyAttributes(dirname(path), [path], folder)
    writeTemporary(beside, readFileSync(temporary, 'utf8'), state)
    verifyTarget()
    rename(beside, path)
  }
}

function lossesOf({ path, state }: Prepared): Loss[] {
  if (state === undefined) return []
  const { uid, gid } = lstatSync(path)
  const losses: Loss[] = []
  if (state.links > 1) losses.push({ what: 'links', path })
  if (uid !== state.uid || gid !== state.gid) losses.push({ what: 'owner', path })
  return losses
}

const CHANGED = 'it was changed since it was read'

/**
 * A file, once it is sure that it is what a replacement was made for.
 *
 * Throws an Error that says what the file is instead, or node's own.
 */
export function verifiedFile({ path, before }: { readonly path: string; readonly before: string }): FileState {
  const file = unlinkedFile(path)
  if (!file.bytes.equals(Buffer.from(before))) throw new Error(CHANGED)
  return file
}

/** A file whose folder is no link: a rename would follow one that took the place of a folder, maybe out of the work tree. */
function unlinkedFile(path: string): FileState {
  if (realPath(dirname(path)) !== dirname(path)) throw new Error('its folder is a link now')
  return regularFile(path)
}

/** Tries the action on every item, and returns those that it threw for. */
function failing<T>(items: readonly T[], action: (item: T) => void): T[] {
  return items.filter((item) => {
    try {
      action(item)
      return false
    } catch {
      return true
    }
  })
}
