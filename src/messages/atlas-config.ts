import type { ConfigFault } from '../atlas/config-fault.ts'
import { wordsFor, type Words } from './words.ts'

const ENV_BLOCK = '`env "NAME" { … }`'

const WORDS: Words<ConfigFault> = {
  // The text as a whole
  'cr-line-ends': () => 'The lines end with CR alone. End them with LF.',
  base64: () => 'The text is base64. Decode it first.',
  'quotes-around': () => 'The text is in quotes. Remove the quotes.',
  placeholder: () => 'The text is a placeholder. Replace it with the text of the file.',
  toml: () => `The text is TOML or INI. Write it in HCL: ${ENV_BLOCK}.`,
  json: () => `The text is JSON. Write it in HCL: ${ENV_BLOCK}.`,
  yaml: () => `The text is YAML. Write it in HCL: ${ENV_BLOCK}.`,
  'escaped-line-ends': () => 'The text has `\\n` instead of line breaks. Enter it with the line breaks of the file.',
  'file-name': () => 'The text is the name of a file or a variable. Enter the text of the file.',
  // A place in it
  'typographic-quotes': (fault) => `${at(fault)} has typographic quotes. Use straight ones: \`"\`.`,
  'other-quotes': (fault) => `${at(fault)} has quotes that HCL does not know. Use \`"\`.`,
  cr: (fault) => `${at(fault)} has a CR without LF. End lines with LF.`,
  semicolon: (fault) => `${at(fault)} has a \`;\`. Remove it: a line break ends an attribute.`,
  'url-without-quotes': (fault) => `${at(fault)} has a URL without quotes. Put it in quotes: \`"\`.`,
  colon: (fault) => `${at(fault)} has a \`:\`. Write \`=\` between a name and its value.`,
  backslash: (fault) => `${at(fault)} has a backslash. Remove it: HCL has escapes in quotes only.`,
  'unclosed-quotes': (fault) => `${at(fault)} opens quotes that nothing closes. Add the missing \`"\`.`,
  'unclosed-heredoc': (fault) => `${at(fault)} opens a heredoc that nothing closes. Add a line with its marker alone.`,
  'invisible-character': (fault) => `${at(fault)} has an invisible character, as copied text often does. Remove it.`,
  unclosed: (fault) =>
    `${at(fault)} has a \`${fault.bracket}\` that nothing closes. Close it. The text may be cut off.`,
  unmatched: (fault) =>
    `${at(fault)} has a \`${fault.bracket}\` that closes nothing. Remove it, or add what it closes.`,
  invalid: (fault) =>
    `${at(fault)} is not valid HCL. Write blocks such as ${ENV_BLOCK}, each attribute on its own line. \`atlas schema fmt FILE\` shows what is wrong.`,
}

/** What is wrong with an `atlas.hcl`, in sentences. */
export function configWords(fault: ConfigFault): string {
  return wordsFor(WORDS, fault)
}

function at({ line, column }: { readonly line: number; readonly column: number }): string {
  return `Line ${line}, column ${column}`
}
