import type { ManifestDocument } from '../yaml/stream.ts'
import { isYamlMap, type Value } from '../yaml/value.ts'
import { mayHoldKind, objectsIn, type ManifestObject } from './workload.ts'

/** Which objects are asked for. */
export interface ObjectSelection {
  readonly kinds: readonly string[]
  /** Kinds whose objects are many and long, and a text that a document of such a kind has to hold to be read. */
  readonly holding: Readonly<Record<string, string>>
}

/** Whether a document's text can hold an object that is asked for. */
export function mayHoldObject(text: string, selection: ObjectSelection): boolean {
  return mayHoldKind(text, kindsIn(text, selection))
}

/** The objects of a document that are asked for, those in lists too. A document that stands for nothing has none. */
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
