/** Why a text cannot be edited safely. */
export type EditFault =
  /** The text stands for more than one value, or for another than it seems. */
  | {
      readonly code: 'shared-alias' | 'shared-anchor' | 'alias-in-moved-value' | 'overriding-merge-key' | 'tagged-value'
    }
  | { readonly code: 'merged-key' | 'repeated-edited-key'; readonly key: string }
  /** The text has no place for the edit. */
  | {
      readonly code:
        | ('open-block-scalar' | 'block-scalar' | 'key-without-value' | 'comment-between-items')
        | ('comments-in-empty-braces' | 'comments-with-moved-item' | 'shared-line' | 'wrong-form')
    }

/** A value that cannot be edited safely. `offset` is where in the text it shows. */
export class Refusal extends Error {
  readonly fault: EditFault
  readonly offset: number

  constructor(fault: EditFault, offset: number) {
    super(fault.code)
    this.fault = fault
    this.offset = offset
  }
}

/** A refusal for the only reason that the text in question stands for more than one value. */
export class SharedRefusal extends Refusal {}
