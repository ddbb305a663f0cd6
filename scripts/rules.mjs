// Writes docs/rules.md from the rules themselves; with --check it only says whether it is up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'

import { RULES } from '../src/rules/rules.ts'

const PAGE = 'docs/rules.md'

process.exitCode = await main(process.argv.slice(2))

async function main(args) {
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  const after = await format(page(RULES), { ...(await resolveConfig(PAGE)), filepath: PAGE })
  if (after === before) return 0
  if (args.includes('--check')) {
    console.error(`${PAGE} is not what the rules say. Run \`node scripts/rules.mjs\`.`)
    return 1
  }
  writeFileSync(PAGE, after)
  return 0
}

function page(rules) {
  return `# Rules about the rollout

Before anything is written, a run looks for what is known to go wrong when the manifests are applied. Each thing that it
finds is a line in the log, an annotation on the line of the manifest that it is about, a part of the job summary, and an
entry of \`findings\` in the report. The input \`fail-on\` says which severity fails the run: \`error\` (the default),
\`warning\` or \`never\`. Nothing of the database URL is ever shown.

An annotation on a workload, or on its pod template, keeps rules back that do not hold for it:

\`\`\`yaml
metadata:
  annotations:
    atlas-init-container/ignore: ${rules
      .slice(0, 2)
      .map(({ name }) => name)
      .join(', ')}
\`\`\`

The run then says in a notice that it kept something back. A name that no rule has is a warning.

| Rule | Severity | Says |
| --- | --- | --- |
${rules.map(({ name, severity, title }) => `| [\`${name}\`](#${name}) | ${severity} | ${title} |`).join('\n')}

${rules.map(section).join('\n')}`
}

function section({ name, severity, title, meaning, example, fix, sources }) {
  const inputs = Object.entries(example.inputs ?? {})
  const given = inputs.map(([input, value]) =>
    value.includes('\n') ? `${input}: |\n${indented(value)}` : `${input}: ${scalar(value)}`,
  )
  return `## ${name}

**${title}.** (${severity})

${meaning}

It fires on this manifest${inputs.length === 0 ? '' : ' with these inputs'}:

\`\`\`yaml
${example.manifest.trimEnd()}
\`\`\`
${inputs.length === 0 ? '' : `\n\`\`\`yaml\n${given.join('\n')}\n\`\`\`\n`}
**What to do.** ${fix}

${sources.map(({ title, url }) => `- [${title}](${url})`).join('\n')}
`
}

function indented(text) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n')
}

function scalar(text) {
  return /^[\w./:@?=&-]+$/.test(text) && !text.startsWith('-') ? text : JSON.stringify(text)
}
