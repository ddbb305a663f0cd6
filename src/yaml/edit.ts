/** A change of text: what stands from `start` to `end` (UTF-16 offsets, `end` not included) becomes `text`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * A text with edits made. Edits at the same place are made in the order given.
 *
 * @throws RangeError when two edits overlap.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let position = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start < position) throw new RangeError(`overlapping edits at offset ${edit.start}`)
    parts.push(text.slice(position, edit.start), edit.text)
    position = edit.end
  }
  parts.push(text.slice(position))
  return parts.join('')
}

/** The edits that make of the edited text what it was. */
export function inverseEdits(text: string, edits: readonly Edit[]): Edit[] {
  let shift = 0
  return edits
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text: added }) => {
      const inverse = { start: start + shift, end: start + shift + added.length, text: text.slice(start, end) }
      shift += added.length - (end - start)
      return inverse
    })
}
