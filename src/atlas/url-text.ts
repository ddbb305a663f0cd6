/** Placeholders that people forget to replace: `<password>`, `${PASSWORD}`, `[YOUR-PASSWORD]`, `{{ password }}`. */
const PLACEHOLDER =
  /\$?\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\(\w+\)|\{[a-z_]\w*\}|<[a-z][\w .-]*>|\[[a-z][a-z_ -]*\]|%(?![\da-f]{2})[a-z_]{3,}%/i

/** The form that messages and documentation show. */
const FORM_AS_IT_IS = /:\/\/USER(?:NAME)?:PASS(?:WORD|WD)?@/

/** A masked password in a log or on a page. */
const MASK = /:(?:\*{3,}|•+)@/

/** A shell variable, a YAML field or a command before its value. */
const WORD_IN_FRONT =
  /^(?:export\s+|-\s+)?["']?[a-z_][\w.-]*["']?(?:\s*[=:]\s*|\s+)["'`]?(?:jdbc:)?[a-z][a-z0-9+.-]*:\/\//i

/**
 * What is wrong with a text before it is parsed as a URL, in the order of the checks: first, what is around the URL.
 */
const CHECKS = [
  ['empty', /^\s*$/],
  ['several-lines', /\S[^\S\r\n]*[\r\n]/],
  ['quotes', /^["'`“”„‘’«]/],
  ['jdbc', /^jdbc:/i],
  ['word-in-front', WORD_IN_FRONT],
  ['invisible-character', /[\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\ufffd/u],
  ['control-character', /\p{Cc}/u],
  ['blank-in-front', /^ /],
  ['address-in-parentheses', /(?:^|@|:\/\/)[a-z]*\([^)@]*\)(?:\/|$)/i],
  ['placeholder-alone', /^(?:\$\{?\{?|\{\{)/],
  ['list-of-settings', /^(?!\w[\w+.-]*:\/\/)\s*(?:host|server|data source|user|user id|dbname|database)\s*=/i],
  ['no-scheme', /^(?![a-z][a-z0-9+.-]*:\/\/)/i],
  ['scheme-alone', /:\/\/$/],
  ['two-schemes', /^[^:]*:\/\/[a-z][a-z0-9+.-]*:\/\//i],
  ['several-urls', /[\s,;][a-z][a-z0-9+.-]*:\/\//i],
  ['placeholder', PLACEHOLDER],
  ['example', FORM_AS_IT_IS],
  ['masked-password', MASK],
  ['character-behind', /["'`“”’»,;>}]$|^[^(]*\)$/],
  ['line-end-behind', /\\[nrt]$/],
] as const

/** What is wrong with a text before it is parsed as a URL. */
export type TextFault = (typeof CHECKS)[number][0]

/** What is wrong with a text before it is parsed as a URL; undefined when nothing is. */
export function textFault(text: string): TextFault | undefined {
  return CHECKS.find(([, pattern]) => pattern.test(text))?.[0]
}
