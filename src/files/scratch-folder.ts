import { randomBytes } from 'node:crypto'
import { type Dirent, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { errnoOf } from './errors.ts'

const NAME = /^\.atlas-init-container-[0-9a-f]{16}$/

/** Whether a folder of this name holds nothing but temporary files. */
export function isScratchFolder(name: string): boolean {
  return NAME.test(name)
}

/** Written first: with `*` in it git sees nothing of the folder, and its first line says whose it is. */
const MARK = '.gitignore'
const OWNER = /^# Temporary files of Atlas Init Container, process (\d+) on (.+); it removes them\.$/m

/** A process of another machine, a container say, cannot be looked at: longer than this none of ours runs. */
const LONGEST_RUN = 24 * 60 * 60 * 1000

/**
 * Makes a folder for temporary files in another folder, and so on its file system, which no `git add` takes up, and returns
 * its path. Only its owner may open it.
 *
 * Throws node's own error when it cannot be made.
 */
export function createScratchFolder(parent: string): string {
  const folder = join(parent, `.atlas-init-container-${randomBytes(8).toString('hex')}`)
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(
    join(folder, MARK),
    `# Temporary files of Atlas Init Container, process ${process.pid} on ${hostname()}; it removes them.\n*\n`,
  )
  return folder
}

/** Removes the scratch folders in a folder whose run was killed. What cannot be removed stays: git sees nothing of it. */
export function removeAbandonedScratchFolders(parent: string): void {
  for (const entry of entriesOf(parent)) {
    if (!entry.isDirectory() || !isScratchFolder(entry.name)) continue
    const folder = join(parent, entry.name)
    try {
      // A run that was killed before it wrote its mark has left nothing else, either.
      if (readdirSync(folder).length === 0 && isOld(folder)) rmdirSync(folder)
      else if (isAbandoned(folder)) rmSync(folder, { recursive: true })
    } catch {
      continue
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function isAbandoned(folder: string): boolean {
  const mark = join(folder, MARK)
  const [, pid, host] = OWNER.exec(readFileSync(mark, 'utf8')) ?? []
  if (pid === undefined) return false
  const isOurs = host === hostname()
  return (isOurs && !isRunning(Number(pid))) || isOld(mark)
}

function isOld(path: string): boolean {
  return Date.now() - statSync(path).mtimeMs > LONGEST_RUN
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user may not be signalled, but is there.
    return errnoOf(error) !== 'ESRCH'
  }
}
