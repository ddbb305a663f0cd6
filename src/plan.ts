import type { FoundFile } from './files/find.ts'
import type { FileContent } from './files/read.ts'
import { ProofError } from './manifest/proof.ts'
import { rewrite, unreadable, type RewriteRequest } from './manifest/rewrite.ts'
import { StreamError } from './manifest/stream.ts'
import type { Change, Problem, ReportedWorkload } from './report/outcome.ts'

/** What has to become of the files: worked out for all of them before the first is written. */
export interface Plan {
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
}

/** Looks into one file; undefined when its bytes cannot hold a workload. */
export type Reader = (file: FoundFile) => FileContent | undefined

/**
 * Works out what has to become of each file.
 *
 * @param secretIn where a secret value starts in a text, or -1: such a file must not be shown in a diff.
 */
export function planFiles(
  files: readonly FoundFile[],
  read: Reader,
  request: RewriteRequest,
  secretIn: (text: string) => number,
): Plan {
  const workloads: ReportedWorkload[] = []
  const changes: Change[] = []
  const problems: Problem[] = []
  let filesRead = 0
  for (const { name: file, path } of files) {
    const content = read({ name: file, path })
    if (!content) continue
    filesRead++
    if (content.type === 'not-utf-8') {
      const error = new StreamError('it is not UTF-8', { line: content.line, column: 1 })
      workloads.push(...unreadable(content.text, error, request.selection).map((result) => ({ ...result, file })))
      continue
    }
    const { text: before } = content
    try {
      const { text: after, results } = rewrite(before, request)
      workloads.push(...results.map((result) => ({ ...result, file })))
      if (after !== before) changes.push({ file, path, before, after })
      const leak = results.some(({ action }) => action !== 'skipped') ? secretIn(before) : -1
      if (leak !== -1) problems.push(leakProblem(file, before, leak))
    } catch (error) {
      if (!(error instanceof ProofError)) throw error
      problems.push(defectProblem(file, error))
    }
  }
  return { filesRead, workloads, changes, problems }
}

function leakProblem(file: string, text: string, offset: number): Problem {
  const lines = text.slice(0, offset).split('\n')
  return {
    severity: 'error',
    title: 'A secret stands in the repository',
    message:
      'This line holds the value of `database-url` or `config`, or a part of it. Take it out, and rotate it: it is in the history of the repository.',
    file,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
  }
}

function defectProblem(file: string, error: ProofError): Problem {
  return {
    severity: 'error',
    title: 'A defect of Atlas Init Container',
    message: `The rewritten text of this file is not what was asked for: ${error.message}. Nothing was written. Please report this sentence at https://github.com/OWNER/atlas-init-container/issues, with a manifest of the same form, without your own values. To go on without this file, take it out with a \`!\` line in the input \`manifests\`.`,
    file,
  }
}
