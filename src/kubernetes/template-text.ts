import { CST, Lexer } from 'yaml'

import { laxLexer } from '../yaml/lax-parser.ts'
import { withLineFeeds } from '../yaml/lines.ts'

/** A placeholder of a template engine (Helm, Go, Jinja, ERB). */
export const PLACEHOLDER = /\{\{|\{%|<%/

/** A placeholder at the start of a value, an item or a line. */
const AT_START = new RegExp(
  String.raw`^[ \t]*(?:[-?][ \t]+)*(?:(?:[^\s#"'{}[\],:][^\n:{}]*)?:[ \t]+)?[[{ \t]*?(?:${PLACEHOLDER.source})`,
  'm',
)

/** A placeholder in a field where Kubernetes accepts no braces. */
const IN_FIELD = new RegExp(
  String.raw`^[ \t]*(?:[-?][ \t]+)*["']?(?:apiVersion|kind|name|namespace|image)["']?[ \t]*:[ \t][^\n]*?(?:${PLACEHOLDER.source})`,
  'm',
)

/** A text that ends inside a placeholder, such as quotes within the quotes of a value. */
const UNCLOSED = /\{\{(?:(?!\}\})[^])*$/

/**
 * Whether a text that no parser reads is a template: it has placeholders where Kubernetes expects values. In quotes,
 * comments and block scalars, and in the middle of a text, they may be legal. It is uncertain where a quoted text ends
 * in an invalid file, so every reading has to show placeholders.
 */
export function isTemplateText(text: string): boolean {
  if (!PLACEHOLDER.test(text)) return false
  const plain = withLineFeeds(text)
  return [new Lexer(), laxLexer()].every((lexer) => showsPlaceholders(lexer, plain))
}

function showsPlaceholders(lexer: Lexer, text: string): boolean {
  const bare: string[] = []
  const withQuotes: string[] = []
  let isBlockScalar = false
  let isScalar = false
  for (const lexeme of lexer.lex(text)) {
    const type = CST.tokenType(lexeme)
    if (type === 'doc-mode' || type === 'flow-error-end') continue
    if (type === 'scalar') {
      isScalar = true
      continue
    }
    const isQuoted = !isScalar && /^["']/.test(lexeme)
    if (isQuoted && UNCLOSED.test(lexeme)) return true
    const isHidden = (isScalar && isBlockScalar) || type === 'comment'
    bare.push(isQuoted || isHidden ? blank(lexeme) : lexeme)
    withQuotes.push(isHidden || (isQuoted && lexeme.includes('\n')) ? blank(lexeme) : lexeme)
    if (isScalar) isBlockScalar = false
    if (type === 'block-scalar-header') isBlockScalar = true
    isScalar = false
  }
  return AT_START.test(bare.join('')) || IN_FIELD.test(withQuotes.join(''))
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
