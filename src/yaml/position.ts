/** A position in a text. Lines and columns count from 1; columns are UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The offsets at which the lines of a text start. */
export class LineStarts {
  readonly #starts: readonly number[]

  constructor(text: string) {
    const starts = [0]
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
    this.#starts = starts
  }

  /** The position of an offset. */
  position(offset: number): Position {
    let [first, last] = [0, this.#starts.length - 1]
    while (first < last) {
      const middle = Math.ceil((first + last) / 2)
      if ((this.#starts[middle] ?? 0) <= offset) first = middle
      else last = middle - 1
    }
    return { line: first + 1, column: offset - (this.#starts[first] ?? 0) + 1 }
  }
}
