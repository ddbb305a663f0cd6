import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { errnoOf } from './errors.ts'
import { nameFrom } from './location.ts'

/** How many names one command line takes, of 4 KiB each at most: https://man7.org/linux/man-pages/man2/execve.2.html */
const NAMES_AT_ONCE = 256

/** Nothing of the action's inputs. */
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C' }

/**
 * Makes empty files below a folder, by the paths that the originals have below `root`, with the originals' owners, modes,
 * access control lists and extended attributes, as far as this user may and this machine has GNU's `cp`. node can neither
 * read nor write the last two.
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
  // With the mode of a folder that takes no new file nothing could be written into the copy, nor removed from it.
  for (const parent of new Set(names.flatMap(parentsOf))) openToOwner(join(folder, parent))
}

/** The folders on the way to a file, the outermost first. */
function parentsOf(name: string): string[] {
  const steps = name.split('/').slice(1, -1)
  return steps.map((_step, depth) => steps.slice(0, depth + 1).join('/'))
}

function openToOwner(folder: string): void {
  try {
    chmodSync(folder, 0o700)
  } catch (error) {
    // Without GNU's `cp` it is not there yet.
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}
