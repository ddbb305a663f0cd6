import { isAlias, isMap, isScalar, type Node } from 'yaml'

import { HIDDEN_WORD } from '../yaml/hidden-words.ts'
import { KINDS, knownKind, podSpecPath } from './kinds.ts'
import { isMergeKey } from '../yaml/nodes.ts'
import { isYamlMap, itemsOf, textOf, valueAt, type Path, type Value, type YamlMap } from '../yaml/value.ts'

/** An object of Kubernetes. */
export interface KubernetesObject {
  readonly kind: string
  /** Empty without one. */
  readonly name: string
  /** Empty if unknown. */
  readonly namespace: string
  readonly value: YamlMap
}

/** An object of Kubernetes in a document. */
export interface ManifestObject extends KubernetesObject {
  /** Its path in the document. */
  readonly path: Path
}

/** An object with a pod spec. */
export interface Workload extends KubernetesObject {
  /** The path to its pod spec. */
  readonly podSpec: readonly string[]
}

/** A workload in a document. */
export interface ManifestWorkload extends Workload, ManifestObject {}

/** On a workload or its pod template, `disabled` excludes it, like `linkerd.io/inject` for Linkerd. */
export const INJECT_ANNOTATION = 'atlas-init-container/inject'

/**
 * The key of a kind that contains other manifests: the lists of Kubernetes, OpenShift's Template; undefined for other
 * kinds.
 */
function membersKey(kind: string): string | undefined {
  if (kind === 'Template') return 'objects'
  return kind.endsWith('List') ? 'items' : undefined
}

function isWorkloadKind(kind: string, kinds: readonly string[]): boolean {
  return knownKind(kind) !== undefined || kinds.includes(kind)
}

/** Whether the text of a document can contain a workload. Most contain none. */
export function mayHoldWorkload(text: string, kinds: readonly string[]): boolean {
  return mayHoldKind(text, [...Object.keys(KINDS), ...kinds])
}

/** Whether a text can contain an object of a kind: the name of the kind ends a value, or may be hidden. */
export function mayHoldKind(text: string, kinds: readonly string[]): boolean {
  if (HIDDEN_WORD.test(text)) return true
  return new RegExp(`(?:${kinds.join('|')})(?:List)?["']?[ \\t]*(?:[,}\\]:#\\x85]|\\r?$)`, 'm').test(text)
}

/** Whether `findWorkloads` can find anything in a document, judging by its `kind` keys before it is resolved. */
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
 * The workloads of a document, of the selected kinds and those in `KINDS`, at its root or in a list.
 *
 * @param root the value of the document.
 */
export function findWorkloads(root: Value, kinds: readonly string[]): ManifestWorkload[] {
  if (!isYamlMap(root)) return []
  return objectsIn(root)
    .filter(({ kind }) => isWorkloadKind(kind, kinds))
    .map((object) => ({ ...object, podSpec: podSpecPath(object.kind) }))
}

/** A kind as Kubernetes reads it, with base64 and the tag `!!binary` decoded. */
function kindOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return typeof value === 'string' ? value : undefined
}

/** The object in a document or, if it is a list, its members. */
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

/** A member of a list. If it names neither kind nor version, it has those of the typed list (`DeploymentList`). */
function withTypeOf({ kind, apiVersion = null }: YamlMap, member: YamlMap): YamlMap {
  const memberKind = textOf(kind).replace(/List$/, '')
  const namesType = textOf(member.kind) !== '' || textOf(member.apiVersion) !== ''
  return namesType || memberKind === '' || kind === 'Template' ? member : { ...member, apiVersion, kind: memberKind }
}

/** The action's annotation on a workload. */
export interface InjectAnnotation {
  readonly path: Path
  readonly value: string
}

/** The action's annotations on a workload and on the templates in it, the outermost first. */
export function injectAnnotations({ value, podSpec }: Workload): InjectAnnotation[] {
  return podSpec.flatMap((_step, depth) => {
    const path = [...podSpec.slice(0, depth), 'metadata', 'annotations', INJECT_ANNOTATION]
    const found = valueAt(value, path)
    return found === undefined ? [] : [{ path, value: textOf(found) }]
  })
}
