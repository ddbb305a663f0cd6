import { knownKind } from './kinds.ts'
import { selects, type Requirement } from './selector.ts'
import { PLACEHOLDER } from './template-text.ts'
import { injectAnnotations, type Workload } from './workload.ts'
import type { ManifestDocument } from '../yaml/stream.ts'
import { isYamlMap, mapAt, mapsOf, textOf, valueAt } from '../yaml/value.ts'

/** The workloads to edit. */
export interface Selection {
  /** Kinds in `KINDS`, and others with their pod template at `spec.template.spec`. */
  readonly kinds: readonly string[]
  /** Names with `*`; a leading `!` excludes. Empty for every name. */
  readonly workloads: readonly string[]
  /** Requirements for the workload's own labels. Empty for any. */
  readonly selector: readonly Requirement[]
}

/** Why a workload is skipped. */
export type SkipReason =
  /** It was not selected. */
  | { readonly code: 'kind-not-selected'; readonly kind: string }
  | { readonly code: 'name-excluded'; readonly pattern: string }
  | { readonly code: 'name-not-selected' | 'labels-not-selected' }
  /** It is not a workload of Kubernetes, or its containers are elsewhere. */
  | { readonly code: 'template' | 'no-api-version' | 'workload-elsewhere' | 'no-containers' | 'disabled' }
  | {
      readonly code: 'foreign-group'
      readonly kind: string
      readonly group: string
      readonly groups: readonly string[]
    }
  | { readonly code: 'no-pod-template'; readonly kind: string; readonly path: readonly string[] }

/** Why a workload is not selected; undefined when it is. */
export function reasonNotSelected(
  workload: Workload,
  document: ManifestDocument,
  selection: Selection,
): SkipReason | undefined {
  const { kind, name } = workload
  if (!selection.kinds.includes(kind)) return { code: 'kind-not-selected', kind }
  const { wanted, unwanted } = namePatterns(selection.workloads)
  const excluding = unwanted.find((pattern) => matchesName(name, pattern))
  if (excluding !== undefined) return { code: 'name-excluded', pattern: excluding }
  if (wanted.length > 0 && !wanted.some((pattern) => matchesName(name, pattern))) return { code: 'name-not-selected' }
  if (!selects(selection.selector, labelsOf(workload))) return { code: 'labels-not-selected' }
  return isTemplate(workload, document) ? { code: 'template' } : undefined
}

/** Why a selected workload is skipped; undefined when it is edited. */
export function reasonToSkip(workload: Workload): SkipReason | undefined {
  const { kind, value } = workload
  if (typeof value.apiVersion !== 'string') return { code: 'no-api-version' }
  const group = value.apiVersion.includes('/') ? value.apiVersion.replace(/\/.*/, '') : ''
  const groups = knownKind(kind)?.groups
  if (groups && !groups.includes(group)) return { code: 'foreign-group', kind, group, groups }
  if (injectAnnotations(workload).some((annotation) => annotation.value === 'disabled')) return { code: 'disabled' }
  return hasContainers(workload) ? undefined : reasonForNoContainers(workload)
}

function reasonForNoContainers({ kind, value, podSpec }: Workload): SkipReason {
  if (!knownKind(kind) && !isYamlMap(valueAt(value, podSpec))) return { code: 'no-pod-template', kind, path: podSpec }
  const isElsewhere = kind === 'Rollout' && valueAt(value, ['spec', 'workloadRef']) !== undefined
  return { code: isElsewhere ? 'workload-elsewhere' : 'no-containers' }
}

function labelsOf({ value }: Workload): ReadonlyMap<string, string> {
  return new Map(Object.entries(mapAt(value, ['metadata', 'labels'])).map(([key, label]) => [key, textOf(label)]))
}

function hasContainers(workload: Workload): boolean {
  const containers = valueAt(workload.value, [...workload.podSpec, 'containers'])
  return containers !== undefined && containers !== null && !(Array.isArray(containers) && containers.length === 0)
}

/** The patterns that include names, and those that exclude, without `!`. */
function namePatterns(patterns: readonly string[]): { wanted: string[]; unwanted: string[] } {
  const isUnwanted = (pattern: string): boolean => pattern.startsWith('!')
  return {
    wanted: patterns.filter((pattern) => !isUnwanted(pattern)),
    unwanted: patterns.filter(isUnwanted).map((pattern) => pattern.slice(1)),
  }
}

/** Whether a name matches a pattern in which `*` stands for any characters. */
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
 * Whether a workload that happens to parse is a template: it has a placeholder in a field where Kubernetes accepts no
 * braces, or an unquoted one, which YAML reads as a mapping in place of a key.
 */
function isTemplate(workload: Workload, document: ManifestDocument): boolean {
  const containers = mapsOf(valueAt(workload.value, [...workload.podSpec, 'containers']))
  const fields = [workload.value.apiVersion, workload.name, workload.namespace, ...containers.map(({ image }) => image)]
  if (fields.some((field) => PLACEHOLDER.test(textOf(field)))) return true
  return document.hasCollectionKey
}
