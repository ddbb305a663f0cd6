import { git, GitError, gitLineIfAny } from './git.ts'

/** The files in a folder, relative to it, that a sparse checkout omits; none without git or a repository. */
export function leftOutFiles(folder: string): string[] {
  if (gitLineIfAny(folder, ['config', '--type=bool', '--get', 'core.sparseCheckout']) !== 'true') return []
  try {
    const entries = git(folder, ['ls-files', '-t', '-z', '--cached']).toString().split('\0')
    return entries.filter((entry) => entry.startsWith('S ')).map((entry) => entry.slice(2))
  } catch (error) {
    if (error instanceof GitError) return []
    throw error
  }
}
