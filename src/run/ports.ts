import type { FoundFile, SearchResult } from '../files/find.ts'
import type { FileContent } from '../files/read.ts'
import type { Loss } from '../files/write.ts'
import type { FileChange } from '../outcome/file-change.ts'
import type { Plan, Published } from '../outcome/outcome.ts'
import type { FilePlan, SecretFinder } from './plan.ts'
import type { Withholder } from './secret.ts'

/** All that a run does to the world, and asks of it. */
export interface Ports {
  readonly repository: RepositoryFiles
  readonly outputs: Outputs
  /** Publishes a plan, in the modes that publish. */
  readonly publish: Publisher
  readonly secretIn: SecretFinder
  readonly withholder: Withholder
  /** Takes an error that was turned into a diagnostic, for those who look for its cause. */
  debug(error: unknown): void
}

/** The files of the repository. */
export interface RepositoryFiles {
  find(directory: string, patterns: readonly string[]): SearchResult
  /** Reads a file that may hold one of some words, or of other words; undefined when it holds none. */
  read(file: FoundFile, words: readonly string[], otherWords: readonly string[]): FileContent | undefined
  /** Those of some patterns that match a file which a sparse checkout leaves out of a directory. */
  leftOut(directory: string, patterns: readonly string[]): readonly string[]
  /** The signatures and checksums of files, by file; all names are relative to the workspace. */
  companions(files: readonly string[]): ReadonlyMap<string, readonly string[]>
  /** Makes all changes, or none. Gives what files lost nevertheless. */
  write(changes: readonly FileChange[]): readonly Loss[]
  /** Removes what killed runs have left in the folders of files. */
  cleanUp(files: readonly string[]): void
}

/** The files that a run leaves outside of the repository. */
export interface Outputs {
  /** Makes sure that files can be written, before anything else is. */
  prepare(): void
  /** Writes a new file, and gives its absolute path. */
  write(name: string, text: string): string
}

/**
 * @param planText works out what becomes of another text of a file.
 * @throws PublishError, GitError and others, with every branch as it was.
 */
export type Publisher = (plan: Plan, planText: (file: string, text: string) => FilePlan) => Promise<Published>
