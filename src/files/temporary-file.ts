import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  mkdirSync,
  openSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { errnoOf } from './errors.ts'
import type { Attributes } from './regular-file.ts'

/** Writes a text to a file that may exist, with the attributes of another file or the default ones. */
export function writeTemporary(path: string, text: string, attributes: Attributes | undefined): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  if (attributes === undefined) {
    writeFileSync(path, text)
    return
  }
  const { mode, uid, gid } = attributes
  const file = openTemporary(path)
  try {
    writeFileSync(file, text)
    const status = fstatSync(file)
    if (status.uid !== uid || status.gid !== gid) giveTo(file, uid, gid)
    // After the text and the owner, because both clear the setgid bit; not when opening, where the umask would apply.
    fchmodSync(file, mode)
  } finally {
    closeSync(file)
  }
}

function openTemporary(path: string): number {
  if (existsSync(path)) chmodSync(path, 0o600)
  return openSync(path, 'a', 0o600)
}

/** Not every user may change owners. The caller checks the result. */
function giveTo(file: number, uid: number, gid: number): void {
  try {
    fchownSync(file, uid, gid)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error
  }
}
