import { randomBytes } from 'node:crypto'
import { closeSync, fchmodSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { digestOf } from './digest.ts'

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

/** Says which file could not be written, why (its `cause`, too), and in what state the others are. */
export class WriteError extends Error {
  override readonly name = 'WriteError'
  /** The file that could not be written. */
  readonly path: string
  /** The files that hold their new text nevertheless, because they could not be put back. */
  readonly unrestored: readonly string[]
  /** Temporary files that could not be removed. */
  readonly left: readonly string[]

  constructor(path: string, cause: unknown, unrestored: readonly string[], left: readonly string[]) {
    const state = [
      unrestored.length === 0
        ? 'Every file is as it was before.'
        : `These files hold their new text and could not be put back: ${unrestored.join(', ')}.`,
      ...(left.length === 0 ? [] : [`These temporary files could not be removed: ${left.join(', ')}.`]),
    ]
    super(`Cannot write ${path}: ${(cause as Error).message}. ${state.join(' ')}`, { cause })
    this.path = path
    this.unrestored = unrestored
    this.left = left
  }
}

interface Prepared {
  readonly replacement: Replacement
  readonly path: string
  readonly mode: number
  /** The file beside it that holds the new text until it is renamed. */
  readonly temporary: string
}

/**
 * Gives every file its new text, or none: first all new texts are written to files beside the old ones, then each is
 * renamed over its old one. A file keeps its mode. When anything fails, the files renamed until then get their old text
 * back, and no temporary file stays. One text is held at a time.
 *
 * `rename` moves a file over another, as node's `renameSync` does.
 *
 * Throws a WriteError when a file is not a regular file any more or does not hold what it is known to, or when the system
 * refuses a step.
 */
export function replaceFiles(replacements: readonly Replacement[], rename = renameSync): void {
  const prepared: Prepared[] = []
  const renamed: Prepared[] = []
  let path = ''
  try {
    for (const replacement of replacements) {
      path = replacement.path
      const { bytes, mode } = verifiedFile(replacement)
      const file = { replacement, path, mode, temporary: temporaryBeside(path) }
      // Listed before it is there, so that one written by half is removed, too.
      prepared.push(file)
      writeNew(file.temporary, replacement.rewrite(bytes.toString()), mode)
    }
    for (const file of prepared) {
      path = file.path
      rename(file.temporary, path)
      renamed.push(file)
    }
  } catch (cause) {
    const unrestored = failing(renamed, (file) => {
      writeNew(file.temporary, file.replacement.restore(readFileSync(file.path, 'utf8')), file.mode)
      rename(file.temporary, file.path)
    })
    const left = failing(prepared, (file) => {
      rmSync(file.temporary, { force: true })
    })
    throw new WriteError(
      path,
      cause,
      unrestored.map((file) => file.path),
      left.map((file) => file.temporary),
    )
  }
}

/** A file as it is. */
export interface FileState {
  readonly bytes: Buffer
  /** Its permission bits. */
  readonly mode: number
}

/**
 * A file, once it is sure that it is what a replacement was made for.
 *
 * Throws an Error that says what the file is instead, or node's own.
 */
export function verifiedFile({ path, digest }: Pick<Replacement, 'path' | 'digest'>): FileState {
  const file = regularFile(path)
  if (digestOf(file.bytes) !== digest) throw new Error('it was changed since it was read')
  return file
}

/** Reads a file that is neither a link nor a folder. Throws an Error when it is, or node's own. */
export function regularFile(path: string): FileState {
  const status = lstatSync(path)
  if (!status.isFile()) throw new Error('it is not a regular file any more')
  return { bytes: readFileSync(path), mode: status.mode & 0o7777 }
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.atlas-init-container.${randomBytes(8).toString('hex')}.tmp`)
}

function writeNew(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text)
    // After the text, because a write clears the setgid bit; and not when opening, where the umask would apply.
    fchmodSync(file, mode)
  } finally {
    closeSync(file)
  }
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
