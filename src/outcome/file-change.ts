import { applyEdits, type Edit } from '../yaml/edit.ts'

/** A change to a file. */
export type FileChange = EditedFile | NewFile

/** A file of the repository with a new text. */
export interface EditedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string
  readonly before: string
  readonly edits: readonly Edit[]
}

/** A file that does not exist yet. */
export interface NewFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string
  readonly text: string
}

/** The new text of a file. Computed on each call, so that a run does not hold all texts. */
export function textAfter(change: FileChange): string {
  return 'text' in change ? change.text : applyEdits(change.before, change.edits)
}

/** The old text of a file; undefined when it does not exist. */
export function textBefore(change: FileChange): string | undefined {
  return 'text' in change ? undefined : change.before
}
