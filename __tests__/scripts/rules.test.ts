import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SCRIPT = join(ROOT, 'scripts/rules.mjs')

function run(folder: string, ...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stderr }
}

test('the pages of the rules match the rules', () => {
  expect(run(ROOT, '--check')).toEqual({ status: 0, stderr: '' })
})

describe('on a copy', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'))
    cpSync(join(ROOT, 'docs'), join(folder, 'docs'), { recursive: true })
    cpSync(join(ROOT, '.prettierrc.json'), join(folder, '.prettierrc.json'))
  })

  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  function edit(file: string, from: string, to: string): void {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, before.replace(from, to))
    expect(readFileSync(path, 'utf8')).not.toBe(before)
  }

  test.each([
    ['the severity of a page', 'docs/rules/dry-run.md', '· warning ·', '· error ·'],
    ['the severity of a row', 'docs/rules.md', '| warning  | `--dry-run` applies', '| error    | `--dry-run` applies'],
    ['the title of a row', 'docs/rules.md', '`--dry-run` applies', 'It applies'],
    ['a row with the name alone', 'docs/rules.md', '(rules/dry-run.md)', ''],
  ])('reports and fixes %s', (_what, file, from, to) => {
    const before = readFileSync(join(folder, file), 'utf8')
    edit(file, from, to)

    expect(run(folder, '--check')).toEqual({
      status: 1,
      stderr: `${file} does not match the rules. Run \`node scripts/rules.mjs\`.\n`,
    })
    expect(run(folder)).toEqual({ status: 0, stderr: '' })
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before)
  })

  test('a new title of a page goes into the index', () => {
    edit('docs/rules/dry-run.md', '# `--dry-run` applies no migrations', '# Another title')

    expect(run(folder).status).toBe(0)
    expect(readFileSync(join(folder, 'docs/rules.md'), 'utf8')).toMatch(/^\| \[`dry-run`\].* \| Another title +\|$/m)
  })

  test('reports a rule without a page', () => {
    rmSync(join(folder, 'docs/rules/dry-run.md'))

    expect(run(folder)).toEqual({ status: 1, stderr: 'Rule dry-run has no page docs/rules/dry-run.md.\n' })
  })

  test('reports a page without a rule', () => {
    writeFileSync(join(folder, 'docs/rules/other.md'), '# Other\n')

    expect(run(folder)).toEqual({ status: 1, stderr: 'docs/rules/other.md is not the page of a rule.\n' })
  })

  test('reports a rule that the index does not list', () => {
    edit('docs/rules.md', '| [`dry-run`]', '| [dry-run]')

    expect(run(folder)).toEqual({
      status: 1,
      stderr: 'docs/rules.md does not list the rules in the order of src/rules/rules.ts.\n',
    })
  })
})
