import { notAChoice } from './choice.ts'
import type { Verdict } from './fault.ts'
import { listMark, nameMark } from './list-marks.ts'
import { hasControlCharacter } from './plain-text.ts'

/** What GitHub takes as a label's name, in characters. */
const LONGEST_LABEL = 50

/** What GitHub takes as a pull request's title, in characters. */
const LONGEST_TITLE = 256

/** What GitHub takes as a pull request's body, in characters. */
const LONGEST_BODY = 65_536

/** Accepts a branch's name as `git check-ref-format --branch` does, without `refs/heads/` in front. */
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

/** Accepts a label's name: one line, as long as GitHub takes it. A comma in it may be meant, but mostly is not. */
export function parseLabelName(text: string): Verdict<string> {
  if (hasControlCharacter(text)) return { fault: { code: 'control-character', found: text } }
  const mark = listMark(text)
  if (mark) return { fault: mark }
  const verdict = atMost(text, LONGEST_LABEL)
  return text.includes(',') && 'value' in verdict
    ? { value: text, doubt: { code: 'label-with-comma', found: text } }
    : verdict
}

/** Accepts a pull request's title: one line, as long as GitHub takes it. */
export function parseTitle(text: string): Verdict<string> {
  if (/[\r\n]/.test(text)) return { fault: { code: 'several-lines', found: text } }
  return hasControlCharacter(text) ? { fault: { code: 'control-character', found: text } } : atMost(text, LONGEST_TITLE)
}

/** Accepts a text of many lines: a commit's message, or a pull request's body as long as GitHub takes it. */
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
