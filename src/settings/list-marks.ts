import type { Fault } from './fault.ts'

/**
 * Why a line is an item of a YAML or JSON list; undefined for any other line. A setting has one value per line, so such
 * marks would be part of the value.
 */
export function listMark(line: string): Fault | undefined {
  if (/^-(?:\s|$)/.test(line)) return { code: 'yaml-list-item', found: line }
  if (/^(["']).*\1,?$/.test(line)) return { code: 'quotes', found: line }
  if (/^\[\s*(?:["'].*)?$|^\]$/.test(line)) return { code: 'brackets', found: line }
  return undefined
}

/** As {@link listMark}, for a line with a single name: it has no comment, comma, space or bracket either. */
export function nameMark(line: string): Fault | undefined {
  const mark = listMark(line)
  if (mark) return mark
  if (line.startsWith('#')) return { code: 'comment', found: line }
  if (/^\[|\]$/.test(line) && !line.endsWith('[bot]')) return { code: 'brackets', found: line }
  if (/[,;]$/.test(line)) return { code: 'separator-at-end', found: line, separator: line.slice(-1) }
  if (/[,;]/.test(line)) return { code: 'several-values', found: line }
  if (/\s#/.test(line)) return { code: 'comment-behind', found: line }
  if (/\s/.test(line)) return { code: 'several-values', found: line }
  return undefined
}
