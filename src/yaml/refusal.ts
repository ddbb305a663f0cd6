/** Why a text cannot be edited safely. */
export type EditFault =
  /** The text has more than one value, or a different one than it appears to have. */
  | {
      readonly code: 'shared-alias' | 'shared-anchor' | 'alias-in-moved-value' | 'overriding-merge-key' | 'tagged-value'
    }
  | { readonly code: 'merged-key' | 'repeated-edited-key'; readonly key: string }
  /** The text has no room for the edit. */
  | {
      readonly code:
        | ('open-block-scalar' | 'block-scalar' | 'key-without-value' | 'comment-between-items')
        | ('comments-in-empty-braces' | 'comments-with-moved-item' | 'shared-line' | 'wrong-form')
    }

/** A value that cannot be edited safely. `offset` is the place of the reason in the text. */
export class Refusal extends Error {
  readonly fault: EditFault
  readonly offset: number

  constructor(fault: EditFault, offset: number) {
    super(fault.code)
    this.fault = fault
    this.offset = offset
  }
}

/** A refusal only because several values share the text. */
export class SharedRefusal extends Refusal {}
