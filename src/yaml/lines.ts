/** The column of an offset in a text, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** The start of the line at an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** The white space at the start of the line at an offset. */
export function indentAt(text: string, offset: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? ''
}

/** Whether only white space precedes an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** The start of the line after an offset, or the end of the text; the offset itself if it starts a line. */
export function endOfLine(text: string, offset: number): number {
  return offset > 0 && text.charAt(offset - 1) === '\n' ? offset : nextLine(text, offset)
}

/** The start of the line after an offset, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset)
  return lineFeed === -1 ? text.length : lineFeed + 1
}

/** The line ending of the line at an offset or, if it has none, of the line before. */
export function lineEndAt(text: string, offset: number): string {
  const own = text.indexOf('\n', offset)
  const lineFeed = own === -1 ? text.lastIndexOf('\n') : own
  return lineFeed > 0 && text.charAt(lineFeed - 1) === '\r' ? '\r\n' : '\n'
}

/**
 * The start of the comment lines directly above a line with the same indentation: they belong to it.
 *
 * @param bound the earliest offset of such a comment: the end of the value before.
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
 * A text of the same length in which every line ending of Kubernetes' parser, and a byte-order mark, is a line feed.
 */
export function withLineFeeds(text: string): string {
  return text
    .replace(/\r(?!\n)|[\x85\u2028\u2029\ufeff]/g, '\n')
    .replaceAll('\r\n', ' \n')
    .replace(/^\xef\xbb\xbf/, '\n\n\n')
}
