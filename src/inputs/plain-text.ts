import { found } from './found.ts'
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
 * Accepts the name of an Atlas environment: one line, no control characters, at most 253 characters, and no `$(`,
 * since Kubernetes expands `$(NAME)` in a container's arguments.
 */
export function parseEnv(text: string): Verdict<string> {
  const expected = `expected the name of an Atlas environment such as k8s, found ${found(text)}`
  if (/[\r\n]/.test(text)) return { problem: `${expected}, which has more than one line; give one name` }
  if (hasControlCharacter(text)) return { problem: `${expected}, which has a control character; take it out` }
  if (text.includes('$(')) {
    return { problem: `${expected}, in which Kubernetes would expand "$("; give a name without it` }
  }
  if (text.length > LONGEST_ENV) {
    return { problem: `${expected}, which has ${text.length} characters; give one of at most ${LONGEST_ENV}` }
  }
  return { value: text }
}

/** Accepts one word of a command line: any text without control characters. */
export function parseWord(text: string): Verdict<string> {
  if (!hasControlCharacter(text)) return { value: text }
  return { problem: `expected one argument a line, found ${found(text)}, which has a control character; take it out` }
}

/** Accepts a path that an operating system can take: any text without a NUL. */
export function parseWorkingDirectory(text: string): Verdict<string> {
  if (!text.includes('\0')) return { value: text }
  return { problem: `expected a folder's path, found ${found(text)}, which has a NUL character; take it out` }
}
