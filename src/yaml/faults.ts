import type { ErrorCode } from 'yaml'

/** What a code of `yaml` means, in words of ours: its own messages may quote the text, which may hold a secret. */
export function explain(code: ErrorCode): string {
  return EXPLANATIONS[code]
}

const EXPLANATIONS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias has an anchor or a tag of its own',
  BAD_ALIAS: 'an alias is not written as YAML asks',
  BAD_COLLECTION_TYPE: 'a tag is on another collection than it is for',
  BAD_DIRECTIVE: 'a line that starts with `%` is no directive of YAML',
  BAD_DQ_ESCAPE: 'a double-quoted text holds an escape that YAML does not know',
  BAD_INDENT: 'the indentation fits nothing above it, or brackets or braces are not closed',
  BAD_PROP_ORDER: 'an anchor or a tag stands before a `-`, `?` or `:` instead of behind it',
  BAD_SCALAR_START: 'a value starts with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a value stands on the line of another key, or a colon in a text needs quotes',
  BLOCK_IN_FLOW: 'a block collection stands inside brackets or braces',
  DUPLICATE_KEY: 'a key stands twice in one mapping',
  IMPOSSIBLE: 'it is not written as YAML asks',
  KEY_OVER_1024_CHARS: 'a key is longer than 1,024 characters',
  MISSING_CHAR: 'a character is missing, such as a closing quote, bracket or brace',
  MULTILINE_IMPLICIT_KEY: 'a key runs over several lines, or its colon is missing',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'there is more than one document',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is no text',
  RESOURCE_EXHAUSTION: 'collections are nested too deeply',
  TAB_AS_INDENT: 'a tab is used as indentation',
  TAG_RESOLVE_FAILED: 'a value is not what its tag says',
  UNEXPECTED_TOKEN: 'something stands where YAML does not expect it',
}
