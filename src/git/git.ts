import { spawnSync } from 'node:child_process'

/** Git failed, or is not there. */
export class GitError extends Error {
  override readonly name = 'GitError'
  /** Git's first word, such as `ls-tree`. */
  readonly command: string
  readonly folder: string
  /** What git printed, or why it could not be run. */
  readonly words: string
  /** Whether git could not be run. */
  readonly isMissing: boolean

  constructor(command: string, folder: string, words: string, options?: ErrorOptions) {
    super(`git ${command} in ${folder}: ${words}`, options)
    this.command = command
    this.folder = folder
    this.words = words
    this.isMissing = options?.cause !== undefined
  }
}

/**
 * Runs git in a folder, without a shell, and gives what it prints. It asks nothing, takes no locks, and trusts a work
 * tree of another user, as in a job's container (from git 2.38 on). It does not get the inputs of the action, for a
 * repository's filters run in it; and it does not trace, for its trace would stand in an error.
 *
 * @throws GitError when git is not there, or ends with another code than 0.
 */
export function git(folder: string, words: readonly string[], input = ''): Buffer {
  const { error, status, stdout, stderr } = spawnSync(
    'git',
    ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', ...words],
    { cwd: folder, env: environment(), input, maxBuffer: Infinity, windowsHide: true },
  )
  const [command = ''] = words
  if (error) throw new GitError(command, folder, error.message, { cause: error })
  if (status === 0) return stdout
  throw new GitError(command, folder, stderr.toString().trim())
}

/** What `git` prints, without the line end. */
export function gitLine(folder: string, words: readonly string[]): string {
  return git(folder, words)
    .toString()
    .replace(/\r?\n$/, '')
}

/** The same; undefined when git fails. */
export function gitLineIfAny(folder: string, words: readonly string[]): string | undefined {
  try {
    return gitLine(folder, words)
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

function environment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(
    ([name]) => !/^(?:INPUT_|GIT_(?:DIR|WORK_TREE|INDEX_FILE|CURL_VERBOSE)$|GIT_TRACE)/i.test(name),
  )
  return { ...Object.fromEntries(passed), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' }
}
