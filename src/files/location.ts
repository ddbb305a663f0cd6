import { realpathSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'

/** Whether `path` is `folder` or lies below it. Both are absolute; links are not resolved. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  // On Windows the way to another drive is an absolute path.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The way from `folder` to `path`, both absolute, with `/` on every system; '' when they are the same. */
export function nameFrom(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/')
}

/** A path without symbolic links, in the real case of its names. Throws node's own error when nothing is there. */
export function realPath(path: string): string {
  // The native one knows the case, where a file system ignores it.
  return realpathSync.native(path)
}
