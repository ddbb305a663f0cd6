import { mayHoldObject, objectsOf, type ObjectSelection } from '../kubernetes/objects.ts'
import { nodeAt } from '../yaml/nodes.ts'
import { sourceMapOf, type SourceMap } from '../yaml/source-map.ts'
import { changesOf } from './changes.ts'
import { applyEdits, type Edit } from '../yaml/edit.ts'
import { inject, type Injection } from './inject.ts'
import { Conflict } from './conflict.ts'
import { mentionsMigrateApply } from './injected-container.ts'
import { editableMap, hasComments, leftBehind, offsetOf } from '../yaml/editable-node.ts'
import { prove, isExpected, type Expected } from '../yaml/proof.ts'
import { reconcile } from '../yaml/reconcile.ts'
import { Refusal, SharedRefusal } from '../yaml/refusal.ts'
import { remove, type Removal } from './remove.ts'
import type { Reason, StartOrder, WorkloadResult } from './result.ts'
import { POD_LISTS } from '../kubernetes/pod.ts'
import { isSealedBySops } from '../kubernetes/sops.ts'
import {
  readDocument,
  splitStream,
  StreamError,
  type DocumentText,
  type ManifestDocument,
  type Stream,
} from '../yaml/stream.ts'
import { surroundings } from '../yaml/surroundings.ts'
import { unreadable, unreadableDocument, unresolvedError } from './unreadable.ts'
import {
  isYamlMap,
  mapsOf,
  same,
  textOf,
  valueAt,
  withValueAt,
  type Path,
  type Value,
  type YamlMap,
} from '../yaml/value.ts'
import {
  findWorkloads,
  injectAnnotations,
  mayHoldWorkload,
  mayHoldWorkloads,
  type ManifestObject,
  type ManifestWorkload,
  type Workload,
} from '../kubernetes/workload.ts'
import { reasonNotSelected, reasonToSkip, type Selection } from '../kubernetes/selection.ts'
import { hidingKey, repeatedKeyOnTheWay } from '../kubernetes/duplicate-keys.ts'
import type { Position } from '../yaml/position.ts'

/** What to do with a file. */
export interface RewriteRequest {
  readonly selection: Selection
  readonly change: Injection | Removal
  /** The namespace of workloads that name none; empty if it is unknown. */
  readonly namespace: string
  /** The other objects to read; none by default. */
  readonly objects?: ObjectSelection
}

/** The result for a file, and its other objects, from one parse. */
export interface Rewriting {
  /** The new text; the old one if nothing changes. */
  readonly text: string
  /** The edits that turn the old text into the new one. */
  readonly edits: readonly Edit[]
  readonly results: readonly WorkloadResult[]
  /** The workloads that have the injection or get it; none for a removal. */
  readonly injected: readonly InjectedWorkload[]
  /** The requested objects, as far as they can be read. */
  readonly objects: readonly ManifestObject[]
}

/** A workload with the injection, as it will be. */
export interface InjectedWorkload extends Workload {
  readonly result: WorkloadResult
  /** The offsets of the parts of the original workload in the text. */
  readonly source: SourceMap
}

/**
 * Injects into each selected workload of a file, or removes the injection.
 *
 * @throws ProofError when the new text is not what was asked for, which is a bug.
 */
export function rewrite(text: string, request: RewriteRequest): Rewriting {
  let objects: readonly ManifestObject[] = []
  try {
    const stream = splitStream(text)
    const readings = stream.documents.flatMap((document) => readingOf(stream, document, request) ?? [])
    objects = readings.flatMap((reading) => reading.objects)
    const unreadableWorkload = readings.find(({ holdsWorkload, error }) => holdsWorkload && error)?.error
    if (unreadableWorkload) throw unreadableWorkload
    return { ...rewriteStream(stream, readings, request), objects }
  } catch (error) {
    if (error instanceof StreamError)
      return { text, edits: [], results: unreadable(text, error, request.selection), injected: [], objects }
    throw error
  }
}

/** A parsed document that matters. */
interface Reading {
  readonly index: number
  readonly holdsWorkload: boolean
  /** Undefined when it has no workload: only its objects are kept. */
  readonly document: ManifestDocument | undefined
  readonly objects: readonly ManifestObject[]
  /** Why it is unreadable. */
  readonly error?: StreamError
}

/** Parses a document; undefined when it contains nothing that was requested. */
function readingOf(stream: Stream, documentText: DocumentText, request: RewriteRequest): Reading | undefined {
  const { text, index } = documentText
  const { selection, objects: asked } = request
  const holdsWorkload = mayHoldWorkload(text, selection.kinds)
  const holdsObject = asked !== undefined && mayHoldObject(text, asked)
  if (!holdsWorkload && !holdsObject) return undefined
  try {
    const document = readDocument(stream, documentText)
    const objects = holdsObject ? objectsOf(document, asked) : []
    return { index, holdsWorkload, document: holdsWorkload ? document : undefined, objects }
  } catch (error) {
    if (error instanceof StreamError) return { index, holdsWorkload, document: undefined, objects: [], error }
    throw error
  }
}

/**
 * @throws StreamError when something has to change and a document is unreadable: its error may hide where other
 * documents start.
 */
function rewriteStream(
  stream: Stream,
  readings: readonly Reading[],
  request: RewriteRequest,
): Omit<Rewriting, 'objects'> {
  const { text } = stream
  const documents = new Map(readings.flatMap(({ index, document }) => (document ? [[index, document]] : [])))
  const rewritings = [...documents.values()].flatMap((document) => rewriteDocument(stream, document, request))
  const results = rewritings.map(({ result }) => result)
  const injected = rewritings.flatMap((rewriting) => rewriting.injected ?? [])
  const edits = rewritings.flatMap((rewriting) => rewriting.edits)
  if (edits.length === 0) return { text, edits, results, injected }

  const unread = readings.find(({ error }) => error)?.error
  if (unread) throw unread
  const read = new Set(readings.map(({ index }) => index))
  for (const documentText of stream.documents) if (!read.has(documentText.index)) readDocument(stream, documentText)
  const rewritten = applyEdits(text, edits)
  prove(stream, rewritten, expectedDocuments(documents, rewritings))
  return { text: rewritten, edits, results, injected }
}

/** The result for a workload, and what to do for it. */
interface WorkloadRewriting {
  readonly result: WorkloadResult
  readonly edits: readonly Edit[]
  /** The pod spec that the edits must produce; undefined without edits. */
  readonly podSpec?: { readonly path: Path; readonly value: YamlMap }
  /** Undefined when it does not have the injection afterwards. */
  readonly injected?: InjectedWorkload
  /** Whether it is refused only because several values share its text. */
  readonly isShared?: boolean
}

function rewriteDocument(stream: Stream, document: ManifestDocument, request: RewriteRequest): WorkloadRewriting[] {
  if (!mayHoldWorkloads(document.yaml.contents, request.selection.kinds)) return []
  const root = rootOf(document)
  const workloads = root === undefined ? [] : findWorkloads(root, request.selection.kinds)
  const rewritings = rewriteWorkloads(stream, document, workloads, request)
  const error =
    document.error ?? (root === undefined ? unresolvedError(stream, document) : hidingError(stream, document))
  if (!error) return rewritings

  // A second `kind`, after a missing `---`, hides the first one. The lines show it.
  const seen = new Set(rewritings.map(({ result }) => result.line))
  const hidden = unreadableDocument(stream, document, error, request.selection).filter(({ line }) => !seen.has(line))
  return [...rewritings, ...hidden.map((result) => ({ result, edits: [] }))]
}

function hidingError(stream: Stream, document: ManifestDocument): StreamError | undefined {
  const offset = hidingKey(document.yaml)
  return offset === undefined ? undefined : repeatedKeyError(stream, document, offset)
}

function repeatedKeyError(stream: Stream, { start }: ManifestDocument, offset: number): StreamError {
  return new StreamError({ code: 'repeated-key' }, stream.position(start + offset))
}

/** Rewrites each workload. Workloads that share text are rewritten if all of them need the same edit. */
function rewriteWorkloads(
  stream: Stream,
  document: ManifestDocument,
  workloads: readonly ManifestWorkload[],
  request: RewriteRequest,
): WorkloadRewriting[] {
  const rewritings = workloads.map((workload) => rewriteWorkload(stream, document, workload, request))
  if (!rewritings.some(({ isShared }) => isShared)) return rewritings

  const asOwn = { ...document, sharedAnchors: new Set<string>() }
  const together = withoutRepeatedEdits(workloads.map((workload) => rewriteWorkload(stream, asOwn, workload, request)))
  return isProven(document, together) ? together : rewritings
}

/** Keeps equal edits only in the first rewriting that has them. */
function withoutRepeatedEdits(rewritings: readonly WorkloadRewriting[]): WorkloadRewriting[] {
  const seen = new Set<string>()
  const isNew = (edit: Edit): boolean => seen.size < seen.add(JSON.stringify(edit)).size
  return rewritings.map((rewriting) => ({ ...rewriting, edits: rewriting.edits.filter(isNew) }))
}

/** Whether a document with the edits has the requested value. */
function isProven(document: ManifestDocument, rewritings: readonly WorkloadRewriting[]): boolean {
  const { start, text } = document
  const edits = rewritings.flatMap((rewriting) => rewriting.edits)
  const expected = expectedDocuments(new Map([[document.index, document]]), rewritings).get(document.index)
  if (expected === undefined) return false
  try {
    return isExpected(
      applyEdits(
        text,
        edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
      ),
      expected,
    )
  } catch {
    return false
  }
}

/** The value of a document; undefined when it cannot be resolved. */
function rootOf(document: ManifestDocument): Value | undefined {
  try {
    return document.toValue()
  } catch {
    return undefined
  }
}

function rewriteWorkload(
  stream: Stream,
  document: ManifestDocument,
  workload: ManifestWorkload,
  request: RewriteRequest,
): WorkloadRewriting {
  const position = stream.position(document.start + offsetOf(document, [...workload.path, 'kind']))
  const result = {
    document: document.index,
    line: position.line,
    kind: workload.kind,
    namespace: workload.namespace || request.namespace,
    name: workload.name,
    position,
    reason: undefined,
  }
  const skipped = (reason: Reason): WorkloadRewriting => ({
    result: { ...result, action: 'skipped', reason },
    edits: [],
  })
  const notSelected = reasonNotSelected(workload, document, request.selection)
  if (notSelected !== undefined) return skipped(notSelected)
  const repeated = repeatedKeyOnTheWay(document.yaml, workload)
  const error = document.error ?? (repeated === undefined ? undefined : repeatedKeyError(stream, document, repeated))
  // Nothing else that it says about itself is reliable.
  if (error) return refused(result, { code: 'unreadable-text', fault: error.fault }, error.position)
  const notOurs = reasonToSkip(workload)
  if (notOurs !== undefined) return skipped(notOurs)
  try {
    const rewriting = change(stream, document, workload, request.change, result)
    return request.change.operation === 'inject'
      ? { ...rewriting, injected: asInjected(document, workload, rewriting) }
      : rewriting
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof RefusedWorkload)) throw error
    const reason = error instanceof Refusal ? error.fault : error.reason
    const refusal = refused(result, reason, stream.position(document.start + error.offset))
    return { ...refusal, isShared: error instanceof SharedRefusal }
  }
}

function asInjected(
  { yaml, start }: ManifestDocument,
  { value, path, podSpec }: ManifestWorkload,
  { result, podSpec: made }: WorkloadRewriting,
): InjectedWorkload {
  const { kind, namespace, name } = result
  const source = sourceMapOf(value, nodeAt(yaml, path), yaml, start)
  const injected = made ? (withValueAt(value, podSpec, made.value) as YamlMap) : value
  return { kind, namespace, name, value: injected, podSpec, result, source }
}

function refused(result: Omit<WorkloadResult, 'action'>, reason: Reason, position: Position): WorkloadRewriting {
  return { result: { ...result, action: 'refused', reason, position }, edits: [] }
}

function change(
  stream: Stream,
  document: ManifestDocument,
  workload: ManifestWorkload,
  asked: Injection | Removal,
  result: Omit<WorkloadResult, 'action'>,
): WorkloadRewriting {
  const path = [...workload.path, ...workload.podSpec]
  const from = valueAt(workload.value, workload.podSpec)
  if (!isYamlMap(from)) throw new RangeError('a pod template with containers and without a pod spec')
  refuseUnknownAnnotation(document, workload)
  const { podSpec: to, outcome } = desired(from, asked, stream, document, path)
  if (same(from, to)) {
    const otherMigrations = asked.operation === 'remove' ? migrationsIn(from) : []
    const found = otherMigrations.length > 0 && { otherMigrations }
    return { result: { ...result, action: 'unchanged', ...found }, edits: [] }
  }
  if (isSealedBySops(document.toValue(), path, to))
    throw new RefusedWorkload({ code: 'sealed-by-sops' }, offsetOf(document, ['sops', 'mac']))

  const map = editableMap(document, path)
  const name = asked.operation === 'inject' ? asked.container.name : asked.containerName
  const edits = reconcile(map, from, to, surroundings(document, map, path, POD_LISTS, name))
  return {
    result: { ...result, ...outcome, changes: changesOf(from, to, name), startOrder: startOrder(to) },
    edits: edits.map((edit) => ({ ...edit, start: edit.start + document.start, end: edit.end + document.start })),
    podSpec: { path, value: to },
  }
}

/** @throws RefusedWorkload when the annotation has an unknown value: it may be meant to disable the action. */
function refuseUnknownAnnotation(document: ManifestDocument, workload: ManifestWorkload): void {
  const annotation = injectAnnotations(workload).find(({ value }) => value !== 'enabled')
  if (annotation)
    throw new RefusedWorkload(
      { code: 'unknown-annotation' },
      offsetOf(document, [...workload.path, ...annotation.path]),
    )
}

/** A workload that is refused for what it is, not for the form of its text. */
class RefusedWorkload extends Error {
  readonly reason: Reason
  readonly offset: number

  constructor(reason: Reason, offset: number) {
    super(reason.code)
    this.reason = reason
    this.offset = offset
  }
}

/** The pod spec that a workload needs, and how the report describes the change. */
interface Desired {
  readonly podSpec: YamlMap
  readonly outcome: Pick<WorkloadResult, 'action' | 'additions'>
}

function desired(
  podSpec: YamlMap,
  asked: Injection | Removal,
  stream: Stream,
  document: ManifestDocument,
  path: Path,
): Desired {
  try {
    if (asked.operation === 'inject') {
      const isThere = mapsOf(podSpec.initContainers).some(({ name }) => name === asked.container.name)
      return { podSpec: inject(podSpec, asked), outcome: { action: isThere ? 'updated' : 'injected' } }
    }
    const removed = remove(podSpec, asked, (key) => leftBehind(document, [...path, key], POD_LISTS))
    const { podSpec: without, gone } = removed
    const comments = gone.some((place) => hasComments(document, [...path, ...place])) ? ['comments'] : []
    const names = [...removed.additions, ...comments]
    const position = stream.position(document.start + offsetOf(document, [...path, ...(gone[0] ?? [])]))
    return {
      podSpec: without,
      outcome: { action: 'removed', ...(names.length > 0 && { additions: { names, position } }) },
    }
  } catch (error) {
    if (error instanceof Conflict) throw new RefusedWorkload(error.fault, offsetOf(document, [...path, ...error.path]))
    throw error
  }
}

/** The names of the init containers that run migrations. */
function migrationsIn({ initContainers }: YamlMap): string[] {
  return mapsOf(initContainers)
    .filter(mentionsMigrateApply)
    .map(({ name }) => textOf(name))
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

/** The expected value of each document with edits, by its index. */
function expectedDocuments(
  documents: ReadonlyMap<number, ManifestDocument>,
  rewritings: readonly WorkloadRewriting[],
): Map<number, Expected> {
  const expected = new Map<number, Expected>()
  for (const { result, podSpec } of rewritings) {
    const document = documents.get(result.document)
    if (!podSpec || !document) continue
    const { value: root, repeatedKeys } = expected.get(result.document) ?? {
      value: document.toValue(),
      repeatedKeys: document.repeatedKeys,
    }
    expected.set(result.document, { value: withValueAt(root, podSpec.path, podSpec.value), repeatedKeys })
  }
  return expected
}
