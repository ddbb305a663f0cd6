/** Where something stands in a text. Both count from 1; columns are UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Where the lines of a text start. */
export class LineStarts {
  readonly #starts: readonly number[]

  constructor(text: string) {
    const starts = [0]
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
    this.#starts = starts
  }

  /** Where an offset in the text is. */
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
