import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { errnoOf } from './errors.ts'
import { nameFrom } from './location.ts'

/** The number of names in one command line, of up to 4 KiB each: https://man7.org/linux/man-pages/man2/execve.2.html */
const NAMES_AT_ONCE = 256

/** No inputs of the action. */
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C' }

/**
 * Creates empty files in a folder, at the paths that the originals have in `root`, with their owners, modes, access
 * control lists and extended attributes, as far as the user may and the machine has GNU `cp`. Node can neither read nor
 * write the last two.
 */
export function copyAttributes(root: string, originals: readonly string[], folder: string): void {
  const names = originals.map((path) => `./${nameFrom(root, path)}`)
  for (let start = 0; start < names.length; start += NAMES_AT_ONCE) {
    const some = names.slice(start, start + NAMES_AT_ONCE)
    const options = [
      '--attributes-only',
      '--parents',
      '--preserve=mode,ownership,xattr',
      `--target-directory=${folder}`,
    ]
    const { error } = spawnSync('cp', [...options, '--', ...some], { cwd: root, env: ENVIRONMENT, stdio: 'ignore' })
    if (error) return
  }
  // A folder without write permission would accept no new file, and its copy could not be removed.
  for (const parent of new Set(names.flatMap(parentsOf))) openToOwner(join(folder, parent))
}

/** The parent folders of a file, the outermost first. */
function parentsOf(name: string): string[] {
  const steps = name.split('/').slice(1, -1)
  return steps.map((_step, depth) => steps.slice(0, depth + 1).join('/'))
}

function openToOwner(folder: string): void {
  try {
    chmodSync(folder, 0o700)
  } catch (error) {
    // Without GNU `cp`, it does not exist yet.
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}
