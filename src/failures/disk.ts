/** A step failed. `errno` is the system's code, such as `EACCES`. */
export type SystemFault =
  { readonly code: 'system'; readonly errno: string } | { readonly code: 'other'; readonly message: string }

/** What is wrong with a folder that a run needs. */
export type FolderFault =
  | SystemFault
  | { readonly code: 'missing' | 'not-a-folder' | 'never-searched' }
  | { readonly code: 'outside-workspace' | 'inside-workspace'; readonly workspace: string }

/** What is wrong with a file of the workspace. */
export type FileFault =
  | SystemFault
  | { readonly code: 'changed' | 'mode-changed' | 'exists' | 'not-a-file' | 'folder-is-link' }
  | { readonly code: 'too-long'; readonly bytes: number; readonly longest: number }

/** What cannot be used, read or written. `messages/files.ts` puts it into words. */
export type DiskFailure =
  | {
      readonly code: 'unusable-folder'
      readonly role: 'workspace' | 'working-directory' | 'temp'
      /** Absolute. */
      readonly path: string
      readonly fault: FolderFault
    }
  /** The path is relative to the workspace. */
  | { readonly code: 'unreadable-folder' | 'unreadable-link'; readonly path: string; readonly fault: SystemFault }
  /** A name that is not UTF-8, with `\xHH` for its bytes, in a folder relative to the workspace. */
  | { readonly code: 'unreadable-name'; readonly name: string; readonly folder: string }
  | { readonly code: 'unreadable-file'; readonly fault: FileFault }
  | FailedWrite
  /** The file in which the runner collects the outputs of a step. */
  | { readonly code: 'runner-file-not-writable'; readonly path: string; readonly fault: SystemFault }
  /** A file that the run writes outside the repository. */
  | { readonly code: 'output-file-not-written'; readonly path: string; readonly fault: SystemFault }

/** A file that was not written, and the state of the others. All paths are relative to the root of the files. */
export interface FailedWrite {
  readonly code: 'not-written'
  /** Empty when no folder for temporary files could be created. */
  readonly path: string
  readonly fault: FileFault
  /** Files that have their new text, because they could not be restored. */
  readonly unrestored: readonly string[]
  /** Files that another process changed after they got their new text, and that stay so. */
  readonly changedSince: readonly string[]
  /** Folders of temporary files that could not be removed. */
  readonly leftovers: readonly string[]
}
