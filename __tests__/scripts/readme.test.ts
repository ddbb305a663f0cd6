import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SCRIPT = join(ROOT, 'scripts/readme.mjs')

function run(folder: string, ...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stderr }
}

test('the tables of README.md are what action.yml says', () => {
  expect(run(ROOT, '--check')).toEqual({ status: 0, stderr: '' })
})

describe('on a copy', () => {
  let folder: string
  let readme: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'))
    readme = join(folder, 'README.md')
    for (const name of ['README.md', 'action.yml']) copyFileSync(join(ROOT, name), join(folder, name))
  })

  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  test('a changed table is told, and mended', () => {
    const before = readFileSync(readme, 'utf8')
    writeFileSync(readme, before.replace('`atlas-project` ', '`other`         '))

    const { status, stderr } = run(folder, '--check')
    expect(status).toBe(1)
    expect(stderr).toContain('Run `node scripts/readme.mjs`')

    expect(run(folder)).toEqual({ status: 0, stderr: '' })
    expect(readFileSync(readme, 'utf8')).toBe(before)
  })

  test('a default of several lines and a `|` stay in their cell', () => {
    writeFileSync(
      join(folder, 'action.yml'),
      'inputs:\n  a:\n    description: "one | two"\n    default: "x\\ny"\noutputs:\n  b:\n    description: three\n',
    )

    expect(run(folder).status).toBe(0)
    expect(readFileSync(readme, 'utf8')).toContain('| `a`   | `x`<br>`y` | one \\| two  |\n')
  })

  test('a README without markers is told', () => {
    writeFileSync(readme, '# Title\n')

    const { status, stderr } = run(folder, '--check')
    expect(status).toBe(1)
    expect(stderr).toContain('<!-- inputs -->')
  })
})
