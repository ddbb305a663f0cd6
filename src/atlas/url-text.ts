/** Why Atlas cannot use a text as the URL of a database. Shows no part of it but one character. */
export interface UrlFault {
  /** Goes on behind "found ". */
  readonly found: string
  readonly fix: string
}

const FORM = '`mysql://USER:PASSWORD@HOST:3306/NAME`'

/** What people leave in a URL that somebody else wrote for them: `<password>`, `${PASSWORD}`, `[YOUR-PASSWORD]`, `{{ password }}`. */
const PLACEHOLDER =
  /\$?\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\(\w+\)|\{[a-z_]\w*\}|<[a-z][\w .-]*>|\[[a-z][a-z_ -]*\]|%(?![\da-f]{2})[a-z_]{3,}%/i

/** What stands in messages and documentation. */
const FORM_AS_IT_IS = /:\/\/USER(?:NAME)?:PASS(?:WORD|WD)?@/

/** What a log or a page shows in the place of a password. */
const MASK = /:(?:\*{3,}|•+)@/

/** A variable of a shell, a field of YAML or a command, ahead of its value. */
const WORD_IN_FRONT =
  /^(?:export\s+|-\s+)?["']?[a-z_][\w.-]*["']?(?:\s*[=:]\s*|\s+)["'`]?(?:jdbc:)?[a-z][a-z0-9+.-]*:\/\//i

interface Check {
  readonly pattern: RegExp
  readonly fault: UrlFault
}

/** In the order in which they are looked for: what is told first is what stands around the URL. */
const CHECKS: readonly Check[] = [
  { pattern: /^\s*$/, fault: { found: 'nothing', fix: 'give the whole URL' } },
  { pattern: /\S[^\S\r\n]*[\r\n]/, fault: { found: 'more than one line', fix: 'give one URL alone' } },
  {
    pattern: /^["'`“”„‘’«]/,
    fault: { found: 'quotes around the URL', fix: 'take the quotes out' },
  },
  {
    pattern: /^jdbc:/i,
    fault: {
      found: 'a URL of JDBC',
      fix: `take out \`jdbc:\`, and write user and password ahead of the host: ${FORM}`,
    },
  },
  {
    pattern: WORD_IN_FRONT,
    fault: { found: 'a word ahead of the URL', fix: 'give the URL alone, without the name that it has elsewhere' },
  },
  {
    pattern: /[\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\ufffd/u,
    fault: { found: 'an invisible character', fix: 'take it out; it often comes along when you copy a text' },
  },
  { pattern: /\p{Cc}/u, fault: { found: 'a control character', fix: 'percent-encode it, or take it out' } },
  { pattern: /^ /, fault: { found: 'a blank in front', fix: 'take it out' } },
  {
    pattern: /(?:^|@|:\/\/)[a-z]*\([^)@]*\)(?:\/|$)/i,
    fault: {
      found: "an address in parentheses, as MySQL's driver for Go has it",
      fix: `write ${FORM}, or for a socket \`mysql+unix://USER:PASSWORD@/SOCKET?database=NAME\``,
    },
  },
  {
    pattern: /^(?:\$\{?\{?|\{\{)/,
    fault: { found: 'a placeholder in the place of the URL', fix: 'give the URL itself' },
  },
  {
    pattern: /^(?!\w[\w+.-]*:\/\/)\s*(?:host|server|data source|user|user id|dbname|database)\s*=/i,
    fault: { found: 'a list of settings', fix: `write them as a URL: ${FORM}` },
  },
  {
    pattern: /^(?![a-z][a-z0-9+.-]*:\/\/)/i,
    fault: {
      found: 'a text without SCHEME:// in front',
      fix: `put the database's scheme there, as in ${FORM}`,
    },
  },
  { pattern: /:\/\/$/, fault: { found: 'nothing behind the scheme', fix: 'give the whole URL' } },
  {
    pattern: /^[^:]*:\/\/[a-z][a-z0-9+.-]*:\/\//i,
    fault: { found: 'two schemes', fix: 'take one of them out' },
  },
  {
    pattern: /[\s,;][a-z][a-z0-9+.-]*:\/\//i,
    fault: { found: 'more than one URL', fix: 'give one URL alone' },
  },
  {
    pattern: PLACEHOLDER,
    fault: {
      found: 'a placeholder',
      fix: 'put the value in its place; if these are characters of the password, percent-encode each that is no letter and no digit',
    },
  },
  {
    pattern: FORM_AS_IT_IS,
    fault: { found: 'an example', fix: 'put your user and password in the place of its words' },
  },
  {
    pattern: MASK,
    fault: {
      found: 'a masked password',
      fix: 'give the password itself: it was masked where you copied it',
    },
  },
  {
    pattern: /["'`“”’»,;>}]$|^[^(]*\)$/,
    fault: {
      found: 'a character behind the URL',
      fix: 'take out the quote, comma, semicolon or bracket at its end, or percent-encode it if it belongs to the last value',
    },
  },
  {
    pattern: /\\[nrt]$/,
    fault: { found: 'an escaped line end behind the URL', fix: 'take out the backslash and the letter behind it' },
  },
]

/** What a text has that shows before it is read as a URL; undefined when it has nothing. */
export function textFault(text: string): UrlFault | undefined {
  return CHECKS.find(({ pattern }) => pattern.test(text))?.fault
}
