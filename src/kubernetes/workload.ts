import { isAlias, isMap, isScalar, type Node } from 'yaml'

import { HIDDEN_WORD } from '../yaml/hidden-words.ts'
import { KINDS, knownKind, podSpecPath } from './kinds.ts'
import { isMergeKey } from '../yaml/nodes.ts'
import { selects, type Requirement } from './selector.ts'
import type { ManifestDocument } from '../yaml/stream.ts'
import { PLACEHOLDER } from './template-text.ts'
import {
  isYamlMap,
  itemsOf,
  mapAt,
  mapsOf,
  textOf,
  valueAt,
  type Path,
  type Value,
  type YamlMap,
} from '../yaml/value.ts'

/** An object of Kubernetes. */
export interface KubernetesObject {
  readonly kind: string
  /** Empty when it has none. */
  readonly name: string
  /** Empty when none is known. */
  readonly namespace: string
  readonly value: YamlMap
}

/** An object of Kubernetes as it stands in a document. */
export interface ManifestObject extends KubernetesObject {
  /** Where it stands in the document. */
  readonly path: Path
}

/** An object with a pod spec. */
export interface Workload extends KubernetesObject {
  /** Where its pod spec stands in it. */
  readonly podSpec: readonly string[]
}

/** A workload as it stands in a document. */
export interface ManifestWorkload extends Workload, ManifestObject {}

/** Which workloads are asked for. */
export interface Selection {
  /** Kinds of `KINDS`, and others whose pod template stands at `spec.template.spec`. */
  readonly kinds: readonly string[]
  /** Names with `*`; a leading `!` takes away. None: every name. */
  readonly workloads: readonly string[]
  /** What the workload's own labels have to meet. None: any. */
  readonly selector: readonly Requirement[]
}

/** On a workload or its pod template: `disabled` keeps us away, as `linkerd.io/inject` does its injector. */
export const INJECT_ANNOTATION = 'atlas-init-container/inject'

/** Where a document of a kind holds other manifests: Kubernetes' lists, OpenShift's Template; undefined for others. */
function membersKey(kind: string): string | undefined {
  if (kind === 'Template') return 'objects'
  return kind.endsWith('List') ? 'items' : undefined
}

function isWorkloadKind(kind: string, selection: Selection): boolean {
  return knownKind(kind) !== undefined || selection.kinds.includes(kind)
}

/** Whether a document's text can hold a workload. Most texts hold none. */
export function mayHoldWorkload(text: string, selection: Selection): boolean {
  return mayHoldKind(text, [...Object.keys(KINDS), ...selection.kinds])
}

/** Whether a text can hold an object of a kind: the kind's name stands where a value ends, or may be hidden. */
export function mayHoldKind(text: string, kinds: readonly string[]): boolean {
  if (HIDDEN_WORD.test(text)) return true
  return new RegExp(`(?:${kinds.join('|')})(?:List)?["']?[ \\t]*(?:[,}\\]:#\\x85]|\\r?$)`, 'm').test(text)
}

/** Whether a document's root can bring `findWorkloads` anything: a look at its keys `kind`, before all is resolved. */
export function mayHoldWorkloads(root: Node | null, selection: Selection): boolean {
  if (!isMap<Node, Node | null>(root)) return false
  return root.items.some(({ key, value }) => {
    if (isMergeKey(key) || isAlias(key)) return true
    if (!isScalar(key) || key.value !== 'kind') return false
    if (isAlias(value)) return true
    const kind = isScalar(value) ? kindOf(value.value) : undefined
    return typeof kind === 'string' && (membersKey(kind) !== undefined || isWorkloadKind(kind, selection))
  })
}

/**
 * The workloads of a document: of the selected kinds and of those in `KINDS`, at its root or as a member of a list.
 *
 * @param root the document's value, as `toJS` gives it.
 */
export function findWorkloads(root: Value, selection: Selection): ManifestWorkload[] {
  if (!isYamlMap(root)) return []
  return objectsIn(root)
    .filter(({ kind }) => isWorkloadKind(kind, selection))
    .map((object) => ({ ...object, podSpec: podSpecPath(object.kind) }))
}

/** A kind as Kubernetes reads it, for which base64 with the tag `!!binary` is the text that it encodes. */
function kindOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return typeof value === 'string' ? value : undefined
}

/** The object that a document is, or in its place the members of the list that it is. */
export function objectsIn(value: YamlMap, path: Path = []): ManifestObject[] {
  const kind = kindOf(value.kind)
  if (kind === undefined) return []
  const key = membersKey(kind)
  if (key !== undefined)
    return itemsOf(value[key]).flatMap((member, index) =>
      isYamlMap(member) ? objectsIn(withTypeOf(value, member), [...path, key, index]) : [],
    )
  const metadata = isYamlMap(value.metadata) ? value.metadata : {}
  const name = textOf(metadata.name) || textOf(metadata.generateName)
  return [{ path, value, kind, name, namespace: textOf(metadata.namespace) }]
}

/** Why a workload was not asked for, as a sentence that says what to do; undefined when it was. */
export function reasonNotSelected(
  workload: Workload,
  document: ManifestDocument,
  selection: Selection,
): string | undefined {
  const { kind, name } = workload
  if (!selection.kinds.includes(kind))
    return `the input \`kinds\` does not name ${kind}; add it there to rewrite this one.`
  const { wanted, unwanted } = namePatterns(selection.workloads)
  const excluding = unwanted.find((pattern) => matchesName(name, pattern))
  if (excluding !== undefined)
    return `the line \`!${excluding}\` of the input \`workloads\` takes it away; take that line out to rewrite it.`
  if (wanted.length > 0 && !wanted.some((pattern) => matchesName(name, pattern)))
    return 'the input `workloads` does not name it; add its name there to rewrite it.'
  if (!selects(selection.selector, labelsOf(workload)))
    return 'the input `selector` does not select its labels; change one of the two to rewrite it.'
  if (isTemplate(workload, document))
    return 'this is a template, not a manifest: placeholders stand where Kubernetes wants values. Render it first, and give us what comes out.'
  return undefined
}

/** Why a workload that was asked for is not ours to touch, as a sentence that says what to do; undefined when it is. */
export function reasonToSkip(workload: Workload): string | undefined {
  const { kind, value } = workload
  if (typeof value.apiVersion !== 'string')
    return 'it has no apiVersion, so Kubernetes would not take it. If it is a patch, give us what kustomize builds.'
  const group = value.apiVersion.includes('/') ? value.apiVersion.replace(/\/.*/, '') : ''
  const groups = knownKind(kind)?.groups
  if (groups && !groups.includes(group))
    return `a ${kind} of the API group "${group}" is not Kubernetes' own (${groups.map((known) => known || 'v1').join(', ')}); correct its apiVersion if it is meant to be.`
  if (injectAnnotations(workload).some((annotation) => annotation.value === 'disabled'))
    return `its annotation \`${INJECT_ANNOTATION}: disabled\` keeps us away; take it out to rewrite it.`
  if (!hasContainers(workload)) return reasonForNoContainers(workload)
  return undefined
}

function reasonForNoContainers({ kind, value, podSpec }: Workload): string {
  if (!knownKind(kind) && !isYamlMap(valueAt(value, podSpec)))
    return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind} has no pod template at \`${podSpec.join('.')}\`. Take ${kind} out of the input \`kinds\`, and give us the manifests that come of it.`
  if (kind === 'Rollout' && valueAt(value, ['spec', 'workloadRef']) !== undefined)
    return 'it has no pod template of its own: `workloadRef` names the workload that has it. Rewrite that one.'
  return 'its pod template has no containers: a patch, or a workload that takes its template from elsewhere. Rewrite the manifest that has them.'
}

function labelsOf({ value }: Workload): ReadonlyMap<string, string> {
  return new Map(Object.entries(mapAt(value, ['metadata', 'labels'])).map(([key, label]) => [key, textOf(label)]))
}

/** A member of a list, which has the kind and the version of a typed list (`DeploymentList`) when it names neither. */
function withTypeOf({ kind, apiVersion = null }: YamlMap, member: YamlMap): YamlMap {
  const memberKind = textOf(kind).replace(/List$/, '')
  const namesType = textOf(member.kind) !== '' || textOf(member.apiVersion) !== ''
  return namesType || memberKind === '' || kind === 'Template' ? member : { ...member, apiVersion, kind: memberKind }
}

/** An annotation of ours as it stands in a workload. */
export interface InjectAnnotation {
  readonly path: Path
  readonly value: string
}

/** Our annotations on a workload and on the templates in it, the outermost first. */
export function injectAnnotations({ value, podSpec }: Workload): InjectAnnotation[] {
  return podSpec.flatMap((_step, depth) => {
    const path = [...podSpec.slice(0, depth), 'metadata', 'annotations', INJECT_ANNOTATION]
    const found = valueAt(value, path)
    return found === undefined ? [] : [{ path, value: textOf(found) }]
  })
}

function hasContainers(workload: Workload): boolean {
  const containers = valueAt(workload.value, [...workload.podSpec, 'containers'])
  return containers !== undefined && containers !== null && !(Array.isArray(containers) && containers.length === 0)
}

/** Patterns that ask for names, and those that take away, without their `!`. */
function namePatterns(patterns: readonly string[]): { wanted: string[]; unwanted: string[] } {
  const isUnwanted = (pattern: string): boolean => pattern.startsWith('!')
  return {
    wanted: patterns.filter((pattern) => !isUnwanted(pattern)),
    unwanted: patterns.filter(isUnwanted).map((pattern) => pattern.slice(1)),
  }
}

/** Whether a name is what a pattern says, in which `*` stands for any characters. */
export function matchesName(name: string, pattern: string): boolean {
  const [first = '', ...parts] = pattern.split('*')
  const last = parts.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const part of parts) {
    const found = name.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}

/**
 * Whether a workload that happens to parse is the text of a template: a placeholder in a field where Kubernetes takes
 * no braces, or one without quotes, which YAML reads as a mapping in the place of a key.
 */
function isTemplate(workload: Workload, document: ManifestDocument): boolean {
  const containers = mapsOf(valueAt(workload.value, [...workload.podSpec, 'containers']))
  const fields = [workload.value.apiVersion, workload.name, workload.namespace, ...containers.map(({ image }) => image)]
  if (fields.some((field) => PLACEHOLDER.test(textOf(field)))) return true
  return document.hasCollectionKey
}
