// Writes README.md's tables of inputs and outputs from action.yml; with --check it only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'

const README = 'README.md'

process.exitCode = main(process.argv.slice(2))

function main(args) {
  const action = parse(readFileSync('action.yml', 'utf8'))
  const before = readFileSync(README, 'utf8')
  const after = [
    ['inputs', inputsTable(action.inputs)],
    ['outputs', outputsTable(action.outputs)],
  ].reduce((text, [name, table]) => withSection(text, name, table), before)
  if (after === before) return 0
  if (args.includes('--check')) {
    console.error(`${README}'s tables are not what action.yml says. Run \`node scripts/readme.mjs\`.`)
    return 1
  }
  writeFileSync(README, after)
  return 0
}

/** A text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
function withSection(text, name, content) {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const start = text.indexOf(opening)
  const end = text.indexOf(closing)
  if (start === -1 || end < start) throw new Error(`${README} has no ${opening} with ${closing} after it.`)
  return `${text.slice(0, start + opening.length)}\n\n${content}\n\n${text.slice(end)}`
}

function inputsTable(inputs) {
  const rows = Object.entries(inputs).map(([name, input]) => [code(name), defaultOf(input), input.description])
  return table(['Input', 'Default', 'Description'], rows)
}

function outputsTable(outputs) {
  const rows = Object.entries(outputs).map(([name, { description }]) => [code(name), description])
  return table(['Output', 'Description'], rows)
}

function defaultOf({ required, default: value }) {
  if (required) return '**required**'
  const lines = String(value ?? '')
    .split('\n')
    .filter((line) => line !== '')
  return lines.length === 0 ? '–' : lines.map(code).join('<br>')
}

function code(text) {
  return `\`${text}\``
}

/** A table as prettier writes it, so that the two agree on README.md. */
function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(cell))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)))
  const line = (row) => `| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`
  const [first, ...others] = cells
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n')
}

/** A text on one line, in which no `|` ends the cell. */
function cell(text) {
  return text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
}
