/**
 * What is wrong with a line that is written as an item of a YAML or JSON list, and what to do; undefined for any other.
 * Inputs are texts with one value a line, so such marks would be part of the value.
 */
export function listMark(line: string): string | undefined {
  if (/^-(?:\s|$)/.test(line)) return 'which is an item of a YAML list; take out the "-"'
  if (/^(["']).*\1,?$/.test(line)) return 'whose quotes would be part of it; take them out'
  if (/^\[\s*(?:["'].*)?$|^\]$/.test(line))
    return 'which is a list in brackets; write one value a line, without brackets'
  return undefined
}

/** As {@link listMark}, for a line whose value is one name: that has no comment, comma, blank or bracket either. */
export function nameMark(line: string): string | undefined {
  const mark = listMark(line)
  if (mark !== undefined) return mark
  if (line.startsWith('#')) return 'which is a comment; take it out'
  if (/^\[|\]$/.test(line) && !line.endsWith('[bot]'))
    return 'which is a list in brackets; write one value a line, without brackets'
  if (/[,;]$/.test(line)) return `which ends with a "${line.slice(-1)}"; take it out`
  if (/[,;]/.test(line)) return 'which is more than one; write one a line, without commas'
  if (/\s#/.test(line)) return 'which has a comment behind it; take it out'
  if (/\s/.test(line)) return 'which is more than one; write one a line'
  return undefined
}
