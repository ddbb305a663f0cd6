import { readHcl, type HclFault } from './hcl-blocks.ts'

/** Why Atlas cannot read a text as its `atlas.hcl`. Contains no part of the text except a single bracket. */
export type ConfigFault =
  | { readonly code: FormatFault }
  | (Place & { readonly code: CharacterFault | 'invalid' })
  | (Place & { readonly code: 'unclosed' | 'unmatched'; readonly bracket: string })

/** A text that is not HCL as a whole. */
type FormatFault =
  | ('cr-line-ends' | 'base64' | 'quotes-around' | 'placeholder' | 'toml' | 'json' | 'escaped-line-ends' | 'yaml')
  | 'file-name'

/** A character that HCL does not allow at its place. */
type CharacterFault =
  | ('typographic-quotes' | 'other-quotes' | 'cr' | 'semicolon' | 'url-without-quotes' | 'colon' | 'backslash')
  | ('unclosed-quotes' | 'unclosed-heredoc' | 'invisible-character')

/** A place in the text, from 1. */
interface Place {
  readonly line: number
  readonly column: number
}

/** Why Atlas cannot read a text as its `atlas.hcl`; undefined when nothing is known to be wrong. */
export function configFault(text: string): ConfigFault | undefined {
  const reading = readHcl(text)
  if (!('fault' in reading)) return undefined
  const format = formatFault(text)
  return format ? { code: format } : grammarFault(text, reading.fault)
}

function formatFault(text: string): FormatFault | undefined {
  const first = /^(?:\s*#.*\n)*\s*(.*)/.exec(text)?.[1] ?? ''
  if (/\r(?!\n)/.test(text) && !text.includes('\n')) return 'cr-line-ends'
  if (isBase64(text)) return 'base64'
  if (/^\s*(["'`])[^]*\1\s*$/.test(text)) return 'quotes-around'
  if (first.startsWith('{{') || first.startsWith('${')) return 'placeholder'
  if (/^\[{1,2}[\w"]+/.test(first) && !/[,}]/.test(first)) return 'toml'
  if (/^[[{]/.test(first)) return 'json'
  if (text.includes('\\n') && !/[\r\n]/.test(text.trim())) return 'escaped-line-ends'
  if (/^(?:---|%YAML|[\w"'./-]+:(?:\s|$))/.test(first)) return 'yaml'
  return /^\s*(?:\$\w+|file:\/\/\S+|\S+\.hcl)\s*$/.test(text) ? 'file-name' : undefined
}

/** Base64 is recognized by its content: it decodes to text. */
function isBase64(text: string): boolean {
  const compact = text.replace(/\s/g, '')
  if (compact.length < 16 || !/^[A-Za-z\d+/_-]+={0,2}$/.test(compact)) return false
  const whole = compact.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  return /^[\t\n\r -~]*[={][\t\n\r -~]*$/.test(atob(whole.length % 4 === 1 ? whole.slice(0, -1) : whole))
}

function grammarFault(text: string, { at, open }: HclFault): ConfigFault {
  const code = characterFault(text, at)
  if (code) return { code, ...placeOf(text, at) }
  if (at >= text.length && open !== undefined)
    return { code: 'unclosed', bracket: text[open] ?? '', ...placeOf(text, open) }
  const [bracket = ''] = text.slice(at)
  const place = placeOf(text, at)
  return /^[}\])]$/.test(bracket) ? { code: 'unmatched', bracket, ...place } : { code: 'invalid', ...place }
}

function characterFault(text: string, at: number): CharacterFault | undefined {
  const [character = ''] = text.slice(at)
  if (/[“”„‟«»‘’‚‛′″]/u.test(character)) return 'typographic-quotes'
  if (character === "'" || character === '`') return 'other-quotes'
  if (character === '\r') return 'cr'
  if (character === ';') return 'semicolon'
  if (text.startsWith('://', at)) return 'url-without-quotes'
  if (character === ':') return 'colon'
  if (character === '\\') return 'backslash'
  if (character === '"' && !/^"(?:[^"\\\r\n]|\\.)*"/.test(text.slice(at))) return 'unclosed-quotes'
  if (text.startsWith('<<', at)) return 'unclosed-heredoc'
  return /[\p{Cc}\p{Cf}\p{Z}]/u.test(character) && !/[ \t\n]/.test(character) ? 'invisible-character' : undefined
}

function placeOf(text: string, at: number): Place {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 }
}
