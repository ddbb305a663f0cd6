import { ifReadable, readDocument, splitStream, type DocumentText, type Stream } from '../yaml/stream.ts'
import { isYamlMap, type Value } from '../yaml/value.ts'
import { mayHoldKind, objectsIn, type ManifestObject } from './workload.ts'

/** The objects of some kinds in a text, those in lists too. What cannot be read has none. Never throws. */
export function findObjects(text: string, kinds: readonly string[]): ManifestObject[] {
  if (!mayHoldKind(text, kinds)) return []
  const stream = ifReadable(() => splitStream(text))
  return (stream?.documents ?? [])
    .filter((document) => mayHoldKind(document.text, kinds))
    .flatMap((document) => {
      const root = stream && valueOf(stream, document)
      return isYamlMap(root) ? objectsIn(root) : []
    })
    .filter(({ kind }) => kinds.includes(kind))
}

function valueOf(stream: Stream, document: DocumentText): Value | undefined {
  try {
    return readDocument(stream, document).toValue()
  } catch {
    return undefined
  }
}
