import { readHcl, type HclFault } from './hcl-blocks.ts'

/** Why Atlas cannot read a text as its `atlas.hcl`. Shows no part of it but the place. */
export interface ConfigFault {
  /** Goes on behind "found ". */
  readonly found: string
  readonly fix: string
}

/** Why Atlas cannot read a text as its `atlas.hcl`; undefined when it can, as far as that can be known. */
export function configFault(text: string): ConfigFault | undefined {
  const reading = readHcl(text)
  if (!('fault' in reading)) return undefined
  return formatFault(text) ?? characterFault(text, reading.fault) ?? placeFault(text, reading.fault)
}

/** What is no HCL as a whole. */
function formatFault(text: string): ConfigFault | undefined {
  const first = /^(?:\s*#.*\n)*\s*(.*)/.exec(text)?.[1] ?? ''
  if (/\r(?!\n)/.test(text) && !text.includes('\n'))
    return { found: 'lines that end in CR alone', fix: 'end them in LF, as HCL has it' }
  if (isBase64(text)) return { found: 'base64', fix: 'decode it first, and give the text of the file' }
  if (/^\s*(["'`])[^]*\1\s*$/.test(text)) return { found: 'a text in quotes', fix: 'take the quotes around it out' }
  if (first.startsWith('{{') || first.startsWith('${'))
    return { found: 'a placeholder', fix: 'put the text of the file in its place' }
  if (/^\[{1,2}[\w"]+/.test(first) && !/[,}]/.test(first))
    return { found: 'TOML or INI', fix: 'write it in HCL: `env "NAME" { … }`' }
  if (/^[[{]/.test(first)) return { found: 'JSON', fix: 'write it in HCL: `env "NAME" { … }`' }
  if (text.includes('\\n') && !/[\r\n]/.test(text.trim()))
    return { found: '`\\n` in the place of line ends', fix: 'give the text with line ends, as it is in the file' }
  if (/^(?:---|%YAML|[\w"'./-]+:(?:\s|$))/.test(first))
    return { found: 'YAML', fix: 'write it in HCL: `env "NAME" { … }`' }
  if (/^\s*(?:\$\w+|file:\/\/\S+|\S+\.hcl)\s*$/.test(text))
    return { found: 'the name of a file or of a variable', fix: 'give the text of the file itself' }
  return undefined
}

/** Base64 is told by what it stands for: a text. */
function isBase64(text: string): boolean {
  const compact = text.replace(/\s/g, '')
  if (compact.length < 16 || !/^[A-Za-z\d+/_-]+={0,2}$/.test(compact)) return false
  const whole = compact.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  return /^[\t\n\r -~]*[={][\t\n\r -~]*$/.test(atob(whole.length % 4 === 1 ? whole.slice(0, -1) : whole))
}

/** A character that HCL has no use for where it stands. */
function characterFault(text: string, { at }: HclFault): ConfigFault | undefined {
  const [character = ''] = text.slice(at)
  const where = placeOf(text, at)
  if (/[“”„‟«»‘’‚‛′″]/u.test(character))
    return { found: `typographic quotes at ${where}`, fix: 'write straight ones: `"`' }
  if (character === "'" || character === '`')
    return { found: `a text in quotes of another kind at ${where}`, fix: 'write `"`, the only quotes that HCL has' }
  if (character === '\r') return { found: `a CR alone at ${where}`, fix: 'end lines in LF, as HCL has it' }
  if (character === ';') return { found: `a \`;\` at ${where}`, fix: 'take it out: a line end ends an attribute' }
  if (text.startsWith('://', at)) return { found: `a URL without quotes around ${where}`, fix: 'put it in quotes: `"`' }
  if (character === ':') return { found: `a \`:\` at ${where}`, fix: 'write `=` between a name and its value' }
  if (character === '\\') return { found: `a backslash at ${where}`, fix: 'take it out; escapes stand in quotes alone' }
  if (character === '"' && !/^"(?:[^"\\\r\n]|\\.)*"/.test(text.slice(at)))
    return { found: `an unclosed text in quotes at ${where}`, fix: 'add the `"` that is missing' }
  if (text.startsWith('<<', at))
    return { found: `an unclosed heredoc at ${where}`, fix: 'write its marker alone on a line behind it' }
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(character) && !/[ \t\n]/.test(character))
    return {
      found: `an invisible character at ${where}`,
      fix: 'take it out; it often comes along when you copy a text',
    }
  return undefined
}

function placeFault(text: string, { at, open }: HclFault): ConfigFault {
  if (at >= text.length && open !== undefined)
    return {
      found: `an unclosed \`${text[open] ?? ''}\` at ${placeOf(text, open)}`,
      fix: 'close it; the text may be cut off',
    }
  const [character] = text.slice(at)
  if (character === '}' || character === ']' || character === ')')
    return {
      found: `an unmatched \`${character}\` at ${placeOf(text, at)}`,
      fix: 'remove it, or add what it closes',
    }
  return {
    found: `invalid HCL at ${placeOf(text, at)}`,
    fix: 'give the text of an atlas.hcl, with blocks such as `env "NAME" { … }` and each attribute on its line; `atlas schema fmt FILE` shows what is wrong',
  }
}

function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return `line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1}`
}
