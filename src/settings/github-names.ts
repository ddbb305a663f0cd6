import { found } from './found.ts'
import { listMark, nameMark } from './list-marks.ts'
import { hasControlCharacter } from './plain-text.ts'
import type { Verdict } from './verdict.ts'

/** What GitHub takes as a label's name, in characters. */
const LONGEST_LABEL = 50

/** What GitHub takes as a pull request's title, in characters. */
const LONGEST_TITLE = 256

/** What GitHub takes as a pull request's body, in characters. */
const LONGEST_BODY = 65_536

/** Accepts a branch's name as `git check-ref-format --branch` does, without `refs/heads/` in front. */
export function parseBranch(text: string): Verdict<string> {
  const expected = `expected a branch's name such as main, found ${found(text)}`
  if (text.startsWith('refs/')) return { problem: `${expected}, which is a full ref; leave out "refs/heads/"` }
  if (text === 'HEAD' || text === '@') return { problem: `${expected}, which is no branch; name it` }
  const foreign = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)/u.exec(text)?.[0]
  if (foreign === undefined) return { value: text }
  return { problem: `${expected}, in which git does not take ${found(foreign)} there; correct it` }
}

/** Accepts the full name of a repository on GitHub: `OWNER/NAME`. */
export function parseRepository(text: string): Verdict<string> {
  if (/^[\w.-]+\/[\w.-]+$/.test(text)) return { value: text }
  return { problem: `expected OWNER/NAME such as octo/shop, found ${found(text)}; give the two names alone` }
}

/** Accepts a user's login, or `ORGANIZATION/TEAM`. */
export function parseReviewer(text: string): Verdict<string> {
  if (/^[\w-]+(?:\[bot\])?$|^[\w-]+\/[\w.-]+$/.test(text)) return { value: text }
  const expected = `expected a login such as octocat or a team such as octo/backend, found ${found(text)}`
  const mark = nameMark(text)
  return { problem: mark === undefined ? `${expected}; give one a line, without "@"` : `${expected}, ${mark}` }
}

/** Accepts a label's name: one line, as long as GitHub takes it. A comma in it may be meant, but mostly is not. */
export function parseLabelName(text: string): Verdict<string> {
  const expected = `expected a label's name, found ${found(text)}`
  if (hasControlCharacter(text)) return { problem: `${expected}, which has a control character; take it out` }
  const mark = listMark(text)
  if (mark !== undefined) return { problem: `${expected}, ${mark}` }
  if (text.length > LONGEST_LABEL)
    return { problem: `${expected}, which has ${text.length} characters; GitHub takes ${LONGEST_LABEL}` }
  if (!text.includes(',')) return { value: text }
  return {
    value: text,
    doubt: `found ${found(text)}, which is one label with a comma in it; if it is more, write one a line`,
  }
}

/** Accepts a pull request's title: one line, as long as GitHub takes it. */
export function parseTitle(text: string): Verdict<string> {
  const expected = `expected a title of one line, found ${found(text)}`
  if (hasControlCharacter(text)) return { problem: `${expected}, which has a line break or a control character` }
  if (text.length > LONGEST_TITLE)
    return { problem: `${expected}, which has ${text.length} characters; GitHub takes ${LONGEST_TITLE}` }
  return { value: text }
}

/** Accepts a text of many lines: a commit's message, or a pull request's body as long as GitHub takes it. */
export function parseMessage(text: string): Verdict<string> {
  const expected = `expected a text, found ${found(text)}`
  if (text.includes('\0')) return { problem: `${expected}, which has a NUL character; take it out` }
  if (text.length > LONGEST_BODY)
    return { problem: `${expected}, which has ${text.length} characters; GitHub takes ${LONGEST_BODY}` }
  return { value: text }
}

/** Accepts `true` and `false`, in the spellings of YAML's core schema. */
export function parseBoolean(text: string): Verdict<boolean> {
  if (/^(?:true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(?:false|False|FALSE)$/.test(text)) return { value: false }
  return { problem: `expected true or false, found ${found(text)}` }
}
