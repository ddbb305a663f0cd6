import type { ErrorCode } from 'yaml'

/**
 * What YAML parsers disagree about, because lines or documents end elsewhere for them, or what no manifest can contain.
 */
export type MisreadCode =
  | ('merge-conflict' | 'carriage-return' | 'byte-order-mark' | 'unicode-line-separator')
  | ('unicode-space-before-brace' | 'control-character')

/** Why an alias or a merge key has no value. */
export type UnresolvedCode =
  'alias-without-anchor' | 'alias-within-anchor' | 'too-many-aliases' | 'merge-key-without-mapping'

/** Why a text, or a document in it, cannot be read. */
export type TextFault =
  | { readonly code: MisreadCode | UnresolvedCode | 'repeated-key' | 'not-utf-8' }
  | { readonly code: 'invalid-yaml'; readonly error: ErrorCode }
