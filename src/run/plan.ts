import { DiskError } from '../files/errors.ts'
import type { FileContent } from '../files/read.ts'
import { rewrite, type InjectedWorkload, type RewriteRequest } from '../injection/rewrite.ts'
import { unreadable } from '../injection/unreadable.ts'
import type { ManifestObject } from '../kubernetes/workload.ts'
import type { Diagnostic, DiagnosticData } from '../outcome/diagnostic.ts'
import type { FileChange } from '../outcome/file-change.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import { withoutSecrets } from '../rules/objects.ts'
import { ProofError } from '../yaml/proof.ts'
import { StreamError } from '../yaml/stream.ts'

/** What becomes of files, and what they hold, each from one reading. */
export interface FilePlan {
  readonly filesRead: number
  readonly workloads: readonly ReportedWorkload[]
  readonly changes: readonly FileChange[]
  readonly diagnostics: readonly Diagnostic[]
  /** The workloads that have the injection afterwards, for the rules about the rollout. */
  readonly injected: readonly InjectedInFile[]
  /** The other objects that rules look at. */
  readonly objects: readonly ManifestObject[]
}

/** A workload with the injection, as it will be. */
export interface InjectedInFile extends InjectedWorkload {
  /** One of the plan's. */
  readonly result: ReportedWorkload
  /** The text that it was read from. */
  readonly text: string
}

/** Where a secret value starts in a text, or -1: such a text must not be shown in a diff. */
export type SecretFinder = (text: string) => number

const NOTHING: FilePlan = { filesRead: 1, workloads: [], changes: [], diagnostics: [], injected: [], objects: [] }

/** The plans of files as one. */
export function joined(plans: readonly FilePlan[]): FilePlan {
  return {
    filesRead: plans.reduce((sum, { filesRead }) => sum + filesRead, 0),
    workloads: plans.flatMap(({ workloads }) => workloads),
    changes: plans.flatMap(({ changes }) => changes),
    diagnostics: plans.flatMap(({ diagnostics }) => diagnostics),
    injected: plans.flatMap(({ injected }) => injected),
    objects: plans.flatMap(({ objects }) => objects),
  }
}

/** Works out what becomes of a file (relative to the workspace) with a content that matters. Never throws. */
export function planFile(
  file: string,
  content: FileContent,
  request: RewriteRequest,
  secretIn: SecretFinder,
): FilePlan {
  try {
    if (content.mayHoldWord && secretIn(file) !== -1) return withError(undefined, { code: 'secret-in-file-name' })
    return content.type === 'text'
      ? planText(file, content, request, secretIn)
      : planUnreadable(file, content.text, { line: content.line, column: 1 }, request)
  } catch (error) {
    return withError({ file }, failureOf(error))
  }
}

/** The plan of a file that cannot be read at all. */
export function planFailure(file: string, error: unknown): FilePlan {
  return withError({ file }, failureOf(error))
}

function planUnreadable(
  file: string,
  text: string,
  position: StreamError['position'],
  { selection }: RewriteRequest,
): FilePlan {
  const results = unreadable(text, new StreamError({ code: 'not-utf-8' }, position), selection)
  return { ...NOTHING, workloads: results.map((result) => ({ ...result, file })) }
}

function planText(
  file: string,
  { text, mayHoldWord }: FileContent,
  request: RewriteRequest,
  secretIn: SecretFinder,
): FilePlan {
  const { edits, results, injected, objects } = rewrite(text, request)
  const found = { ...NOTHING, filesRead: mayHoldWord ? 1 : 0, objects: objects.map(withoutSecrets) }
  if (!mayHoldWord) return found
  const leak = secretIn(text)
  if (leak !== -1) return leaking(file, text, leak, results, secretIn)

  const reported = new Map(results.map((result) => [result, { ...result, file }]))
  const plan = {
    ...found,
    workloads: [...reported.values()],
    injected: injected.flatMap((workload) => {
      const result = reported.get(workload.result)
      return result ? [{ ...workload, result, text }] : []
    }),
  }
  if (edits.length === 0) return plan
  // The output `changed-files` has one path a line.
  if (/[\r\n]/.test(file))
    return { ...withError({ file }, { code: 'line-break-in-file-name' }), workloads: plan.workloads }
  return { ...plan, changes: [{ path: file, before: text, edits }] }
}

/** What can be told of a text that holds a secret: its workloads, without what holds it, too. */
function leaking(
  file: string,
  text: string,
  offset: number,
  results: readonly Omit<ReportedWorkload, 'file'>[],
  secretIn: SecretFinder,
): FilePlan {
  const hidden = (part: string): string => (secretIn(part) === -1 ? part : '***')
  const workloads = results.map((result) => ({
    ...result,
    file,
    name: hidden(result.name),
    namespace: hidden(result.namespace),
    reason: result.reason && secretIn(JSON.stringify(result.reason)) !== -1 ? undefined : result.reason,
    changes: [],
  }))
  const lines = text.slice(0, offset).split('\n')
  const location = { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
  return { ...withError(location, { code: 'secret-in-file' }), workloads }
}

/** Errors of the language itself are defects of ours, and their messages may quote the file. */
function failureOf(error: unknown): DiagnosticData {
  if (error instanceof ProofError) return { code: 'defect', what: error.message }
  if (error instanceof DiskError) return error.failure
  return { code: 'defect', what: (error as Error).name }
}

function withError(location: Diagnostic['location'], data: DiagnosticData): FilePlan {
  return { ...NOTHING, diagnostics: [{ ...data, severity: 'error', ...(location && { location }) }] }
}
