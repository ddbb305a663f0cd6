import { utf8 } from './utf8.ts'

/** The longest name in Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LONGEST_NAME = 253

/** What GitHub turns into a reference (`GH-12`) or a link (`www.…`) without any special character. */
const LINKED = /(?<=\bgh)-(?=\d)|(?<=\bwww)\./gi

/**
 * Whether a name is only a name in a text without markup, such as a commit message: it cannot become a mention,
 * reference, link, keyword or separate line.
 */
export function isPlainName(name: string): boolean {
  return /^[\w./-]+$/.test(name) && name.length <= LONGEST_NAME && name.search(LINKED) === -1
}

/** Whether an image reference is only that. The `@` of a digest is not a mention after a letter or digit. */
export function isPlainImage(image: string): boolean {
  return /^(?:[\w./:-]|(?<=[A-Za-z\d])@)+$/.test(image) && image.search(LINKED) === -1
}

/**
 * A file name for a text without markup. If it is not plain, it is quoted with git's escapes, for more characters than
 * git escapes: spaces separate words, and words can be keywords.
 */
export function plainFile(file: string): string {
  const escaped = Array.from(utf8(file), escapedByte).join('').replace(LINKED, octal)
  return escaped === file ? file : `"${escaped}"`
}

function escapedByte(byte: number): string {
  const character = String.fromCharCode(byte)
  return /[\w./-]/.test(character) ? character : octal(character)
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
}
