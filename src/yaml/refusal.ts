/**
 * A workload that cannot be edited safely. The message says why and what to do; it holds nothing of the file but
 * names. `offset` is where in the text it shows.
 */
export class Refusal extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** A refusal for the only reason that the text in question stands for more than one value. */
export class SharedRefusal extends Refusal {}
