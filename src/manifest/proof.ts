import { parseStream, type ManifestDocument, type Stream } from './stream.ts'
import { same, type Value } from './value.ts'

/** A rewritten text that is not what it has to be: a defect of ours. The message holds nothing of the file. */
export class ProofError extends Error {}

/**
 * Reads a rewritten text again and compares: the documents that had to change must stand for what was asked, every
 * other one must have the very text it had.
 *
 * @param expected the whole value of each document that had to change, by the document's index.
 * @throws ProofError when the text is anything else.
 */
export function prove(before: Stream, text: string, expected: ReadonlyMap<number, Value>): void {
  const after = readAgain(text)
  if (after.documents.length !== before.documents.length)
    throw new ProofError(`${before.documents.length} documents became ${after.documents.length}`)
  for (const document of after.documents) {
    const { index } = document
    const value = expected.get(index)
    if (value !== undefined) {
      if (document.error || !same(valueOf(document), value))
        throw new ProofError(`document ${index} does not stand for what was asked`)
    } else if (textOf(after, index) !== textOf(before, index))
      throw new ProofError(`document ${index} changed, though nothing was asked of it`)
  }
}

function readAgain(text: string): Stream {
  try {
    return parseStream(text)
  } catch (cause) {
    throw new ProofError('the rewritten text is not YAML', { cause })
  }
}

function valueOf(document: ManifestDocument): unknown {
  try {
    return document.yaml.toJS()
  } catch (cause) {
    throw new ProofError(`document ${document.index} cannot be resolved`, { cause })
  }
}

/** A document's text, with all that stands before the next one. */
function textOf({ text, documents }: Stream, index: number): string {
  return text.slice(index === 0 ? 0 : documents[index]?.yaml.range[0], documents[index + 1]?.yaml.range[0])
}
