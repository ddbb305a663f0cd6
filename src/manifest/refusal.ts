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
