import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Debian's `nobody`, for database servers: PostgreSQL refuses to run as root. */
export const NOBODY = 65534

/** A new folder that belongs to `nobody`. */
export function folderOfNobody(parent: string, name: string): string {
  const folder = join(parent, name)
  mkdirSync(folder, { mode: 0o700 })
  chownSync(folder, NOBODY, NOBODY)
  return folder
}
