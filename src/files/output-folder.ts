import { closeSync, constants, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isInside, realPath } from './location.ts'

/**
 * Makes a new folder in the runner's temp folder, open to its owner alone (mode 0700), and returns its absolute, real
 * path.
 *
 * Throws an Error when `temp` is, or really lies in, the workspace, where a commit could pick up what is written; and
 * when either folder does not exist or the new one cannot be made.
 */
export function createOutputFolder(temp: string, workspace: string): string {
  const realTemp = realFolder(temp)
  if (isInside(realPath(workspace), realTemp)) {
    throw new Error(
      `The runner's temp folder ${temp} lies inside the workspace ${workspace}, where a commit could pick up the ` +
        'Secret. Set RUNNER_TEMP to a folder outside of the workspace.',
    )
  }
  try {
    return mkdtempSync(join(realTemp, 'atlas-init-container-'))
  } catch (cause) {
    throw unusable(temp, cause)
  }
}

function realFolder(temp: string): string {
  try {
    return realPath(temp)
  } catch (cause) {
    throw unusable(temp, cause)
  }
}

function unusable(temp: string, cause: unknown): Error {
  const message = `The runner's temp folder ${temp} cannot be used: ${(cause as Error).message}. Set RUNNER_TEMP to a folder that this user can write to.`
  return new Error(message, { cause })
}

/**
 * Writes a new file, readable by its owner alone (mode 0600), into the folder, and returns its absolute path. `name` is
 * a file's name, without a folder.
 *
 * Throws an Error when `name` is not just a name, when a file of that name is there already, or when the system refuses
 * to write; node's own is the `cause`.
 */
export function writeOutput(folder: string, name: string, text: string): string {
  if (basename(name) !== name) throw new Error(`"${name}" is not the name of a file in the folder of the outputs.`)
  const path = join(folder, name)
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    throw new Error(`Cannot write ${path}: ${(cause as Error).message}`, { cause })
  }
  return path
}

/**
 * Makes sure, before anything is changed, that the runner's file for outputs takes them; undefined where there is no runner.
 *
 * Throws an Error, meant for people, when it does not; node's own is the `cause`.
 */
export function checkOutputFile(path: string | undefined): void {
  if (path === undefined) return
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND))
  } catch (cause) {
    throw new Error(
      `The runner's file for outputs, GITHUB_OUTPUT, cannot be written: ${(cause as Error).message}. Nothing was changed. Let this user write to it.`,
      { cause },
    )
  }
}
