import { digestOf } from './files/digest.ts'
import type { FoundFile } from './files/find.ts'
import type { FileContent } from './files/read.ts'
import { applyEdits, inverseEdits, type Edit } from './manifest/edit.ts'
import { ProofError } from './manifest/proof.ts'
import { rewrite, type RewriteRequest } from './manifest/rewrite.ts'
import { unreadable } from './manifest/unreadable.ts'
import { StreamError } from './manifest/stream.ts'
import type { Change, Problem, ReportedWorkload } from './report/outcome.ts'
import { unifiedDiff } from './report/patch.ts'

const SECRET_IN_REPOSITORY = 'A secret stands in the repository'

/** What has to become of the files: worked out for all of them before the first is written. */
export interface Plan {
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
}

/** Looks into one file; undefined when its bytes cannot hold a workload. Throws when it cannot be read. */
export type Reader = (file: FoundFile) => FileContent | undefined

/**
 * Works out what has to become of each file. What goes wrong with one is a problem, and the others are worked out.
 *
 * @param secretIn where a secret value starts in a text, or -1: such a file must not be shown in a diff.
 */
export function planFiles(
  files: readonly FoundFile[],
  read: Reader,
  request: RewriteRequest,
  secretIn: (text: string) => number,
): Plan {
  const plans = files.flatMap((file) => planFile(file, read, request, secretIn) ?? [])
  return {
    filesRead: plans.length,
    workloads: plans.flatMap(({ workloads }) => workloads),
    changes: plans.flatMap(({ changes }) => changes),
    problems: plans.flatMap(({ problems }) => problems),
  }
}

type FilePlan = Omit<Plan, 'filesRead'>

const NOTHING: FilePlan = { workloads: [], changes: [], problems: [] }

function planFile(
  file: FoundFile,
  read: Reader,
  request: RewriteRequest,
  secretIn: (text: string) => number,
): FilePlan | undefined {
  try {
    const content = read(file)
    if (!content) return undefined
    if (secretIn(file.name) !== -1) return { ...NOTHING, problems: [leakInName()] }
    if (content.type === 'text') return planText(file, content.text, request, secretIn)
    const error = new StreamError('it is not UTF-8', { line: content.line, column: 1 })
    const results = unreadable(content.text, error, request.selection)
    return { ...NOTHING, workloads: results.map((result) => ({ ...result, file: file.name })) }
  } catch (error) {
    return { ...NOTHING, problems: [failureOf(file.name, error)] }
  }
}

function planText(
  { name: file, path }: FoundFile,
  before: string,
  request: RewriteRequest,
  secretIn: (text: string) => number,
): FilePlan {
  const { text: after, edits, results } = rewrite(before, request)
  const leak = secretIn(before)
  if (leak !== -1) {
    const hidden = (text: string): string => (secretIn(text) === -1 ? text : '***')
    const workloads = results.map((result) => ({
      ...result,
      file,
      name: hidden(result.name),
      namespace: hidden(result.namespace),
      reason: hidden(result.reason),
    }))
    return { ...NOTHING, workloads, problems: [leakInText(file, before, leak)] }
  }
  const workloads = results.map((result) => ({
    ...result,
    file,
    name: detached(result.name),
    namespace: detached(result.namespace),
  }))
  if (after === before) return { ...NOTHING, workloads }
  // The output `changed-files` has one path a line.
  if (/[\r\n]/.test(file)) return { ...NOTHING, workloads, problems: [lineBreakInName(file)] }
  return { ...NOTHING, workloads, changes: [changeOf({ name: file, path }, before, edits)] }
}

function changeOf({ name: file, path }: FoundFile, before: string, edits: readonly Edit[]): Change {
  const inverse = inverseEdits(before, edits).map((edit) => ({ ...edit, text: detached(edit.text) }))
  const own = edits.map((edit) => ({ ...edit, text: detached(edit.text) }))
  return {
    file,
    path,
    digest: digestOf(before),
    rewrite: (text) => applyEdits(text, own),
    restore: (text) => applyEdits(text, inverse),
    diff: detached(unifiedDiff(file, before, edits)),
  }
}

/** A copy that does not keep the text in memory that it was cut out of, as V8's strings do. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

function leakInText(file: string, text: string, offset: number): Problem {
  const lines = text.slice(0, offset).split('\n')
  return {
    severity: 'error',
    title: SECRET_IN_REPOSITORY,
    message:
      'This line holds the value of `database-url`, `config` or `token`, or a part of it. Take it out, and rotate it: it is in the history of the repository.',
    file,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
  }
}

function leakInName(): Problem {
  return {
    severity: 'error',
    title: SECRET_IN_REPOSITORY,
    message:
      'The name of a file holds the value of `database-url`, `config` or `token`, or a part of it. Rename the file, and rotate the value: it is in the history of the repository.',
  }
}

function lineBreakInName(file: string): Problem {
  return {
    severity: 'error',
    title: 'A line break in a name',
    message: 'The name of this file has a line break in it, so it cannot be listed. Rename the file.',
    file,
  }
}

function defect(file: string, what: string): Problem {
  return {
    severity: 'error',
    title: 'A defect of Atlas Init Container',
    message: `Rewriting this file went wrong: ${what}. Nothing was written. Please report this sentence at https://github.com/OWNER/atlas-init-container/issues, with a manifest of the same form, without your own values. To go on without this file, take it out with a \`!\` line in the input \`manifests\`.`,
    file,
  }
}

/** Errors of the language itself are defects of ours, and their messages may quote the file. */
function failureOf(file: string, error: unknown): Problem {
  if (error instanceof ProofError) return defect(file, error.message)
  if (!(error instanceof Error) || error.name !== 'Error') return defect(file, `a ${(error as Error).name}`)
  return { severity: 'error', title: 'A file that cannot be read', message: error.message, file }
}
