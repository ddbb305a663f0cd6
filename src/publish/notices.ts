import type { Diagnostic } from '../outcome/diagnostic.ts'
import type { Contents } from './wanted.ts'

/** The files (relative to the workspace) that were committed with edits from before the run. */
export function editedEarlier({ files }: Contents): string[] {
  return files.filter(({ isEdited }) => isEdited).map(({ file }) => file)
}

/** What a person has to know of what was published: which files had edits, which are not on the branch, and what was made of its own texts. */
export function contentsDiagnostics(contents: Contents): Diagnostic[] {
  const { gone, anew } = contents
  return [
    ...editedEarlier(contents).map((file): Diagnostic => ({
      code: 'earlier-edits',
      severity: 'notice',
      location: { file, line: 1, column: 1 },
    })),
    ...gone.map((file): Diagnostic => ({ code: 'not-on-branch', severity: 'warning', location: { file } })),
    ...anew.map(({ file, results }): Diagnostic => ({
      code: 'rewritten-on-branch',
      severity: 'notice',
      workloads: results,
      location: { file },
    })),
    ...anew.flatMap(({ file, results }) =>
      results
        .filter(({ action }) => action === 'refused')
        .map((workload): Diagnostic => ({
          code: 'refused-on-branch',
          severity: 'warning',
          workload,
          location: { file },
        })),
    ),
  ]
}
