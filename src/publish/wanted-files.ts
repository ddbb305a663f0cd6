import { join } from 'node:path'

import { fileFault } from '../files/errors.ts'
import { isInside, nameFrom, realPath } from '../files/location.ts'
import { regularFile, verifiedFile, type RegularFile } from '../files/regular-file.ts'
import { blobName } from '../git/blob.ts'
import { blobText, workTreeFiles, type Checkout, type WorkTreeFile } from '../git/checkout.ts'
import { PublishError, type Problem } from './publish-error.ts'
import type { Rewriter, Rewritten, WantedFile } from './wanted.ts'
import { textAfter, type EditedFile, type NewFile } from '../outcome/file-change.ts'
import type { Plan } from '../outcome/outcome.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'

/** What the files of a run are for its branch. */
export interface Wanted {
  /** What has to be published. */
  readonly files: readonly WantedFile[]
  /** The paths (relative to the top folder of the repository) of files that are as they are committed, and need nothing. */
  readonly settled: ReadonlySet<string>
}

/** A file of the work tree, and what the rewriting made of it there. */
interface Candidate {
  /** Relative to the workspace. */
  readonly file: string
  readonly path: string
  /** Undefined: it has all that is asked for already. */
  readonly change: EditedFile | undefined
  readonly workloads: readonly ReportedWorkload[]
}

/**
 * What has to be published of a run: the files that it changed, and those that need nothing in the work tree, but only
 * because of an earlier step.
 *
 * It is what becomes of the text that git would store, which has other line ends than the work tree where git is set to
 * convert them.
 *
 * @throws PublishError when one of them cannot be published.
 */
export function wantedFiles(checkout: Checkout, workspace: string, plan: Plan, rewrite: Rewriter): Wanted {
  const root = realPath(workspace)
  const candidates = candidatesOf(checkout, root, plan)
  const newFiles = plan.changes.filter((change): change is NewFile => !('before' in change))
  const changed = [...candidates.filter(({ change }) => change), ...newFiles.map((change) => placeOf(change, root))]
  refuseOutside(checkout, changed)
  const states = workTreeFiles(
    checkout,
    candidates.map(({ path }) => nameFrom(checkout.root, path)),
  )
  const files = newFiles.map((change) => wantedNewFile(checkout, change, root))
  const settled = new Set<string>()
  for (const [index, candidate] of candidates.entries()) {
    const state = withoutConversion(candidate, states[index])
    if (state === undefined) continue
    const wanted = wantedFile(checkout, candidate, state, rewrite)
    if (wanted) files.push(wanted)
    else if (isCommitted(state) && candidate.workloads.every(({ action }) => action === 'unchanged'))
      settled.add(state.path)
  }
  return { files, settled }
}

/** A change's file as messages name it, and its absolute path. */
function placeOf({ path: file }: { readonly path: string }, workspace: string): { file: string; path: string } {
  return { file, path: join(workspace, file) }
}

/** The edited files, and those of the checkout that need no change. */
function candidatesOf(checkout: Checkout, workspace: string, { changes, workloads }: Plan): Candidate[] {
  const ofFile = Map.groupBy(workloads, ({ file }) => file)
  const edited = changes.filter((change): change is EditedFile => 'before' in change)
  const names = new Set(edited.map(({ path }) => path))
  const unchanged = workloads.filter(({ action, file }) => action === 'unchanged' && !names.has(file))
  return [
    ...edited.map((change) => ({ ...placeOf(change, workspace), change })),
    ...[...new Set(unchanged.map(({ file }) => file))]
      .map((file) => ({ ...placeOf({ path: file }, workspace), change: undefined }))
      .filter(({ file, path }) => isInside(checkout.root, path) && !/[\r\n]/.test(file)),
  ].map((candidate) => ({ ...candidate, workloads: ofFile.get(candidate.file) ?? [] }))
}

function refuseOutside({ root }: Checkout, places: readonly { readonly file: string; readonly path: string }[]): void {
  const problems = places
    .filter(({ path }) => !isInside(root, path))
    .map(({ file }): Problem => ({ code: 'file-outside-checkout', root, location: { file } }))
  if (problems.length > 0) throw new PublishError(problems)
}

function wantedNewFile(checkout: Checkout, change: NewFile, workspace: string): WantedFile {
  const { file, path } = placeOf(change, workspace)
  return {
    path: nameFrom(checkout.root, path),
    file,
    committed: undefined,
    isNew: true,
    isEdited: false,
    newMode: '100644',
    text: textAfter(change),
    results: [],
  }
}

/** Git does not convert a file that was committed unconverted, which its `hash-object` does not know. */
function withoutConversion(candidate: Candidate, state: WorkTreeFile | undefined): WorkTreeFile | undefined {
  if (!state?.committed || isCommitted(state) || state.obstacle !== undefined) return state
  const blob = blobName(read(candidate).bytes.toString())
  return blob === state.committed.name ? { ...state, blob } : state
}

/** Undefined when nothing of the file has to be published. */
function wantedFile(
  checkout: Checkout,
  candidate: Candidate,
  state: WorkTreeFile,
  rewrite: Rewriter,
): WantedFile | undefined {
  const { file, path, change, workloads } = candidate
  if (!change && (state.obstacle !== undefined || isCommitted(state))) return undefined
  if (state.obstacle !== undefined) throw new PublishError([{ ...state.obstacle, location: { file } }])

  const { bytes, attributes } = read({ file, path, change })
  const text = bytes.toString()
  const wanted = {
    path: state.path,
    file,
    committed: state.committed,
    isNew: false,
    isEdited: !isCommitted(state),
    newMode: attributes.mode & 0o100 ? '100755' : '100644',
    text: change ? textAfter(change) : text,
    results: workloads,
  }
  const isStored = blobName(text) === state.blob
  if (change && isStored) return wanted
  if (change && wanted.isEdited) throw new PublishError([{ code: 'edits-converted', location: { file } }])

  const there = rewrittenCommitted(checkout, wanted, rewrite)
  if (change && !there) throw new PublishError([{ code: 'unreadable-conversion', location: { file } }])
  if (change) return { ...wanted, ...there }
  if (there && !isStored) throw new PublishError([{ code: 'edits-converted', location: { file } }])
  return there && { ...wanted, results: there.results }
}

/** Whether the work tree has what is committed. */
function isCommitted({ committed, blob }: WorkTreeFile): boolean {
  return committed?.name === blob
}

/** What the rewriting makes of the text that is committed; undefined when that is nothing, or when there is no text. */
function rewrittenCommitted(checkout: Checkout, wanted: WantedFile, rewrite: Rewriter): Rewritten | undefined {
  const old = wanted.committed && blobText(checkout, wanted.committed.name)
  const rewritten = old === undefined ? undefined : rewrite(wanted, old)
  return rewritten?.text === old ? undefined : rewritten
}

function read({ file, path, change }: Pick<Candidate, 'file' | 'path' | 'change'>): RegularFile {
  try {
    return change ? verifiedFile(path, change.before) : regularFile(path)
  } catch (cause) {
    throw new PublishError([{ code: 'file-not-read', fault: fileFault(cause), location: { file } }], { cause })
  }
}
