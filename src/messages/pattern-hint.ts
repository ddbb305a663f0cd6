/** What a person can do about a line of `manifests` that matches no file. */
export function patternHint(pattern: string, isFolder: boolean): string | undefined {
  const sign = pattern.startsWith('!') ? '!' : ''
  const glob = pattern.slice(sign.length)
  const path = glob.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
  if (isFolder) return `\`manifests\`: \`${glob}\` is a folder. Use \`${sign}${path}/**/*.yaml\`.`
  const lines = asLines(glob)
  if (lines.length === 0 || (lines.length === 1 && lines[0] === glob)) return undefined
  const listed = lines.map((line) => `\`${sign}${line}\``)
  return `No file matches \`${pattern}\` of the input \`manifests\`. Write one pattern a line, without quotes or commas: ${listed.join(', then ')}.`
}

/** The patterns of a line that was written as a YAML list, as words, or in quotes. A comma in braces belongs to a pattern. */
function asLines(line: string): string[] {
  return line
    .replace(/^\[(.*)\]$/, '$1')
    .split(/\s*,\s*(?![^{]*\})|\s+/)
    .map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
    .filter((word) => word !== '')
}
