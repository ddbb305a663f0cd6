import type { TextFault } from '../yaml/text-fault.ts'

/** An error of the YAML parser. */
export type YamlError = (TextFault & { readonly code: 'invalid-yaml' })['error']

const EXPLANATIONS: Readonly<Record<YamlError, string>> = {
  ALIAS_PROPS: 'an alias has an anchor or a tag',
  BAD_ALIAS: 'an alias is malformed',
  BAD_COLLECTION_TYPE: 'a tag is for another type of collection',
  BAD_DIRECTIVE: 'a line starts with `%` but is not a directive',
  BAD_DQ_ESCAPE: 'a double-quoted string has an unknown escape',
  BAD_INDENT: 'the indentation is inconsistent, or a bracket or brace is not closed',
  BAD_PROP_ORDER: 'an anchor or a tag is before a `-`, `?` or `:` instead of after it',
  BAD_SCALAR_START: 'a value starts with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a value is on the line of another key, or a colon needs quotes',
  BLOCK_IN_FLOW: 'a block collection is inside brackets or braces',
  DUPLICATE_KEY: 'a key is repeated in a mapping',
  IMPOSSIBLE: 'it is malformed',
  KEY_OVER_1024_CHARS: 'a key is longer than 1,024 characters',
  MISSING_CHAR: 'a character is missing, such as a closing quote, bracket or brace',
  MULTILINE_IMPLICIT_KEY: 'a key spans several lines, or has no colon',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'there is more than one document',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is not a string',
  RESOURCE_EXHAUSTION: 'collections are nested too deeply',
  TAB_AS_INDENT: 'a tab is used for indentation',
  TAG_RESOLVE_FAILED: 'a value does not match its tag',
  UNEXPECTED_TOKEN: 'there is something where YAML expects nothing',
}

/** What is wrong with a YAML text. The parser's own messages may quote the text, which may contain a secret. */
export function yamlErrorWords(error: YamlError): string {
  return EXPLANATIONS[error]
}
