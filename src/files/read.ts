import { constants, isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { DiskError, FileError, fileFault } from './errors.ts'

export type FileContent = {
  /** Whether the file may contain one of the words; it may contain one of the other words in any case. */
  readonly mayHoldWord: boolean
} & (
  | {
      readonly type: 'text'
      /** The whole file, including a byte-order mark. `Buffer.from(text, 'utf8')` returns its bytes. */
      readonly text: string
    }
  | {
      readonly type: 'not-utf-8'
      /** An approximation of the text, only good enough to search for ASCII words. */
      readonly text: string
      /** The line, from 1, of the first byte that is not UTF-8; 1 for UTF-16. */
      readonly line: number
    }
)

/**
 * Reads a file that contains one of some ASCII words or of other ones; undefined when it contains none, neither as
 * UTF-8 nor as UTF-16.
 *
 * @param hidden what may hide a word, in the text or in its bytes read as Latin-1.
 *
 * @throws DiskError when it cannot be read, or is longer than a string can be.
 */
export function readCandidate(
  path: string,
  words: readonly string[],
  others: readonly string[],
  hidden: RegExp,
): FileContent | undefined {
  const bytes = readBytes(path)
  const mayHoldWord = words.some((word) => bytes.includes(word)) || mayHide(bytes, hidden)
  if (mayHoldWord || others.some((word) => bytes.includes(word)))
    return isUtf8(bytes)
      ? { type: 'text', mayHoldWord, text: bytes.toString('utf8') }
      : { type: 'not-utf-8', mayHoldWord, text: bytes.toString('latin1'), line: lineOfFirstInvalidByte(bytes) }
  // In UTF-16, every ASCII character has a zero byte. Other text has none.
  if (!bytes.includes(0)) return undefined
  // Search both byte orders: shifted by one byte, a word in one order also matches in the other.
  const holds = (text: string): boolean => words.some((word) => text.includes(word)) || hidden.test(text)
  const text = ['utf-16le', 'utf-16be'].map((encoding) => new TextDecoder(encoding).decode(bytes)).find(holds)
  return text === undefined ? undefined : { type: 'not-utf-8', mayHoldWord: true, text, line: 1 }
}

/** What hides a word starts with a backslash, a tag or a directive. Most files contain none of them. */
const SIGNS = ['\\', '!', '%TAG']

function mayHide(bytes: Buffer, hidden: RegExp): boolean {
  return SIGNS.some((sign) => bytes.includes(sign)) && hidden.test(bytes.toString('latin1'))
}

function readBytes(path: string): Buffer {
  try {
    const { size: bytes } = statSync(path)
    const longest = constants.MAX_STRING_LENGTH
    if (bytes > longest) throw new FileError({ code: 'too-long', bytes, longest })
    return readFileSync(path)
  } catch (cause) {
    throw new DiskError({ code: 'unreadable-file', fault: fileFault(cause) }, { cause })
  }
}

function lineOfFirstInvalidByte(bytes: Buffer): number {
  // A line feed is never part of a longer UTF-8 sequence, so each line is valid or not on its own.
  let line = 1
  let start = 0
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line
    line += 1
    start = end + 1
  }
  return line
}
