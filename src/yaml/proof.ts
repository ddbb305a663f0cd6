import { readDocument, splitStream, type DocumentText, type ManifestDocument, type Stream } from './stream.ts'
import { same, type Value } from './value.ts'

/** A rewritten text that is not what it has to be: a defect of ours. The message holds nothing of the file. */
export class ProofError extends Error {}

/** What a document has to be once it is rewritten. */
export interface Expected {
  readonly value: Value
  /** How many keys of the document stood twice before, of which only the last counts: an edit brings no more. */
  readonly repeatedKeys: number
}

/**
 * Takes a rewritten text apart and compares: the documents that had to change, read again, must stand for what was
 * asked, every other one must have the very text it had.
 *
 * @param expected what each document has to be that had to change, by its index.
 * @throws ProofError when the text is anything else.
 */
export function prove(before: Stream, text: string, expected: ReadonlyMap<number, Expected>): void {
  const after = attempt('the rewritten text is not YAML', () => splitStream(text))
  if (after.documents.length !== before.documents.length)
    throw new ProofError(`${before.documents.length} documents became ${after.documents.length}`)
  for (const document of after.documents) {
    const { index } = document
    const asked = expected.get(index)
    if (asked !== undefined) {
      if (!isAsked(after, document, asked)) throw new ProofError(`document ${index} does not stand for what was asked`)
    } else if (document.text !== before.documents[index]?.text)
      throw new ProofError(`document ${index} changed, though nothing was asked of it`)
  }
}

/** Whether a text is one document that is what it has to be. */
export function standsFor(text: string, expected: Expected): boolean {
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
