import type { WorkloadResult } from './result.ts'
import { unparsedWorkloads } from '../kubernetes/unparsed-workloads.ts'
import { StreamError, type ManifestDocument, type Stream } from '../yaml/stream.ts'
import { isTemplateText } from '../kubernetes/template-text.ts'
import { whyUnresolved } from '../yaml/unresolved.ts'
import type { Selection } from '../kubernetes/selection.ts'

/** The results for an unreadable text: the workloads that its lines show. */
export function unreadable(text: string, error: StreamError, selection: Selection): WorkloadResult[] {
  const outcome = isTemplateText(text)
    ? ({ action: 'skipped', reason: { code: 'template-text' } } as const)
    : ({ action: 'refused', reason: { code: 'unreadable-text', fault: error.fault } } as const)
  return unparsedWorkloads(text, selection).map(({ line, kind }) => ({
    document: 0,
    line,
    kind,
    namespace: '',
    name: '',
    position: outcome.action === 'refused' ? error.position : { line, column: 1 },
    ...outcome,
  }))
}

/** The results for a document with an error or with unresolvable aliases: the workloads that its lines show. */
export function unreadableDocument(
  stream: Stream,
  { text, start, index }: ManifestDocument,
  error: StreamError,
  selection: Selection,
): WorkloadResult[] {
  const { line } = stream.position(start)
  return unreadable(text, error, selection).map((result) => ({
    ...result,
    document: index,
    line: result.line + line - 1,
  }))
}

/** What is wrong with a document whose aliases or merge keys cannot be resolved. */
export function unresolvedError(stream: Stream, { yaml, start }: ManifestDocument): StreamError {
  const { code, offset } = whyUnresolved(yaml)
  return new StreamError({ code }, stream.position(start + offset))
}
