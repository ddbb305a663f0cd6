import { randomBytes } from 'node:crypto'
import { type Dirent, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { errnoOf } from './errors.ts'

const NAME = /^\.atlas-init-container-[0-9a-f]{16}$/

/** Whether a folder with this name contains only temporary files. */
export function isScratchFolder(name: string): boolean {
  return NAME.test(name)
}

/** The first file to be written: `*` in it hides the folder from git, and its first line names the process. */
const MARK = '.gitignore'
const OWNER = /^# Temporary files of Atlas Init Container, process (\d+) on (.+); it removes them\.$/m

/** A process on another machine, such as a container, cannot be checked. No run takes longer than this. */
const LONGEST_RUN = 24 * 60 * 60 * 1000

/**
 * Creates a folder for temporary files in another folder, so on the same file system. `git add` ignores it, and only
 * its owner can open it. Returns its path.
 *
 * Throws Node's error when it cannot be created.
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

/** Removes scratch folders that killed runs left in a folder. It leaves what it cannot remove; git ignores that. */
export function removeAbandonedScratchFolders(parent: string): void {
  for (const entry of entriesOf(parent)) {
    if (!entry.isDirectory() || !isScratchFolder(entry.name)) continue
    const folder = join(parent, entry.name)
    try {
      // A run that was killed before it wrote its mark left nothing else.
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
    // A process of another user exists even if it cannot be signaled.
    return errnoOf(error) !== 'ESRCH'
  }
}
