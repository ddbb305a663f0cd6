import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from '@jest/globals'

const ACTION_FILE = fileURLToPath(new URL('../action.yml', import.meta.url))
const SERVICE = fileURLToPath(new URL('lint-workflows.mjs', import.meta.url))
const EXAMPLES = fileURLToPath(new URL('../examples/workflows/', import.meta.url))
const NAME = 'OWNER/atlas-init-container'

const names = readdirSync(EXAMPLES)

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A repository that has the action and one workflow; returns the workflow's path. */
function repositoryWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'))
  folders.push(folder)
  const workflows = join(folder, '.github', 'workflows')
  mkdirSync(workflows, { recursive: true })
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist', 'index.js'), '')
  copyFileSync(ACTION_FILE, join(folder, 'action.yml'))
  writeFileSync(join(workflows, name), text)
  return join(workflows, name)
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (error) throw error
  if (stderr !== '' || (status !== 0 && stdout === '')) throw new Error(`${command} failed: ${stderr}`)
  return stdout
}

/** GitHub's own parser and checks, which come with the dependencies. */
function languageService(name: string, text: string): string {
  const file = repositoryWith(name, text)
  return run(process.execPath, [SERVICE, ACTION_FILE, NAME, file], join(file, '..'))
}

/** It follows no action but one of the same repository, so ours is made that. */
function actionlint(name: string, text: string): string {
  const file = repositoryWith(name, text.replaceAll(`${NAME}@v1`, './'))
  return run(
    'actionlint',
    ['-oneline', '-no-color', join('.github', 'workflows', basename(file))],
    join(file, '../../..'),
  )
}

const hasActionlint = spawnSync('actionlint', ['-version']).status === 0
const linters = [
  { linter: "GitHub's language service", lint: languageService },
  ...(hasActionlint ? [{ linter: 'actionlint', lint: actionlint }] : []),
]

if (!hasActionlint) test.skip('actionlint is not on the PATH: the workflows are linted without it', () => undefined)

describe.each(linters)('$linter', ({ lint }) => {
  test.each(names)('finds nothing in %s', (name) => {
    expect(lint(name, readFileSync(join(EXAMPLES, name), 'utf8'))).toBe('')
  })

  test.each([
    { fault: 'an input that is not there', name: 'commit.yml', from: 'mode:', to: 'mood:', found: /input.*mood/i },
    {
      fault: 'a permission that is not there',
      name: 'commit.yml',
      from: 'contents:',
      to: 'content:',
      found: /content/,
    },
    {
      fault: 'an event that is not there',
      name: 'pull-request.yml',
      from: '_dispatch',
      to: '_send',
      found: /workflow_send/,
    },
    { fault: 'a time that is not there', name: 'pull-request.yml', from: '17 3', to: '17 25', found: /cron/i },
    { fault: 'a step that is not there', name: 'gitops.yml', from: 'id: app', to: 'id: ap', found: /\bapp\b/ },
    { fault: 'a key that is not there', name: 'check.yml', from: 'runs-on:', to: 'run-on:', found: /run-on/ },
  ])('finds $fault', ({ name, from, to, found }) => {
    const text = readFileSync(join(EXAMPLES, name), 'utf8')

    expect(text).toContain(from)
    expect(lint(name, text.replace(from, to))).toMatch(found)
  })
})

test("GitHub's language service finds nothing in action.yml", () => {
  expect(run(process.execPath, [SERVICE, ACTION_FILE, NAME, ACTION_FILE], EXAMPLES)).toBe('')
})
