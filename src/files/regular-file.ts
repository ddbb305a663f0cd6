import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { FileError } from './errors.ts'
import { realPath } from './location.ts'

/** The attributes of a file that its text does not show. */
export interface Attributes {
  /** Its permission bits. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** The number of hard links. */
  readonly links: number
}

/** A file that is neither a link nor a folder. */
export interface RegularFile {
  readonly bytes: Buffer
  readonly attributes: Attributes
}

/**
 * Reads a file.
 *
 * @throws FileError when it is a link or a folder; otherwise Node's error.
 */
export function regularFile(path: string): RegularFile {
  const status = lstatSync(path)
  if (!status.isFile()) throw new FileError({ code: 'not-a-file' })
  const { mode, uid, gid, nlink: links } = status
  return { bytes: readFileSync(path), attributes: { mode: mode & 0o7777, uid, gid, links } }
}

/**
 * Reads a file that must contain a given text.
 *
 * @throws FileError when it does not; otherwise Node's error.
 */
export function verifiedFile(path: string, text: string): RegularFile {
  // A rename would follow a link that replaced a folder, perhaps out of the work tree.
  if (realPath(dirname(path)) !== dirname(path)) throw new FileError({ code: 'folder-is-link' })
  const file = regularFile(path)
  if (!file.bytes.equals(Buffer.from(text))) throw new FileError({ code: 'changed' })
  return file
}

/** @throws FileError when something exists at a path, or a link leads there. */
export function refuseExisting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) throw new FileError({ code: 'exists' })
  let folder = dirname(path)
  while (!existsSync(folder)) folder = dirname(folder)
  if (realPath(folder) !== folder) throw new FileError({ code: 'folder-is-link' })
}
