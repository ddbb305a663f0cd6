// Writes what docs/rules.md and the pages in docs/rules have from the rules: the tables, and the line below each heading.
// With --check it only says whether they are up to date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { format, resolveConfig } from 'prettier'

import { RULES } from '../src/rules/rules.ts'

const INDEX = 'docs/rules.md'
const PAGES = 'docs/rules'
const TABLE = /^\| Rule .*\n(?:\|.*\n)+/gm
const ROW = /^\| \[`([^`]+)`\]/gm

process.exitCode = await main(process.argv.slice(2))

async function main(args) {
  const faults = missingPages()
  if (faults.length > 0) return fail(faults)
  const texts = [...RULES.map(page), await index()]
  const stale = texts.filter(({ before, after }) => before !== after)
  if (args.includes('--check'))
    return fail(stale.map(({ path }) => `${path} does not match the rules. Run \`node scripts/rules.mjs\`.`))
  for (const { path, after } of stale) writeFileSync(path, after)
  return 0
}

function fail(faults) {
  for (const fault of faults) console.error(fault)
  return faults.length === 0 ? 0 : 1
}

/** What only a person can mend: a rule without its page or its row, a page without its rule. */
function missingPages() {
  const names = RULES.map(({ name }) => name)
  const pages = readdirSync(PAGES).map((file) => basename(file, '.md'))
  const rows = [...readFileSync(INDEX, 'utf8').matchAll(ROW)].map(([, name]) => name)
  return [
    ...names.filter((name) => !existsSync(pathOf(name))).map((name) => `Rule ${name} has no page ${pathOf(name)}.`),
    ...pages.filter((name) => !names.includes(name)).map((name) => `${pathOf(name)} is not the page of a rule.`),
    ...(rows.join() === names.join() ? [] : [`${INDEX} does not list the rules in the order of src/rules/rules.ts.`]),
  ]
}

/** A page, with the line below its heading. */
function page({ name, severity, isOncePerRun }) {
  const path = pathOf(name)
  const before = readFileSync(path, 'utf8')
  const links = '[All rules](../rules.md) · [Ignore a rule](../rules.md#ignore-a-rule)'
  const line = `\`${name}\` · ${severity}${isOncePerRun ? ', once per run' : ''} · ${links}`
  return { path, before, after: before.replace(/^(# .*\n\n).*$/m, (_, heading) => heading + line) }
}

/** The index, with the row of each rule in the table that names it. */
async function index() {
  const before = readFileSync(INDEX, 'utf8')
  const tables = before.replace(TABLE, (table) => {
    const rows = [...table.matchAll(ROW)].map(([, name]) => row(RULES.find((rule) => rule.name === name)))
    return ['| Rule | Severity | What it finds |', '| --- | --- | --- |', ...rows, ''].join('\n')
  })
  return { path: INDEX, before, after: await format(tables, { ...(await resolveConfig(INDEX)), filepath: INDEX }) }
}

function row({ name, severity }) {
  const [, title] = /^# (.*)$/m.exec(readFileSync(pathOf(name), 'utf8'))
  return `| [\`${name}\`](rules/${name}.md) | ${severity} | ${title} |`
}

function pathOf(name) {
  return join(PAGES, `${name}.md`)
}
