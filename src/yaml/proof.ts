import { readDocument, splitStream, type DocumentText, type ManifestDocument, type Stream } from './stream.ts'
import { same, type Value } from './value.ts'

/** The rewritten text is not the expected one: a bug. The message quotes nothing from the file. */
export class ProofError extends Error {}

/** What a document has to be after the rewrite. */
export interface Expected {
  readonly value: Value
  /** The number of duplicate keys before, of which only the last counts. An edit adds none. */
  readonly repeatedKeys: number
}

/**
 * Parses a rewritten text and compares it with the original: documents that had to change must have the expected value,
 * and all others the same text.
 *
 * @param expected the documents that had to change, by index.
 * @throws ProofError when the text differs from that.
 */
export function prove(before: Stream, text: string, expected: ReadonlyMap<number, Expected>): void {
  const after = attempt('the rewritten text is not YAML', () => splitStream(text))
  if (after.documents.length !== before.documents.length)
    throw new ProofError(`${before.documents.length} documents became ${after.documents.length}`)
  for (const document of after.documents) {
    const { index } = document
    const asked = expected.get(index)
    if (asked !== undefined) {
      if (!isAsked(after, document, asked))
        throw new ProofError(`document ${index} does not have the requested content`)
    } else if (document.text !== before.documents[index]?.text)
      throw new ProofError(`document ${index} changed unexpectedly`)
  }
}

/** Whether a text is a single document that matches. */
export function isExpected(text: string, expected: Expected): boolean {
  const stream = splitStream(text)
  const [document, ...others] = stream.documents
  return document !== undefined && others.length === 0 && isAsked(stream, document, expected)
}

function isAsked(stream: Stream, text: DocumentText, { value, repeatedKeys }: Expected): boolean {
  const document = attempt('the rewritten text is not YAML', () => readDocument(stream, text))
  return !document.error && document.repeatedKeys <= repeatedKeys && same(valueOf(document), value)
}

function valueOf(document: ManifestDocument): Value {
  return attempt(`document ${document.index} cannot be resolved`, () => document.toValue())
}

function attempt<T>(otherwise: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new ProofError(otherwise, { cause })
  }
}
