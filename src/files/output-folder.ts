import { closeSync, constants, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DiskError, systemFault } from './errors.ts'
import { isInside, realPath } from './location.ts'
import type { FolderFault } from '../failures/disk.ts'

/**
 * Creates a folder in the runner's temp folder that only its owner can open (mode 0700), and returns its absolute, real
 * path.
 *
 * @throws DiskError when `temp` is in the workspace, where a commit could pick up the files; when it does not exist; or
 * when the folder cannot be created.
 */
export function createOutputFolder(temp: string, workspace: string): string {
  const realTemp = realFolder(temp)
  if (isInside(realPath(workspace), realTemp)) throw unusable(temp, { code: 'inside-workspace', workspace })
  try {
    return mkdtempSync(join(realTemp, 'atlas-init-container-'))
  } catch (cause) {
    throw unusable(temp, systemFault(cause), { cause })
  }
}

function realFolder(temp: string): string {
  try {
    return realPath(temp)
  } catch (cause) {
    throw unusable(temp, systemFault(cause), { cause })
  }
}

function unusable(path: string, fault: FolderFault, options?: ErrorOptions): DiskError {
  return new DiskError({ code: 'unusable-folder', role: 'temp', path, fault }, options)
}

/**
 * Writes a new file that only its owner can read (mode 0600), and returns its absolute path. `name` is a file name
 * without a folder.
 *
 * @throws DiskError when the file exists, or cannot be written.
 * @throws RangeError when `name` has a folder.
 */
export function writeOutput(folder: string, name: string, text: string): string {
  if (basename(name) !== name) throw new RangeError(`a name with a folder: ${name}`)
  const path = join(folder, name)
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    throw new DiskError({ code: 'output-file-not-written', path, fault: systemFault(cause) }, { cause })
  }
  return path
}

/**
 * Checks that the runner's file for outputs is writable, before anything changes. Does nothing without a runner.
 *
 * @throws DiskError when it is not.
 */
export function checkOutputFile(path: string | undefined): void {
  if (path === undefined) return
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND))
  } catch (cause) {
    throw new DiskError({ code: 'runner-file-not-writable', path, fault: systemFault(cause) }, { cause })
  }
}
