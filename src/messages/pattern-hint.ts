/** Advice about a line of `manifests` that matches no file; undefined when there is none. */
export function patternHint(pattern: string, isFolder: boolean): string | undefined {
  const sign = pattern.startsWith('!') ? '!' : ''
  const glob = pattern.slice(sign.length)
  const path = glob.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
  if (isFolder) return `\`manifests\`: \`${glob}\` is a folder. Use \`${sign}${path}/**/*.yaml\`.`
  const lines = asLines(glob)
  if (lines.length === 0 || (lines.length === 1 && lines[0] === glob)) return undefined
  const listed = lines.map((line) => `\`${sign}${line}\``)
  return `\`manifests\`: \`${pattern}\` matches no file. Write one pattern per line, without brackets, quotes or commas: ${listed.join(', then ')}.`
}

/** The patterns in a line that is a YAML list, several words, or quoted. A comma inside braces belongs to its pattern. */
function asLines(line: string): string[] {
  return line
    .replace(/^\[(.*)\]$/, '$1')
    .split(/\s*,\s*(?![^{]*\})|\s+/)
    .map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
    .filter((word) => word !== '')
}
