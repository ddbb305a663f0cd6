import { byteLength } from './utf8.ts'

/** Room for the sentences about omitted parts. */
const RESERVE = 1024

/** Markdown that stays within a number of bytes of UTF-8. */
export class Page {
  private readonly parts: string[] = []
  private readonly medium: string
  /** How many bytes may still be added. */
  room: number

  /** @param medium what has the limit, such as `summary`; the sentences about omitted parts name it. */
  constructor(limit: number, medium: string) {
    this.room = limit - RESERVE
    this.medium = medium
  }

  add(part: string): void {
    this.parts.push(part)
    this.room -= byteLength(part)
  }

  /** Adds as many parts as fit, and says how many are omitted and where to find them. */
  addAll(parts: readonly string[], noun: string, elsewhere: string): void {
    const end = parts.findIndex((part) => {
      const fits = byteLength(part) <= this.room
      if (fits) this.add(part)
      return !fits
    })
    if (end !== -1) this.leaveOut(parts.length - end, noun, elsewhere)
  }

  /** Says how many parts are omitted, and where to find them. */
  leaveOut(count: number, noun: string, elsewhere: string): void {
    const parts = count === 1 ? `One more ${noun} is` : `${count} more ${noun}s are`
    this.parts.push(`\n*${parts} omitted: a ${this.medium} has a size limit. ${elsewhere}*\n\n`)
  }

  toString(): string {
    return this.parts.join('')
  }
}

/** A message as Markdown: text in backticks becomes code, all other text is plain. */
export function text(value: string): string {
  return value
    .split('`')
    .map((part, index, parts) => (index % 2 === 1 && index < parts.length - 1 ? code(part) : plain(part)))
    .join('')
}

/** A name as code. */
export function code(value: string): string {
  return `<code>${plain(value)}</code>`
}

/** Text on one line, escaped for Markdown and HTML. */
export function plain(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[&<>|*_[\]\\~`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A link with Markdown as its label; only the label when the URL has characters that no URL of GitHub needs. */
export function link(label: string, url: string): string {
  return /^https?:\/\/[\w.~:/?&=%+-]+$/.test(url) ? `[${label}](${url})` : label
}

/**
 * Markdown that looks the same, without mentions, references or autolinks. In a conversation, `code` prevents them. But a
 * squash merge may use the same text as the commit message, where GitHub ignores Markdown and still links them:
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
export function quiet(markdown: string): string {
  return markdown
    .replace(/&#(\d+);/g, (_, decimal: string) => reference(Number(decimal)))
    .replace(/@|#(?=\d)|(?<=\bgh)-(?=\d)|:(?=\/\/)|(?<=\bwww)\./gi, (character) => reference(character.charCodeAt(0)))
}

/** A character reference in hexadecimal: `#` and a decimal number would refer to an issue. */
function reference(character: number): string {
  return `&#x${character.toString(16)};`
}
