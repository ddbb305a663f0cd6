import { isMap, type Document } from 'yaml'

import { nodeAt, pairOf } from './nodes.ts'
import { ifReadable, readDocument, splitStream, type ManifestDocument, type Position } from './stream.ts'
import { mapsOf, valueAt, type Path, type Value } from './value.ts'

/** Keys from an object to a value in it; in a list, the item of a name. */
export type Place = readonly (string | { readonly named: string })[]

/**
 * Says where a key of an object, or an item of a list in it, stands in a text; undefined when it is not there, comes by a
 * merge key, or cannot be read.
 *
 * @param index the document's place in the text.
 * @param object where the object stands in the document.
 */
export type Locator = (index: number, object: Path, place: Place) => Position | undefined

/** A locator for a text. It keeps the document that it looked into last: most questions are about one. */
export function locatorOf(text: string): Locator {
  const stream = ifReadable(() => splitStream(text))
  let last: ManifestDocument | undefined
  return (index, object, place) => {
    const documentText = stream?.documents[index]
    if (!stream || !documentText) return undefined
    if (last?.index !== index) last = ifReadable(() => readDocument(stream, documentText))
    const path = last && pathOf(last.toValue(), object, place)
    const offset = last && path && startAt(last.yaml, path)
    return offset === undefined ? undefined : stream.position(documentText.start + offset)
  }
}

/** Where the entry at a path starts: its key, or the item of a list. */
function startAt(yaml: Document, path: Path): number | undefined {
  const step = path.at(-1)
  const parent = nodeAt(yaml, path.slice(0, -1))
  if (typeof step === 'string') return isMap(parent) ? (pairOf(parent, step)?.key.range?.[0] ?? undefined) : undefined
  return nodeAt(yaml, path)?.range?.[0]
}

/** The path with indexes in the place of names; undefined when there is no item of a name. */
function pathOf(root: Value, object: Path, place: Place): Path | undefined {
  let path = object
  for (const step of place) {
    const key = typeof step === 'string' ? step : indexOf(valueAt(root, path), step.named)
    if (key === -1) return undefined
    path = [...path, key]
  }
  return path
}

function indexOf(list: Value | undefined, name: string): number {
  return mapsOf(list).findIndex((item) => item.name === name)
}
