import { parse } from 'yaml'

import { KINDS } from './workloads.ts'

/** A workload of a manifest, as it is sent to the API server. */
export interface WorkloadObject {
  /** Where it stands in its file, and what it is: `document 2, item 1, Deployment`. */
  readonly place: string
  readonly apiVersion: string
  readonly kind: string
  /** Where it goes when it names none: `default`. */
  readonly namespace: string
  readonly contentType: 'application/json' | 'application/yaml'
  readonly body: string
}

/** A workload as it was, and as the action left it. */
export interface RewrittenWorkload {
  /** The path of its file, and its place in there. */
  readonly place: string
  readonly before: WorkloadObject
  readonly after: WorkloadObject
}

/** What of an object tells where it is to be sent. */
interface Header {
  readonly apiVersion?: unknown
  readonly kind?: unknown
  readonly metadata?: { readonly namespace?: unknown } | null
  readonly items?: unknown
}

/** The kinds that are sent. */
export const WORKLOAD_KINDS: readonly string[] = ['Deployment', ...KINDS]

/** How many workloads a text seems to hold to an eye that reads no YAML. */
export function mentionedWorkloads(text: string): number {
  return text.match(new RegExp(`\\bkind["']?[ \\t]*:[ \\t]*["']?(?:${WORKLOAD_KINDS.join('|')})\\b`, 'g'))?.length ?? 0
}

/**
 * The workloads of a file, as `kubectl` finds them: one in a document, or the items of a List. A document's own text is
 * sent as it is, so that the API server reads it; an item has none. A document that is not YAML holds no workload.
 *
 * Source: `YAMLReader` of k8s.io/apimachinery, which takes a line `---` for a border.
 */
export function workloadsIn(text: string): readonly WorkloadObject[] {
  return text
    .split(/^---[^\S\n]*(?:#.*)?$/m)
    .flatMap((document, index) => workloadsOf(document, `document ${index + 1}`))
}

/** The workloads of a file, before and after. Throws when they are not the same ones. */
export function sideBySide(path: string, before: string, after: string): readonly RewrittenWorkload[] {
  const [olds, news] = [workloadsIn(before), workloadsIn(after)]
  return olds.map((old, index) => {
    const place = `${path}, ${old.place}`
    const found = news[index]
    if (found?.place !== old.place || news.length !== olds.length) throw new Error(`${place} is not there any more.`)
    return { place, before: old, after: found }
  })
}

function workloadsOf(text: string, place: string): readonly WorkloadObject[] {
  const header = readHeader(text)
  if (isList(header)) return header.items.flatMap((item, index) => workloadsOfItem(item, `${place}, item ${index + 1}`))
  return workload(header, place, { contentType: isJson(text) ? 'application/json' : 'application/yaml', body: text })
}

function workloadsOfItem(item: unknown, place: string): readonly WorkloadObject[] {
  const header = Object(item) as Header
  if (isList(header)) return header.items.flatMap((inner, index) => workloadsOfItem(inner, `${place}.${index + 1}`))
  return workload(header, place, { contentType: 'application/json', body: JSON.stringify(item) })
}

function workload(
  { apiVersion, kind, metadata }: Header,
  place: string,
  form: Pick<WorkloadObject, 'contentType' | 'body'>,
): readonly WorkloadObject[] {
  if (typeof kind !== 'string' || !WORKLOAD_KINDS.includes(kind)) return []
  const namespace = typeof metadata?.namespace === 'string' ? metadata.namespace : 'default'
  return [{ place: `${place}, ${kind}`, apiVersion: String(apiVersion), kind, namespace, ...form }]
}

function isList(header: Header): header is Header & { readonly items: readonly unknown[] } {
  return typeof header.kind === 'string' && header.kind.endsWith('List') && Array.isArray(header.items)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function readHeader(text: string): Header {
  try {
    return Object(parse(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' })) as Header
  } catch {
    return {}
  }
}
