import type { ReportedWorkload } from '../outcome/workload.ts'
import type { TreeEntry } from '../git/tree.ts'
import type { NewFile } from '../github/new-tree.ts'

/** What a rewriting makes of a text. */
export interface Rewritten {
  readonly text: string
  /** What is told of it. */
  readonly results: readonly ReportedWorkload[]
}

/** A file that is to be published, as the work tree has it. */
export interface WantedFile extends Rewritten {
  /** Relative to the top folder of the repository, with `/`. */
  readonly path: string
  /** Relative to the workspace, as messages name it. */
  readonly file: string
  /** What the commit that is checked out has there; undefined when nothing. */
  readonly committed: TreeEntry | undefined
  /** Whether the run brings the file: neither the work tree nor the commit has one there. */
  readonly isNew: boolean
  /** Whether the work tree's file was not as it is committed, already before the rewriting. */
  readonly isEdited: boolean
  /** The mode of a file that is new: `100644` or `100755`. */
  readonly newMode: string
}

/**
 * Rewrites the text that a file has at another commit.
 *
 * @throws PublishError when that text cannot be rewritten.
 */
export type Rewriter = (wanted: WantedFile, text: string) => Rewritten

/** A file as it is to be committed. */
export interface Content extends Rewritten, NewFile {
  /** Relative to the workspace, as messages name it. */
  readonly file: string
  readonly isEdited: boolean
}

/** What is to be committed on top of a commit. */
export interface Contents {
  /** The files that differ from what the commit has. */
  readonly files: readonly Content[]
  /** Files, relative to the workspace, that the commit does not have any more. */
  readonly gone: readonly string[]
  /** What was made of the texts that the commit has in place of those of the work tree, also where it is nothing. */
  readonly anew: readonly Content[]
}
