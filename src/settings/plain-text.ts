import { found } from './found.ts'
import { listMark } from './list-marks.ts'
import type { Verdict } from './verdict.ts'

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
  const expected = `expected the name of an Atlas environment such as k8s, found ${found(text)}`
  if (/[\r\n]/.test(text)) return { problem: `${expected}, which has more than one line; give one name` }
  if (hasControlCharacter(text)) return { problem: `${expected}, which has a control character; take it out` }
  const flaw = flawOfEnv(text)
  if (flaw !== undefined) return { problem: `${expected}, ${flaw}` }
  if (text.includes('$(')) {
    return { problem: `${expected}, in which Kubernetes would expand "$("; give a name without it` }
  }
  if (text.length > LONGEST_ENV) {
    return { problem: `${expected}, which has ${text.length} characters; give one of at most ${LONGEST_ENV}` }
  }
  return { value: text }
}

/** What stands around or beside a name that was copied from `atlas.hcl`, from a command line or from a list. */
function flawOfEnv(text: string): string | undefined {
  if (/^env\b.*["{]/.test(text))
    return 'which is the first line of the block in atlas.hcl; give the name in its quotes alone'
  if (/^-+(?:e|env)\b|^env=/.test(text)) return 'which is a flag of the command line; give the name alone'
  if (text.startsWith('-')) return 'which starts with "-"; take it out'
  if (/^["'`“”‘’]|["'`“”‘’]$/u.test(text)) return 'whose quotes would be part of it; take them out'
  if (/[,;]/.test(text)) return 'which has a comma; give one name'
  if (/\s/.test(text)) return 'which has a blank; give one name, without blanks'
  return undefined
}

/**
 * Accepts one word of a command line: any text without control characters. What is meant for a shell or a YAML list
 * (quotes around it, brackets, a dash and a blank, a comment) would be part of the word, so it is not accepted.
 */
export function parseWord(text: string): Verdict<string> {
  const expected = `expected one word of the command line, found ${found(text)}`
  if (hasControlCharacter(text)) return { problem: `${expected}, which has a control character; take it out` }
  const mark = listMark(text)
  if (mark !== undefined) return { problem: `${expected}, ${mark}` }
  if (/^[[#]/.test(text))
    return { problem: `${expected}, which is a list or a comment; write each word alone on its line` }
  return { value: text }
}

/** Accepts a line of `command`: a word; the first is the program, and none is a flag with what follows it. */
export function parseCommandWord(text: string, index: number): Verdict<string> {
  const verdict = parseWord(text)
  if ('problem' in verdict) return verdict
  const expected = `expected one word of the command line, found ${found(text)}`
  if (index === 0 && /[\s,]/.test(text))
    return { problem: `${expected}, which is more than the program; write one word a line, without commas` }
  if (index === 0 && text.startsWith('-'))
    return { problem: `${expected}, which is a flag where the program is expected; write that on the line before` }
  if (/^-[^=]*\s/.test(text)) return { problem: `${expected}, which is two or more; write each on its own line` }
  return verdict
}

/** What to do about a flag that stands in each container already. */
export const SET_BY_US = 'it is set by us: use the inputs env, mount-path and secret-key'

/**
 * Accepts one more argument of `atlas migrate apply`: a word, but not a flag and its value on one line, and none of the
 * flags that we set ourselves.
 */
export function parseArgument(text: string): Verdict<string> {
  const verdict = parseWord(text)
  if ('problem' in verdict) return verdict
  const expected = `expected one argument, found ${found(text)}`
  if (/^-[^=]*\s|^-.*\s-/.test(text))
    return {
      problem: `${expected}, which is two or more; write each on its own line, or a flag and its value with "="`,
    }
  if (/^(?:-c|--config|--env)(?:=|$)/.test(text)) return { problem: `${expected}; ${SET_BY_US}` }
  return verdict
}

/** Accepts a path that an operating system can take: any text without a NUL. */
export function parseWorkingDirectory(text: string): Verdict<string> {
  if (!text.includes('\0')) return { value: text }
  return { problem: `expected a folder's path, found ${found(text)}, which has a NUL character; take it out` }
}
