import { unicodeEscaped } from '../yaml/render.ts'

const LONGEST = 80

/** A backtick, what cannot be seen, and what is easily overlooked: nothing at all, and blanks at an end. */
const UNCLEAR = /[`\p{C}]|(?! )\p{Z}|^ | $|^$/u

/**
 * A value that was found, as a message may show it: cut after 80 characters, and without the user and password of a URL. It
 * stands between backticks or, if it would not be clear there, in double quotes with the escapes of JSON. Every message that
 * shows a value shows it through here.
 */
export function excerpt(text: string): string {
  // Before the cut, which could take away the "@" that shows where a password ends. A password may itself hold "@" and
  // "/", so all from the first "//" to the last "@" goes.
  const characters = Array.from(text.replace(/\/\/.*@/su, '//***@'))
  const cut = characters.length > LONGEST ? characters.slice(0, LONGEST).join('') + '…' : characters.join('')
  if (!UNCLEAR.test(cut)) return `\`${cut}\``
  return JSON.stringify(cut).replace(/[\p{Cc}\p{Cf}]|(?! )\p{Z}/gu, unicodeEscaped)
}
