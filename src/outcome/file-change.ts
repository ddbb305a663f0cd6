import { applyEdits, type Edit } from '../yaml/edit.ts'

/** What becomes of a file. */
export type FileChange = EditedFile | NewFile

/** A file of the repository with another text. */
export interface EditedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string
  readonly before: string
  readonly edits: readonly Edit[]
}

/** A file that the repository does not have. */
export interface NewFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string
  readonly text: string
}

/** The text that a file gets. It is worked out anew at each call, so that a run does not hold all of them. */
export function textAfter(change: FileChange): string {
  return 'text' in change ? change.text : applyEdits(change.before, change.edits)
}

/** The text that a file has; undefined when it is not there. */
export function textBefore(change: FileChange): string | undefined {
  return 'text' in change ? undefined : change.before
}
