import { notAChoice } from './choice.ts'
import type { Verdict } from './fault.ts'
import { listMark, nameMark } from './list-marks.ts'
import { hasControlCharacter } from './plain-text.ts'

/** GitHub's limit for the name of a label, in characters. */
const LONGEST_LABEL = 50

/** GitHub's limit for the title of a pull request, in characters. */
const LONGEST_TITLE = 256

/** GitHub's limit for the body of a pull request, in characters. */
const LONGEST_BODY = 65_536

/** Accepts the name of a branch as `git check-ref-format --branch` does, without `refs/heads/`. */
export function parseBranch(text: string): Verdict<string> {
  if (text.startsWith('refs/')) return { fault: { code: 'full-ref', found: text } }
  if (text === 'HEAD' || text === '@') return { fault: { code: 'no-branch', found: text } }
  const character = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)/u.exec(text)?.[0]
  return character === undefined ? { value: text } : { fault: { code: 'character-in-branch', found: text, character } }
}

/** Accepts the full name of a repository on GitHub: `OWNER/NAME`. */
export function parseRepository(text: string): Verdict<string> {
  return /^[\w.-]+\/[\w.-]+$/.test(text) ? { value: text } : { fault: { code: 'repository', found: text } }
}

/** Accepts a user's login, or `ORGANIZATION/TEAM`. */
export function parseReviewer(text: string): Verdict<string> {
  if (/^[\w-]+(?:\[bot\])?$|^[\w-]+\/[\w.-]+$/.test(text)) return { value: text }
  return { fault: nameMark(text) ?? { code: 'reviewer', found: text } }
}

/** Accepts the name of a label: one line within GitHub's limit. A comma in it may be intended, but usually is not. */
export function parseLabelName(text: string): Verdict<string> {
  if (hasControlCharacter(text)) return { fault: { code: 'control-character', found: text } }
  const mark = listMark(text)
  if (mark) return { fault: mark }
  const verdict = atMost(text, LONGEST_LABEL)
  return text.includes(',') && 'value' in verdict
    ? { value: text, doubt: { code: 'label-with-comma', found: text } }
    : verdict
}

/** Accepts the title of a pull request: one line within GitHub's limit. */
export function parseTitle(text: string): Verdict<string> {
  if (/[\r\n]/.test(text)) return { fault: { code: 'several-lines', found: text } }
  return hasControlCharacter(text) ? { fault: { code: 'control-character', found: text } } : atMost(text, LONGEST_TITLE)
}

/** Accepts a text of several lines: a commit message, or the body of a pull request within GitHub's limit. */
export function parseMessage(text: string): Verdict<string> {
  return text.includes('\0') ? { fault: { code: 'control-character', found: text } } : atMost(text, LONGEST_BODY)
}

/** Accepts `true` and `false`, in the spellings of YAML's core schema. */
export function parseBoolean(text: string): Verdict<boolean> {
  if (/^(?:true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(?:false|False|FALSE)$/.test(text)) return { value: false }
  return notAChoice(text, ['true', 'false'])
}

function atMost(text: string, longest: number): Verdict<string> {
  return text.length <= longest
    ? { value: text }
    : { fault: { code: 'too-long', found: text, length: text.length, longest } }
}
