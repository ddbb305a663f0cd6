import { isAlias, isScalar, parseAllDocuments, visit, type Document } from 'yaml'

import { isYamlMap, type YamlMap } from '../yaml/value.ts'
import type { Verdict } from './fault.ts'

/**
 * Accepts a YAML mapping as Kubernetes reads it (YAML 1.1), in a single document without anchors and merge keys,
 * because it is copied to other places. No fault contains any of the text.
 */
export function parseYamlMapping(text: string): Verdict<YamlMap> {
  const documents = parseAllDocuments(text, { version: '1.1', prettyErrors: false, logLevel: 'error' })
  const [document] = documents
  if ('empty' in documents || !document) return { fault: { code: 'empty-mapping' } }
  if (documents.length > 1) return { fault: { code: 'several-documents' } }
  const [error] = document.errors
  if (error) return { fault: { code: 'invalid-yaml', line: lineAt(text, error.pos[0]), error: error.code } }
  if (hasReferences(document)) return { fault: { code: 'yaml-references' } }
  const value: unknown = document.toJS()
  if (!isYamlMap(value)) return { fault: { code: 'not-a-mapping', nearest: undefined } }
  if (Object.keys(value).length === 0) return { fault: { code: 'empty-mapping' } }
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
