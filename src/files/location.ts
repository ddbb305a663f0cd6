import { realpathSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'

/** Whether `path` is `folder` or inside it. Both are absolute. Links are not resolved. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  // On Windows, the relative path to another drive is absolute.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The path from `folder` to `path`, both absolute, with `/` on every system; empty when they are the same. */
export function nameFrom(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/')
}

/** A path without symbolic links, in the real case of its names. Throws Node's error when it does not exist. */
export function realPath(path: string): string {
  // Where the file system ignores case, only the native function returns the real one.
  return realpathSync.native(path)
}
