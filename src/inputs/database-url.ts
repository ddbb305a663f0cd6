import { hasControlCharacter } from './plain-text.ts'
import type { Verdict } from './verdict.ts'

/**
 * Accepts `SCHEME://…` in one line without control characters, and blanks behind a `?` only, the scheme by RFC 3986
 * (`[A-Za-z][A-Za-z0-9+.-]*`). Which schemes and parameters there are is for Atlas to say.
 * The text is a secret: no problem shows any part of it.
 */
export function parseDatabaseUrl(text: string): Verdict<string> {
  const expected = 'expected one URL such as mysql://USER:PASSWORD@HOST:3306/NAME'
  const way = 'the value is not shown, as it is a secret'
  if (/[\r\n]/.test(text)) return { problem: `${expected}, found more than one line; give one URL alone (${way})` }
  // A parameter's name may have blanks, such as SQL Server's `app name`.
  if (/[^\S ]|^[^?]* /.test(text) || hasControlCharacter(text)) {
    return {
      problem: `${expected}, found white space or a control character inside; percent-encode it or take it out (${way})`,
    }
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return { problem: `${expected}, found a text without SCHEME:// in front; put the database's scheme there (${way})` }
  }
  if (text.endsWith('://')) {
    return { problem: `${expected}, found nothing after the scheme; give the whole URL (${way})` }
  }
  return { value: text }
}
