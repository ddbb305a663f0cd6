import { isAlias, isMap, isScalar, type Node } from 'yaml'

import { HIDDEN_WORD } from '../yaml/hidden-words.ts'
import { KINDS, knownKind, podSpecPath } from './kinds.ts'
import { isMergeKey } from '../yaml/nodes.ts'
import { isYamlMap, itemsOf, textOf, valueAt, type Path, type Value, type YamlMap } from '../yaml/value.ts'

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

/** On a workload or its pod template: `disabled` keeps us away, as `linkerd.io/inject` does its injector. */
export const INJECT_ANNOTATION = 'atlas-init-container/inject'

/** Where a document of a kind holds other manifests: Kubernetes' lists, OpenShift's Template; undefined for others. */
function membersKey(kind: string): string | undefined {
  if (kind === 'Template') return 'objects'
  return kind.endsWith('List') ? 'items' : undefined
}

function isWorkloadKind(kind: string, kinds: readonly string[]): boolean {
  return knownKind(kind) !== undefined || kinds.includes(kind)
}

/** Whether a document's text can hold a workload. Most texts hold none. */
export function mayHoldWorkload(text: string, kinds: readonly string[]): boolean {
  return mayHoldKind(text, [...Object.keys(KINDS), ...kinds])
}

/** Whether a text can hold an object of a kind: the kind's name stands where a value ends, or may be hidden. */
export function mayHoldKind(text: string, kinds: readonly string[]): boolean {
  if (HIDDEN_WORD.test(text)) return true
  return new RegExp(`(?:${kinds.join('|')})(?:List)?["']?[ \\t]*(?:[,}\\]:#\\x85]|\\r?$)`, 'm').test(text)
}

/** Whether a document's root can bring `findWorkloads` anything: a look at its keys `kind`, before all is resolved. */
export function mayHoldWorkloads(root: Node | null, kinds: readonly string[]): boolean {
  if (!isMap<Node, Node | null>(root)) return false
  return root.items.some(({ key, value }) => {
    if (isMergeKey(key) || isAlias(key)) return true
    if (!isScalar(key) || key.value !== 'kind') return false
    if (isAlias(value)) return true
    const kind = isScalar(value) ? kindOf(value.value) : undefined
    return typeof kind === 'string' && (membersKey(kind) !== undefined || isWorkloadKind(kind, kinds))
  })
}

/**
 * The workloads of a document: of the selected kinds and of those in `KINDS`, at its root or as a member of a list.
 *
 * @param root the document's value, as `toJS` gives it.
 */
export function findWorkloads(root: Value, kinds: readonly string[]): ManifestWorkload[] {
  if (!isYamlMap(root)) return []
  return objectsIn(root)
    .filter(({ kind }) => isWorkloadKind(kind, kinds))
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
