import { expect, test } from '@jest/globals'

import type { ConfigFault } from '../../src/atlas/config-fault.ts'
import { configWords } from '../../src/messages/atlas-config.ts'
import { tableOf, type Rows } from './rows.ts'

const PLACE = { line: 2, column: 9 }

const ROWS: Rows<ConfigFault> = {
  'cr-line-ends': [[{ code: 'cr-line-ends' }, 'The lines end with CR alone. End them with LF.']],
  base64: [[{ code: 'base64' }, 'The text is base64. Decode it first.']],
  'quotes-around': [[{ code: 'quotes-around' }, 'The text is in quotes. Remove the quotes.']],
  placeholder: [[{ code: 'placeholder' }, 'The text is a placeholder. Replace it with the text of the file.']],
  toml: [[{ code: 'toml' }, 'The text is TOML or INI. Write it in HCL: `env "NAME" { … }`.']],
  json: [[{ code: 'json' }, 'The text is JSON. Write it in HCL: `env "NAME" { … }`.']],
  yaml: [[{ code: 'yaml' }, 'The text is YAML. Write it in HCL: `env "NAME" { … }`.']],
  'escaped-line-ends': [
    [
      { code: 'escaped-line-ends' },
      'The text has `\\n` instead of line breaks. Enter it with the line breaks of the file.',
    ],
  ],
  'file-name': [[{ code: 'file-name' }, 'The text is the name of a file or a variable. Enter the text of the file.']],
  'typographic-quotes': [
    [{ code: 'typographic-quotes', ...PLACE }, 'Line 2, column 9 has typographic quotes. Use straight ones: `"`.'],
  ],
  'other-quotes': [
    [{ code: 'other-quotes', ...PLACE }, 'Line 2, column 9 has quotes that HCL does not know. Use `"`.'],
  ],
  cr: [[{ code: 'cr', ...PLACE }, 'Line 2, column 9 has a CR without LF. End lines with LF.']],
  semicolon: [
    [{ code: 'semicolon', ...PLACE }, 'Line 2, column 9 has a `;`. Remove it: a line break ends an attribute.'],
  ],
  'url-without-quotes': [
    [{ code: 'url-without-quotes', ...PLACE }, 'Line 2, column 9 has a URL without quotes. Put it in quotes: `"`.'],
  ],
  colon: [[{ code: 'colon', ...PLACE }, 'Line 2, column 9 has a `:`. Write `=` between a name and its value.']],
  backslash: [
    [{ code: 'backslash', ...PLACE }, 'Line 2, column 9 has a backslash. Remove it: HCL has escapes in quotes only.'],
  ],
  'unclosed-quotes': [
    [{ code: 'unclosed-quotes', ...PLACE }, 'Line 2, column 9 opens quotes that nothing closes. Add the missing `"`.'],
  ],
  'unclosed-heredoc': [
    [
      { code: 'unclosed-heredoc', ...PLACE },
      'Line 2, column 9 opens a heredoc that nothing closes. Add a line with its marker alone.',
    ],
  ],
  'invisible-character': [
    [
      { code: 'invisible-character', ...PLACE },
      'Line 2, column 9 has an invisible character, as copied text often does. Remove it.',
    ],
  ],
  unclosed: [
    [
      { code: 'unclosed', bracket: '{', ...PLACE },
      'Line 2, column 9 has a `{` that nothing closes. Close it. The text may be cut off.',
    ],
  ],
  unmatched: [
    [
      { code: 'unmatched', bracket: '}', ...PLACE },
      'Line 2, column 9 has a `}` that closes nothing. Remove it, or add what it closes.',
    ],
  ],
  invalid: [
    [
      { code: 'invalid', ...PLACE },
      'Line 2, column 9 is not valid HCL. Write blocks such as `env "NAME" { … }`, each attribute on its own line. `atlas schema fmt FILE` shows what is wrong.',
    ],
  ],
}

test.each(tableOf(ROWS))('%j: %s', (fault, words) => {
  expect(configWords(fault)).toBe(words)
})
