/**
 * What can hide a letter or a digit of a word from a plain search: in double quotes, an escape of a letter or digit, or
 * an escaped line break; the tag for base64, however it is written. Other escapes (`\u003c`, `\n`) are frequent and
 * hide none. Works on a text and on its UTF-8 bytes read as Latin-1.
 */
export const HIDDEN_WORD =
  /\\(?:(?:x|u00|U000000)(?:[4-7]|3[0-9])|(?<=[A-Za-z0-9]\\)(?:[\r\n\x85\u2028\u2029]|\xc2\x85|\xe2\x80[\xa8\xa9]))|![^\s[\]{}]{0,99}(?:binary|%[0-9A-Fa-f]{2})|^%TAG/m

/** Whether a text contains one of some words, or may hide one. */
export function mayHoldWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word)) || HIDDEN_WORD.test(text)
}
