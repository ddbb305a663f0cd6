import { readDocument, splitStream, type DocumentText, type Stream } from './stream.ts'
import { same, type Value } from './value.ts'

/** A rewritten text that is not what it has to be: a defect of ours. The message holds nothing of the file. */
export class ProofError extends Error {}

/**
 * Takes a rewritten text apart and compares: the documents that had to change, read again, must stand for what was
 * asked, every other one must have the very text it had.
 *
 * @param expected the whole value of each document that had to change, by the document's index.
 * @throws ProofError when the text is anything else.
 */
export function prove(before: Stream, text: string, expected: ReadonlyMap<number, Value>): void {
  const after = attempt('the rewritten text is not YAML', () => splitStream(text))
  if (after.documents.length !== before.documents.length)
    throw new ProofError(`${before.documents.length} documents became ${after.documents.length}`)
  for (const document of after.documents) {
    const { index } = document
    const value = expected.get(index)
    if (value !== undefined) {
      if (!same(valueOf(after, document), value))
        throw new ProofError(`document ${index} does not stand for what was asked`)
    } else if (document.text !== before.documents[index]?.text)
      throw new ProofError(`document ${index} changed, though nothing was asked of it`)
  }
}

/** Whether a text is one document that stands for a value. */
export function standsFor(text: string, value: Value): boolean {
  const stream = splitStream(text)
  const [document, ...others] = stream.documents
  return document !== undefined && others.length === 0 && same(valueOf(stream, document), value)
}

/** What a document stands for; `undefined`, which nothing equals that can be asked, when it has an error. */
function valueOf(stream: Stream, text: DocumentText): unknown {
  const document = attempt('the rewritten text is not YAML', () => readDocument(stream, text))
  if (document.error) return undefined
  return attempt(`document ${text.index} cannot be resolved`, () => document.toValue())
}

function attempt<T>(otherwise: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new ProofError(otherwise, { cause })
  }
}
