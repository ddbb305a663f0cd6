/** The column, from 0, of an offset in a text. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** The white space that the line of an offset starts with. */
export function indentAt(text: string, offset: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? ''
}

/** Whether nothing but white space stands before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** Where the line after an offset starts, or the text's end; the offset itself where a line starts there. */
export function endOfLine(text: string, offset: number): number {
  return offset > 0 && text.charAt(offset - 1) === '\n' ? offset : nextLine(text, offset)
}

/** Where the line after an offset starts, or the text's end. */
export function nextLine(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset)
  return lineFeed === -1 ? text.length : lineFeed + 1
}

/** The line end of the line at an offset, or, where that has none, of the line before. */
export function lineEndAt(text: string, offset: number): string {
  const own = text.indexOf('\n', offset)
  const lineFeed = own === -1 ? text.lastIndexOf('\n') : own
  return lineFeed > 0 && text.charAt(lineFeed - 1) === '\r' ? '\r\n' : '\n'
}

/**
 * Where the comment lines start that stand directly above a line, indented as it is: they belong to it.
 *
 * @param bound where the text starts that may hold comments: behind the value before.
 */
export function aboveComments(text: string, lineStart: number, indent: string, bound: number): number {
  let at = lineStart
  while (at > bound) {
    const above = text.lastIndexOf('\n', at - 2) + 1
    if (above < bound || !text.startsWith(`${indent}#`, above)) break
    at = above
  }
  return at
}

/**
 * A text of the same length in which all that Kubernetes' reader takes for a line end is a line feed, and a byte-order
 * mark is one, too.
 */
export function withLineFeeds(text: string): string {
  return text
    .replace(/\r(?!\n)|[\x85\u2028\u2029\ufeff]/g, '\n')
    .replaceAll('\r\n', ' \n')
    .replace(/^\xef\xbb\xbf/, '\n\n\n')
}
