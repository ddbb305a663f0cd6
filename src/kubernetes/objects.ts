import type { ManifestDocument } from '../yaml/stream.ts'
import { isYamlMap, type Value } from '../yaml/value.ts'
import { mayHoldKind, objectsIn, type ManifestObject } from './workload.ts'

/** The objects to look for. */
export interface ObjectSelection {
  readonly kinds: readonly string[]
  /** Kinds with many long objects, and a text that a document of such a kind must contain to be parsed. */
  readonly holding: Readonly<Record<string, string>>
}

/** Whether the text of a document can contain a selected object. */
export function mayHoldObject(text: string, selection: ObjectSelection): boolean {
  return mayHoldKind(text, kindsIn(text, selection))
}

/** The selected objects of a document, including those in lists. A document that cannot be resolved has none. */
export function objectsOf(document: ManifestDocument, selection: ObjectSelection): ManifestObject[] {
  const root = valueOf(document)
  const kinds = kindsIn(document.text, selection)
  return isYamlMap(root) ? objectsIn(root).filter(({ kind }) => kinds.includes(kind)) : []
}

function kindsIn(text: string, { kinds, holding }: ObjectSelection): string[] {
  return kinds.filter((kind) => text.includes(holding[kind] ?? ''))
}

function valueOf(document: ManifestDocument): Value | undefined {
  try {
    return document.toValue()
  } catch {
    return undefined
  }
}
