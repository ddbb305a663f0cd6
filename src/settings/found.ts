import { unicodeEscaped } from '../yaml/render.ts'

const LONGEST = 80

/**
 * A value that was found, as a problem's message may show it: in double quotes, cut after 80 characters, with
 * everything that cannot be seen escaped as JSON escapes it, and without the user and password of a URL.
 * Every message that shows a value shows it through here.
 */
export function found(text: string): string {
  // Before the cut, which could take away the "@" that shows where a password ends. A password may itself hold "@" and
  // "/", so all from the first "//" to the last "@" goes.
  const characters = Array.from(text.replace(/\/\/.*@/su, '//***@'))
  const shown = characters.length > LONGEST ? characters.slice(0, LONGEST).join('') + '…' : characters.join('')
  return JSON.stringify(shown).replace(/[\p{Cc}\p{Cf}]|(?! )\p{Z}/gu, unicodeEscaped)
}
