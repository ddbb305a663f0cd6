import { applyEdits, type Edit } from './edit.ts'
import { Conflict, inject, type Injection } from './inject.ts'
import { editablePodSpec, offsetOf, surroundings } from './pod-spec.ts'
import { prove } from './proof.ts'
import { reconcile } from './reconcile.ts'
import { Refusal } from './refusal.ts'
import { parseStream, StreamError, type ManifestDocument, type Position, type Stream } from './stream.ts'
import { isTemplateText, sightings } from './unreadable.ts'
import { isYamlMap, mapsOf, same, textOf, type Value, type YamlMap } from './value.ts'
import {
  findWorkloads,
  mayHoldWorkloads,
  POD_SPEC,
  reasonToSkip,
  valueAt,
  type Path,
  type Selection,
  type Workload,
} from './workload.ts'

const TEMPLATE = 'this file is a template, not a manifest. Render it first, and give us what comes out.'

const UNRESOLVED =
  'an alias has no anchor before it, stands in its own anchor or repeats too much, or a merge key (`<<`) brings in no mapping'

/** What is asked of a file. */
export interface RewriteRequest {
  readonly selection: Selection
  readonly injection: Injection
  /** The namespace of workloads that name none; empty when there is none either. */
  readonly namespace: string
}

/** What became of one workload. */
export interface WorkloadResult {
  /** The document's place in the file, from 0. */
  readonly document: number
  /** Where the workload's `kind` stands, from 1. */
  readonly line: number
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly action: 'injected' | 'updated' | 'unchanged' | 'skipped' | 'refused'
  /** Empty for the first three; else a sentence that says why and what to do. */
  readonly reason: string
  /** Where the reason shows in the file; the place of `kind` when it shows nowhere. */
  readonly position: Position
  /** In which order the pod's containers start now; only of a workload that was injected or updated. */
  readonly startOrder?: StartOrder
}

/** The init containers one after another, then the containers together. */
export interface StartOrder {
  /** A sidecar (`restartPolicy: Always`) goes on running while the next ones start. */
  readonly initContainers: readonly { readonly name: string; readonly sidecar: boolean }[]
  readonly containers: readonly string[]
}

/** A file's new text (the old one when nothing changed) and a result for each workload in it. */
export interface Rewriting {
  readonly text: string
  /** The changes of the old text that make the new one. */
  readonly edits: readonly Edit[]
  readonly results: readonly WorkloadResult[]
}

/**
 * Gives each selected workload of a file the injection.
 *
 * @throws ProofError when the new text is not what was asked for; that is a defect of ours.
 */
export function rewrite(text: string, request: RewriteRequest): Rewriting {
  const stream = read(text)
  if (stream instanceof StreamError) return { text, edits: [], results: unreadable(text, stream, request.selection) }

  const rewritings = stream.documents.flatMap((document) => rewriteDocument(stream, document, request))
  const results = rewritings.map(({ result }) => result)
  const edits = rewritings.flatMap((rewriting) => rewriting.edits)
  if (edits.length === 0) return { text, edits, results }

  const rewritten = applyEdits(text, edits)
  prove(stream, rewritten, expectedDocuments(stream, rewritings))
  return { text: rewritten, edits, results }
}

/** A workload's result, and what has to be done for it. */
interface WorkloadRewriting {
  readonly result: WorkloadResult
  readonly edits: readonly Edit[]
  /** The pod spec that the edits have to make; undefined when there are none. */
  readonly podSpec?: { readonly path: Path; readonly value: YamlMap }
}

function read(text: string): Stream | StreamError {
  try {
    return parseStream(text)
  } catch (error) {
    if (error instanceof StreamError) return error
    throw error
  }
}

/** The results of a text that cannot be read: its workloads as far as its lines show them. */
export function unreadable(text: string, error: StreamError, selection: Selection): WorkloadResult[] {
  const outcome = isTemplateText(text)
    ? ({ action: 'skipped', reason: TEMPLATE } as const)
    : ({
        action: 'refused',
        reason: unreadableReason(error),
      } as const)
  return sightings(text, selection).map(({ line, kind }) => ({
    document: 0,
    line,
    kind,
    namespace: '',
    name: '',
    position: outcome.action === 'refused' ? error.position : { line, column: 1 },
    ...outcome,
  }))
}

function unreadableReason(error: StreamError): string {
  return `this text cannot be read: ${error.message}. Mend it, or take the file out with a \`!\` line in the input \`manifests\`.`
}

function rewriteDocument(stream: Stream, document: ManifestDocument, request: RewriteRequest): WorkloadRewriting[] {
  if (!mayHoldWorkloads(document.yaml.contents, request.selection)) return []
  const root = rootOf(document)
  const workloads = root === undefined ? [] : findWorkloads(root, request.selection)
  const rewritings = workloads.map((workload) => rewriteWorkload(stream, document, workload, request))
  if (root !== undefined && !document.error) return rewritings

  // A second `kind`, where a `---` was forgotten, hides the first one: the lines tell.
  const seen = new Set(rewritings.map(({ result }) => result.line))
  const hidden = unreadableDocument(stream, document, request.selection).filter(({ line }) => !seen.has(line))
  return [...rewritings, ...hidden.map((result) => ({ result, edits: [] }))]
}

function unreadableDocument(stream: Stream, { yaml, index, error }: ManifestDocument, selection: Selection) {
  const [start, , end] = yaml.range
  const position = stream.position(start)
  return unreadable(stream.text.slice(start, end), error ?? new StreamError(UNRESOLVED, position), selection).map(
    (result) => ({ ...result, document: index, line: result.line + position.line - 1 }),
  )
}

/** What a document stands for; undefined when it cannot be resolved. */
function rootOf(document: ManifestDocument): Value | undefined {
  try {
    const root = document.yaml.toJS() as Value
    // Throws when an alias stands in its own anchor.
    if (document.sharedAnchors.size > 0) JSON.stringify(root)
    return root
  } catch {
    // An alias without an anchor or many that would expand without bounds, a merge key of no mapping, too deep a nesting.
    return undefined
  }
}

function rewriteWorkload(
  stream: Stream,
  document: ManifestDocument,
  workload: Workload,
  request: RewriteRequest,
): WorkloadRewriting {
  const position = stream.position(offsetOf(document, [...workload.path, 'kind']))
  const result = {
    document: document.index,
    line: position.line,
    kind: workload.kind,
    namespace: workload.namespace || request.namespace,
    name: workload.name,
    position,
    reason: '',
  }
  const reason = reasonToSkip(workload, document, request.selection)
  if (reason !== undefined) return { result: { ...result, action: 'skipped', reason }, edits: [] }
  if (document.error) return refused(result, unreadableReason(document.error), document.error.position)
  try {
    return injectInto(stream, document, workload, request.injection, result)
  } catch (error) {
    if (error instanceof Refusal) return refused(result, error.message, stream.position(error.offset))
    throw error
  }
}

function refused(result: Omit<WorkloadResult, 'action'>, reason: string, position: Position): WorkloadRewriting {
  return { result: { ...result, action: 'refused', reason, position }, edits: [] }
}

function injectInto(
  stream: Stream,
  document: ManifestDocument,
  workload: Workload,
  injection: Injection,
  result: Omit<WorkloadResult, 'action'>,
): WorkloadRewriting {
  const path = [...workload.path, ...POD_SPEC]
  const from = valueAt(workload.value, POD_SPEC)
  if (!isYamlMap(from)) throw new Refusal('the pod spec is not a mapping; mend it first.', offsetOf(document, path))
  const to = desired(from, injection, document, path)
  if (same(from, to)) return { result: { ...result, action: 'unchanged' }, edits: [] }

  const map = editablePodSpec(document, path)
  const edits = reconcile(map, from, to, surroundings(stream.text, document, map, path))
  const isUpdate = mapsOf(from.initContainers).some(({ name }) => name === injection.container.name)
  return {
    result: { ...result, action: isUpdate ? 'updated' : 'injected', startOrder: startOrder(to) },
    edits,
    podSpec: { path, value: to },
  }
}

function desired(podSpec: YamlMap, injection: Injection, document: ManifestDocument, path: Path): YamlMap {
  try {
    return inject(podSpec, injection)
  } catch (error) {
    if (error instanceof Conflict) throw new Refusal(error.message, offsetOf(document, [...path, ...error.path]))
    throw error
  }
}

function startOrder(podSpec: YamlMap): StartOrder {
  return {
    initContainers: mapsOf(podSpec.initContainers).map((container) => ({
      name: textOf(container.name),
      sidecar: container.restartPolicy === 'Always',
    })),
    containers: mapsOf(podSpec.containers).map(({ name }) => textOf(name)),
  }
}

/** What each document with edits has to stand for afterwards, by its index. */
function expectedDocuments(stream: Stream, rewritings: readonly WorkloadRewriting[]): Map<number, Value> {
  const expected = new Map<number, Value>()
  for (const { result, podSpec } of rewritings) {
    const document = stream.documents[result.document]
    if (!podSpec || !document) continue
    const root = expected.get(result.document) ?? (document.yaml.toJS() as Value)
    const parent = valueAt(root, podSpec.path.slice(0, -1)) as Record<string, Value>
    parent.spec = podSpec.value
    expected.set(result.document, root)
  }
  return expected
}
