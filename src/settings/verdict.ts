/** A text that was accepted, as the value it stands for. */
export interface Accepted<T> {
  readonly value: T
  /** What may be wrong with it all the same, without the input's name in front. */
  readonly doubt?: string
}

/** A text that was not accepted. */
export interface Refused {
  /** What was expected, what was found and what to do, without the input's name in front. */
  readonly problem: string
}

/** What a check of one text comes to. */
export type Verdict<T> = Accepted<T> | Refused
