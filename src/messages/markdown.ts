import { byteLength } from './utf8.ts'

/** Room for the sentences that say what was left out. */
const RESERVE = 1024

/** Markdown that stays within a number of bytes of UTF-8. */
export class Page {
  private readonly parts: string[] = []
  private readonly medium: string
  /** How many bytes may still be added. */
  room: number

  /** @param medium what has the limit, for the sentences that say what was left out: `summary`. */
  constructor(limit: number, medium: string) {
    this.room = limit - RESERVE
    this.medium = medium
  }

  add(part: string): void {
    this.parts.push(part)
    this.room -= byteLength(part)
  }

  /** Adds as many parts as there is room for, and says how many it left out, and where they are. */
  addAll(parts: readonly string[], noun: string, elsewhere: string): void {
    const end = parts.findIndex((part) => {
      const fits = byteLength(part) <= this.room
      if (fits) this.add(part)
      return !fits
    })
    if (end !== -1) this.leaveOut(parts.length - end, noun, elsewhere)
  }

  /** Says how many parts are left out, and where they are. */
  leaveOut(count: number, noun: string, elsewhere: string): void {
    const parts = count === 1 ? `One more ${noun} is` : `${count} more ${noun}s are`
    this.parts.push(`\n*${parts} left out: a ${this.medium} has a limit. ${elsewhere}*\n\n`)
  }

  toString(): string {
    return this.parts.join('')
  }
}

/** A sentence of ours as Markdown: what stands between backticks is code, and all else is plain. */
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

/** Text on one line that Markdown and HTML leave alone. */
export function plain(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[&<>|*_[\]\\~`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A link with Markdown as its label; the label alone where the URL has characters that a URL of GitHub's needs not. */
export function link(label: string, url: string): string {
  return /^https?:\/\/[\w.~:/?&=%+-]+$/.test(url) ? `[${label}](${url})` : label
}

/**
 * Markdown that looks the same, and whose names call nobody: no mention, reference or link comes of them. In a
 * conversation `code` keeps them from it; but a squash merge may make the commit message of the same text, which is
 * read as it stands: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
export function quiet(markdown: string): string {
  return markdown
    .replace(/&#(\d+);/g, (_, decimal: string) => reference(Number(decimal)))
    .replace(/@|#(?=\d)|(?<=\bgh)-(?=\d)|:(?=\/\/)|(?<=\bwww)\./gi, (character) => reference(character.charCodeAt(0)))
}

/** A character reference; its number is hexadecimal, for `#` and a decimal one are a reference to an issue. */
function reference(character: number): string {
  return `&#x${character.toString(16)};`
}
