import { digestOf } from '../files/digest.ts'
import type { FoundFile } from '../files/find.ts'
import type { FileContent } from '../files/read.ts'
import { applyEdits, inverseEdits, type Edit } from '../yaml/edit.ts'
import { mayHoldWord } from '../yaml/hidden-words.ts'
import { ProofError } from '../yaml/proof.ts'
import { rewrite, type InjectedWorkload, type RewriteRequest } from '../injection/rewrite.ts'
import { copyOf } from '../yaml/value.ts'
import type { ManifestObject } from '../kubernetes/workload.ts'
import { objectsOf } from '../rules/objects.ts'
import { unreadable } from '../injection/unreadable.ts'
import { StreamError } from '../yaml/stream.ts'
import type { Change, Problem, ReportedWorkload } from '../outcome/outcome.ts'
import { unifiedDiff } from '../messages/patch.ts'

const SECRET_IN_REPOSITORY = 'A secret stands in the repository'

/** What has to become of the files: worked out for all of them before the first is written. */
export interface Plan {
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
  /** The workloads that have the injection afterwards, for the rules about the rollout. */
  readonly injected: readonly Injected[]
  /** Objects of `OBJECT_KINDS`, for the same. */
  readonly objects: readonly ManifestObject[]
}

/** A workload with the injection, as it will be, and where it stands. */
export interface Injected extends Pick<InjectedWorkload, 'value' | 'path' | 'podSpec'> {
  /** One of the plan's. */
  readonly workload: ReportedWorkload
  /** Where its file is on the disk. */
  readonly source: string
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
    filesRead: plans.reduce((sum, { filesRead }) => sum + filesRead, 0),
    workloads: plans.flatMap(({ workloads }) => workloads),
    changes: plans.flatMap(({ changes }) => changes),
    problems: plans.flatMap(({ problems }) => problems),
    injected: plans.flatMap(({ injected }) => injected),
    objects: plans.flatMap(({ objects }) => objects),
  }
}

const NOTHING: Plan = { filesRead: 1, workloads: [], changes: [], problems: [], injected: [], objects: [] }

function planFile(
  file: FoundFile,
  read: Reader,
  request: RewriteRequest,
  secretIn: (text: string) => number,
): Plan | undefined {
  try {
    const content = read(file)
    if (!content) return undefined
    if (!mayHoldWord(content.text, request.selection.kinds))
      return { ...NOTHING, filesRead: 0, objects: objectsOf(content.text) }
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
): Plan {
  const { text: after, edits, results, injected } = rewrite(before, request)
  const leak = secretIn(before)
  if (leak !== -1) {
    const hidden = (text: string): string => (secretIn(text) === -1 ? text : '***')
    const workloads = results.map((result) => ({
      ...result,
      file,
      name: hidden(result.name),
      namespace: hidden(result.namespace),
      reason: hidden(result.reason),
      changes: [],
    }))
    return { ...NOTHING, workloads, problems: [leakInText(file, before, leak)] }
  }
  const reported = new Map(
    results.map((result) => {
      const { name, namespace, changes } = result
      const own = { name: copyOf(name), namespace: copyOf(namespace), ...(changes && { changes: copyOf(changes) }) }
      return [result, { ...result, file, ...own }]
    }),
  )
  const workloads = [...reported.values()]
  const found = {
    ...NOTHING,
    workloads,
    injected: injected.flatMap(({ result, value, path: place, podSpec }) => {
      const workload = reported.get(result)
      return workload ? [{ workload, source: path, value: copyOf(value), path: place, podSpec }] : []
    }),
    objects: request.change.operation === 'inject' ? objectsOf(before) : [],
  }
  if (after === before) return found
  // The output `changed-files` has one path a line.
  if (/[\r\n]/.test(file)) return { ...NOTHING, workloads, problems: [lineBreakInName(file)] }
  return { ...found, changes: [changeOf({ name: file, path }, before, edits)] }
}

function changeOf({ name: file, path }: FoundFile, before: string, edits: readonly Edit[]): Change {
  const inverse = inverseEdits(before, edits).map((edit) => ({ ...edit, text: copyOf(edit.text) }))
  const own = edits.map((edit) => ({ ...edit, text: copyOf(edit.text) }))
  return {
    file,
    path,
    digest: digestOf(before),
    rewrite: (text) => applyEdits(text, own),
    restore: (text) => applyEdits(text, inverse),
    diff: copyOf(unifiedDiff(file, before, edits)),
  }
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
