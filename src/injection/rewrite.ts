import { mayHoldObject, objectsOf, type ObjectSelection } from '../kubernetes/objects.ts'
import { nodeAt } from '../yaml/nodes.ts'
import { sourceMapOf, type SourceMap } from '../yaml/source-map.ts'
import { changesOf } from './changes.ts'
import { applyEdits, type Edit } from '../yaml/edit.ts'
import { inject, type Injection } from './inject.ts'
import { Conflict } from './conflict.ts'
import { mentionsMigrateApply } from './ours.ts'
import { editableMap, hasComments, leftBehind, offsetOf } from '../yaml/editable-node.ts'
import { prove, standsFor, type Expected } from '../yaml/proof.ts'
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

/** What is asked of a file. */
export interface RewriteRequest {
  readonly selection: Selection
  readonly change: Injection | Removal
  /** The namespace of workloads that name none; empty when there is none either. */
  readonly namespace: string
  /** The other objects to read; none where nobody asks for any. */
  readonly objects?: ObjectSelection
}

/** What becomes of a file, and what else is in it: all of one reading. */
export interface Rewriting {
  /** The new text; the old one when nothing changes. */
  readonly text: string
  /** The changes of the old text that make the new one. */
  readonly edits: readonly Edit[]
  readonly results: readonly WorkloadResult[]
  /** The workloads that have the injection, or get it; none where it is taken out. */
  readonly injected: readonly InjectedWorkload[]
  /** The objects that were asked for, as far as they can be read. */
  readonly objects: readonly ManifestObject[]
}

/** A workload with the injection, as it will be. */
export interface InjectedWorkload extends Workload {
  readonly result: WorkloadResult
  /** Where the parts of the workload, as it is, stand in the text. */
  readonly source: SourceMap
}

/**
 * Gives each selected workload of a file the injection, or takes it out.
 *
 * @throws ProofError when the new text is not what was asked for; that is a defect of ours.
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

/** A document that matters, once it is read. */
interface Reading {
  readonly index: number
  readonly holdsWorkload: boolean
  /** Undefined where no workload is in it: nothing is kept of it but its objects. */
  readonly document: ManifestDocument | undefined
  readonly objects: readonly ManifestObject[]
  /** Why it cannot be read. */
  readonly error?: StreamError
}

/** Reads a document; undefined when it holds nothing that is asked for. */
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

/** @throws StreamError when something is to change and a document cannot be read: its borders may be others. */
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

/** A workload's result, and what has to be done for it. */
interface WorkloadRewriting {
  readonly result: WorkloadResult
  readonly edits: readonly Edit[]
  /** The pod spec that the edits have to make; undefined when there are none. */
  readonly podSpec?: { readonly path: Path; readonly value: YamlMap }
  /** Undefined when it does not have the injection afterwards. */
  readonly injected?: InjectedWorkload
  /** Whether it is refused for the only reason that its text stands for more than one value. */
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

  // A second `kind`, where a `---` was forgotten, hides the first one: the lines tell.
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

/** The rewriting of each workload; of those that share text, when one edit of it is what all of them ask for. */
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

/** Rewritings of which only the first one that has an edit keeps it. */
function withoutRepeatedEdits(rewritings: readonly WorkloadRewriting[]): WorkloadRewriting[] {
  const seen = new Set<string>()
  const isNew = (edit: Edit): boolean => seen.size < seen.add(JSON.stringify(edit)).size
  return rewritings.map((rewriting) => ({ ...rewriting, edits: rewriting.edits.filter(isNew) }))
}

/** Whether a document with the edits made stands for what is asked, and for nothing else. */
function isProven(document: ManifestDocument, rewritings: readonly WorkloadRewriting[]): boolean {
  const { start, text } = document
  const edits = rewritings.flatMap((rewriting) => rewriting.edits)
  const expected = expectedDocuments(new Map([[document.index, document]]), rewritings).get(document.index)
  if (expected === undefined) return false
  try {
    return standsFor(
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

/** What a document stands for; undefined when it cannot be resolved. */
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
  // What it says of itself besides is not to be relied on.
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

/** @throws RefusedWorkload when our annotation says something else than we know: it may be meant to keep us away. */
function refuseUnknownAnnotation(document: ManifestDocument, workload: ManifestWorkload): void {
  const annotation = injectAnnotations(workload).find(({ value }) => value !== 'enabled')
  if (annotation)
    throw new RefusedWorkload(
      { code: 'unknown-annotation' },
      offsetOf(document, [...workload.path, ...annotation.path]),
    )
}

/** A workload that is refused for what it is, not for how its text is written. */
class RefusedWorkload extends Error {
  readonly reason: Reason
  readonly offset: number

  constructor(reason: Reason, offset: number) {
    super(reason.code)
    this.reason = reason
    this.offset = offset
  }
}

/** What a pod spec has to become, and what that is for the report. */
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

/** What each document with edits has to be afterwards, by its index. */
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
