import { utf8 } from './utf8.ts'

/** No name of Kubernetes is longer: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LONGEST_NAME = 253

/** What GitHub makes a reference (`GH-12`) or a link (`www.…`) of, though no character of it is special. */
const LINKED = /(?<=\bgh)-(?=\d)|(?<=\bwww)\./gi

/**
 * Whether a name is nothing but a name in a text without markup, such as a commit message: no mention, reference,
 * link, keyword or line of its own can come of it.
 */
export function isPlainName(name: string): boolean {
  return /^[\w./-]+$/.test(name) && name.length <= LONGEST_NAME && name.search(LINKED) === -1
}

/**
 * Whether an image reference is nothing but that. The `@` of a digest is no mention where it stands behind a letter or
 * a digit.
 */
export function isPlainImage(image: string): boolean {
  return /^(?:[\w./:-]|(?<=[A-Za-z\d])@)+$/.test(image) && image.search(LINKED) === -1
}

/**
 * A file's name for a text without markup. One that is not plain is in quotes, with the escapes that git's own
 * quoting has, for more characters than git escapes: blanks make words, and words can be keywords.
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
