// Runs the committed bundle over a copy of examples/, as a runner would, and shows what it did. Needs no install.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = 20

const BUNDLE = fileURLToPath(new URL('../dist/index.js', import.meta.url))
const EXAMPLES = fileURLToPath(new URL('../examples', import.meta.url))

const INPUTS = {
  image: 'ghcr.io/repo/migrations:v0.1.2',
  env: 'k8s',
  'database-url': 'mysql://root:s3cr37p455@dbhostname.io:3306/db',
}

/** What a program needs to start at all; nothing else of the caller's environment reaches the bundle. */
const INHERITED = ['PATH', 'SystemRoot']

process.exitCode = main()

function main() {
  const [major] = process.versions.node.split('.')
  if (Number(major) < OLDEST_NODE)
    return fail(`Node ${OLDEST_NODE} or later is needed, and this is ${process.versions.node}.`)
  if (!existsSync(BUNDLE)) return fail(`There is no ${BUNDLE}. Make it with \`npm ci && npm run build\`.`)

  const folder = mkdtempSync(join(tmpdir(), 'atlas-init-container-start-'))
  const runner = prepareRunner(folder)
  const run = spawnSync(process.execPath, [BUNDLE], {
    cwd: runner.workspace,
    env: environment(runner),
    encoding: 'utf8',
    maxBuffer: Infinity,
  })
  if (run.error) return fail(`Cannot run ${BUNDLE}: ${run.error.message}.`)

  const { lines, masks } = readLog(run.stdout)
  const outputs = readOutputs(readFileSync(runner.output, 'utf8'))
  const show = (title, text) => console.log(mask(`━━━ ${title} ━━━\n\n${text.trimEnd()}\n`, masks))
  show('Log', [...lines, run.stderr].join('\n'))
  show('Job summary', readFileSync(runner.summary, 'utf8'))
  show('Diff', outputs.patch ? readFileSync(outputs.patch, 'utf8') : 'Nothing changed.')
  show('Where it is', whereabouts(folder, runner, outputs))
  if (run.signal) return fail(`${BUNDLE} was ended by ${run.signal}.`)
  return run.status ?? 1
}

function fail(message) {
  console.error(`Error: ${message}`)
  return 1
}

/** The folders and files that a runner gives to an action; the examples are the checkout. */
function prepareRunner(folder) {
  const runner = {
    workspace: join(folder, 'workspace'),
    temp: join(folder, 'temp'),
    output: join(folder, 'output'),
    summary: join(folder, 'summary.md'),
  }
  cpSync(EXAMPLES, runner.workspace, { recursive: true })
  mkdirSync(runner.temp)
  writeFileSync(runner.output, '')
  writeFileSync(runner.summary, '')
  return runner
}

function environment(runner) {
  const inherited = INHERITED.filter((name) => name in process.env).map((name) => [name, process.env[name]])
  const inputs = Object.entries(INPUTS).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return {
    ...Object.fromEntries([...inherited, ...inputs]),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: runner.workspace,
    GITHUB_OUTPUT: runner.output,
    GITHUB_STEP_SUMMARY: runner.summary,
    RUNNER_TEMP: runner.temp,
  }
}

/** The lines that a runner shows, and what it masks in them. */
function readLog(stdout) {
  const lines = []
  const masks = []
  for (const line of stdout.split(/\r?\n/)) {
    const [, command, message] = /^::([\w-]+)[^:]*::(.*)$/.exec(line) ?? []
    if (command === 'add-mask') masks.push(...unescaped(message).split(/\r?\n/))
    else if (command === 'error') lines.push(`Error: ${unescaped(message)}`)
    else if (command === 'warning') lines.push(`Warning: ${unescaped(message)}`)
    else if (command === 'notice') lines.push(`Notice: ${unescaped(message)}`)
    else if (command !== 'debug') lines.push(line)
  }
  return { lines, masks: masks.filter((text) => text.trim() !== '').sort((a, b) => b.length - a.length) }
}

/** What stands in a workflow command's message: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function unescaped(message) {
  return message.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
}

function mask(text, masks) {
  return masks.reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
}

/** The outputs in a `GITHUB_OUTPUT` file: a line `NAME<<DELIMITER`, the value, a line with the delimiter. */
function readOutputs(text) {
  const outputs = {}
  for (const [, name, , value] of text.matchAll(/^(.+?)<<(.+)\r?\n([^]*?)\r?\n?^\2$/gm)) outputs[name] = value
  return outputs
}

function whereabouts(folder, runner, outputs) {
  return [
    `Rewritten manifests:  ${runner.workspace}`,
    `Secret's manifest:    ${outputs['secret-manifest'] || 'none'}`,
    `Report:               ${outputs.report || 'none'}`,
    `All of it:            ${folder} (remove it when you have seen it)`,
  ].join('\n')
}
