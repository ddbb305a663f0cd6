import type { WorkloadResult } from './result.ts'
import { unparsedWorkloads } from '../kubernetes/unparsed-workloads.ts'
import { StreamError, type ManifestDocument, type Stream } from '../yaml/stream.ts'
import { isTemplateText } from '../kubernetes/template-text.ts'
import { unresolvedFault } from '../yaml/unresolved.ts'
import type { Selection } from '../kubernetes/workload.ts'

const TEMPLATE = 'this file is a template, not a manifest. Render it first, and give us what comes out.'

/** The results of a text that cannot be read: its workloads as far as its lines show them. */
export function unreadable(text: string, error: StreamError, selection: Selection): WorkloadResult[] {
  const outcome = isTemplateText(text)
    ? ({ action: 'skipped', reason: TEMPLATE } as const)
    : ({
        action: 'refused',
        reason: unreadableReason(error),
      } as const)
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

/** Why a text that cannot be read is refused, and what to do. */
export function unreadableReason(error: StreamError): string {
  return `this text cannot be read: ${error.message}. Mend it, or take the file out with a \`!\` line in the input \`manifests\`.`
}

/** The results of a document with an error, or whose aliases cannot be resolved: its workloads as far as its lines show them. */
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
  const { message, offset } = unresolvedFault(yaml)
  return new StreamError(message, stream.position(start + offset))
}
