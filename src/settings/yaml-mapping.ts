import { isAlias, isScalar, parseAllDocuments, visit, type Document } from 'yaml'

import { isYamlMap, type YamlMap } from '../yaml/value.ts'
import { explain } from '../yaml/faults.ts'
import type { Verdict } from './verdict.ts'

/**
 * Accepts a YAML mapping, as Kubernetes reads it (YAML 1.1), that is one document without anchors and merge keys: it is
 * written out at other places. The problem does not show the text.
 */
export function parseYamlMapping(text: string): Verdict<YamlMap> {
  const documents = parseAllDocuments(text, { version: '1.1', prettyErrors: false, logLevel: 'error' })
  const [document] = documents
  if ('empty' in documents || !document) return { problem: 'found nothing in it; leave the input out or fill it' }
  if (documents.length > 1) return { problem: 'found more than one YAML document; give one' }
  const [error] = document.errors
  if (error) return { problem: `found no YAML: in line ${lineAt(text, error.pos[0])}, ${explain(error.code)}; mend it` }
  if (hasReferences(document)) return { problem: 'found an anchor, alias or merge key; write the values out' }
  const value: unknown = document.toJS()
  if (!isYamlMap(value)) return { problem: 'found no mapping; write keys with colons' }
  if (Object.keys(value).length === 0) return { problem: 'found nothing in it; leave the input out or fill it' }
  return { value }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function hasReferences(document: Document.Parsed): boolean {
  let found = false
  visit(document, {
    Node: (_key, node) => {
      found ||= isAlias(node) || node.anchor !== undefined || (isScalar(node) && typeof node.value === 'symbol')
    },
  })
  return found
}
