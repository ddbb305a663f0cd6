import type { Fault, Verdict } from './fault.ts'
import { listMark } from './list-marks.ts'

const LONGEST_ENV = 253

/**
 * Whether `text` has a character that cannot stand in a line of text: a control character (Unicode's category Cc), or
 * one of Unicode's own line and paragraph separators, which YAML 1.1 takes for line ends.
 */
export function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)
}

/**
 * Accepts the name of an Atlas environment: one word without quotes around it, commas or control characters, at most 253
 * characters, and no `$(`, since Kubernetes expands `$(NAME)` in a container's arguments.
 */
export function parseEnv(text: string): Verdict<string> {
  const code = envFault(text)
  if (code !== undefined) return { fault: { code, found: text } }
  if (text.length <= LONGEST_ENV) return { value: text }
  return { fault: { code: 'too-long', found: text, length: text.length, longest: LONGEST_ENV } }
}

/** What stands around or beside a name that was copied from `atlas.hcl`, from a command line or from a list, or in it. */
function envFault(text: string) {
  if (/[\r\n]/.test(text)) return 'several-lines'
  if (hasControlCharacter(text)) return 'control-character'
  if (/^env\b.*["{]/.test(text)) return 'env-block'
  if (/^-+(?:e|env)\b|^env=/.test(text)) return 'env-flag'
  if (text.startsWith('-')) return 'leading-dash'
  if (/^["'`“”‘’]|["'`“”‘’]$/u.test(text)) return 'quotes'
  if (/[,;\s]/.test(text)) return 'several-names'
  return text.includes('$(') ? 'expanded-by-kubernetes' : undefined
}

/**
 * Accepts one word of a command line: any text without control characters. What is meant for a shell or a YAML list
 * (quotes around it, brackets, a dash and a blank, a comment) would be part of the word, so it is not accepted.
 */
export function parseWord(text: string): Verdict<string> {
  if (hasControlCharacter(text)) return { fault: { code: 'control-character', found: text } }
  const mark = listMark(text) ?? shellMark(text)
  return mark ? { fault: mark } : { value: text }
}

function shellMark(text: string): Fault | undefined {
  if (text.startsWith('[')) return { code: 'brackets', found: text }
  return text.startsWith('#') ? { code: 'comment', found: text } : undefined
}

/** Accepts a line of `command`: a word; the first is the program, and none is a flag with what follows it. */
export function parseCommandWord(text: string, index: number): Verdict<string> {
  const verdict = parseWord(text)
  if ('fault' in verdict) return verdict
  if (index === 0 && /[\s,]/.test(text)) return { fault: { code: 'program-with-words', found: text } }
  if (index === 0 && text.startsWith('-')) return { fault: { code: 'flag-as-program', found: text } }
  return /^-[^=]*\s/.test(text) ? { fault: { code: 'several-words', found: text } } : verdict
}

/**
 * Accepts one more argument of `atlas migrate apply`: a word, but not a flag and its value on one line, and none of the
 * flags that the action sets.
 */
export function parseArgument(text: string): Verdict<string> {
  const verdict = parseWord(text)
  if ('fault' in verdict) return verdict
  if (/^-[^=]*\s|^-.*\s-/.test(text)) return { fault: { code: 'several-arguments', found: text } }
  return /^(?:-c|--config|--env)(?:=|$)/.test(text) ? { fault: { code: 'set-flag', found: text } } : verdict
}

/** Accepts a path that an operating system can take: any text without a NUL. */
export function parseWorkingDirectory(text: string): Verdict<string> {
  return text.includes('\0') ? { fault: { code: 'control-character', found: text } } : { value: text }
}

/** Accepts a token, or none. No fault has any part of it. */
export function parseToken(text: string): Verdict<string> {
  return /[\s\p{Cc}]/u.test(text) ? { fault: { code: 'token-with-blank' } } : { value: text }
}
