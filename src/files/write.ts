import { lstatSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyAttributes } from './attributes.ts'
import { digestOf } from './digest.ts'
import { regularFile, writeTemporary, type Attributes, type FileState } from './file-state.ts'
import { nameFrom, realPath } from './location.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { WriteError } from './write-error.ts'

export interface Replacement {
  /** The absolute, real path of the file. */
  readonly path: string
  /** The digest of the text that the file is known to hold. */
  readonly digest: string
  /** Makes the new text of the old one. */
  rewrite(text: string): string
  /** Makes the old text of the new one. */
  restore(text: string): string
}

/** What a file lost when it was replaced. */
export interface Loss {
  /** `links`: its other hard links keep the old text. `owner`: it belongs to this user now. */
  readonly what: 'links' | 'owner'
  readonly path: string
}

interface Prepared {
  readonly replacement: Replacement
  readonly path: string
  readonly state: Attributes
  /** The digest of its new text. */
  readonly digest: string
  /** The file that holds the new text until it is renamed. */
  readonly temporary: string
}

/**
 * Gives every file its new text, or none: first all new texts are written to files that git ignores, then each is renamed
 * over its old one, once it is sure that this one holds what it did. A file keeps its mode, and as far as the system allows
 * its owner, access control list and extended attributes. When anything fails, the files renamed until then get their old
 * text back, unless somebody has changed them since, and no temporary file stays. One text is held at a time.
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
    const files = replacements.map((replacement) => replacement.path)
    copyAttributes(root, files, folder)
    const prepared = replacements.map((replacement) => {
      path = replacement.path
      return prepare(replacement, join(folder, nameFrom(root, path)))
    })
    for (const file of prepared) {
      path = file.path
      move(file, folders, rename, () => {
        if (verifiedFile(file.replacement).mode !== file.state.mode)
          throw new Error('its mode was changed since it was read')
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

function prepare(replacement: Replacement, temporary: string): Prepared {
  const { bytes, ...state } = verifiedFile(replacement)
  const text = replacement.rewrite(bytes.toString())
  writeTemporary(temporary, text, state)
  return { replacement, path: replacement.path, state, digest: digestOf(text), temporary }
}

function putBack(file: Prepared, folders: string[], rename: typeof renameSync): void {
  const { replacement, path, digest, state, temporary } = file
  const { bytes } = verifiedFile({ path, digest })
  copyAttributes(dirname(path), [path], dirname(temporary))
  writeTemporary(temporary, replacement.restore(bytes.toString()), state)
  move(file, folders, rename, () => verifiedFile({ path, digest }))
}

function holdsNewText({ path, digest }: Prepared): boolean {
  try {
    verifiedFile({ path, digest })
    return true
  } catch {
    return false
  }
}

/** Renames the temporary file over its target. `verify` throws when the target may not be replaced. */
function move(
  { temporary, path, state }: Prepared,
  folders: string[],
  rename: typeof renameSync,
  verify: () => unknown,
): void {
  verify()
  try {
    rename(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    // Another file system is mounted where the file lies.
    const folder = newScratchFolder(dirname(path), folders)
    const beside = join(folder, basename(path))
    copyAttributes(dirname(path), [path], folder)
    writeTemporary(beside, readFileSync(temporary, 'utf8'), state)
    verify()
    rename(beside, path)
  }
}

function lossesOf({ path, state }: Prepared): Loss[] {
  const { uid, gid } = lstatSync(path)
  const losses: Loss[] = []
  if (state.links > 1) losses.push({ what: 'links', path })
  if (uid !== state.uid || gid !== state.gid) losses.push({ what: 'owner', path })
  return losses
}

/**
 * A file, once it is sure that it is what a replacement was made for.
 *
 * Throws an Error that says what the file is instead, or node's own.
 */
export function verifiedFile({ path, digest }: Pick<Replacement, 'path' | 'digest'>): FileState {
  // A rename would follow a link that took the place of a folder, maybe out of the work tree.
  if (realPath(dirname(path)) !== dirname(path)) throw new Error('its folder is a link now')
  const file = regularFile(path)
  if (digestOf(file.bytes) !== digest) throw new Error('it was changed since it was read')
  return file
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
