import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterEach } from '@jest/globals'
import { DiskError } from '../../src/files/errors.ts'
import type { DiskFailure } from '../../src/failures/disk.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A new folder, by its real path, that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'files-'))
  folders.push(folder)
  return folder
}

/** Writes files, each with its name as its content, and links, written as `name -> target`. */
export function plant(folder: string, entries: readonly string[]): void {
  for (const entry of entries) {
    const [name = '', target] = entry.split(' -> ')
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    if (target === undefined) writeFileSync(path, name)
    else symlinkSync(target, path)
  }
}

/** Runs the action as a user whom the modes of files and folders hold back; root is not. */
export function asOrdinaryUser(action: () => void): void {
  const user = process.geteuid?.()
  if (user === 0) process.seteuid?.(65534)
  try {
    action()
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
}

/** What cannot be used, read or written for an action; undefined when nothing of the kind is thrown. */
export function failureOf(action: () => void): DiskFailure | undefined {
  const error = thrownBy(action)
  return error instanceof DiskError ? error.failure : undefined
}

/** What the action throws; undefined when it does not. */
export function thrownBy(action: () => void): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}
