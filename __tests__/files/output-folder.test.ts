import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import { checkOutputFile, createOutputFolder, writeOutput } from '../../src/files/output-folder.ts'
import { failureOf, temporaryFolder, thrownBy } from './temporary.ts'

/** A folder with the runner's temp folder and the workspace side by side, as a runner has them. */
function runnerFolders(): { folder: string; temp: string; workspace: string } {
  const folder = temporaryFolder()
  const temp = join(folder, '_temp')
  const workspace = join(folder, 'workspace')
  mkdirSync(temp)
  mkdirSync(workspace)
  return { folder, temp, workspace }
}

describe('createOutputFolder', () => {
  test('makes a new folder in temp, open to its owner alone', () => {
    const { temp, workspace } = runnerFolders()

    const umask = process.umask(0)
    const output = createOutputFolder(temp, workspace)
    process.umask(umask)

    expect(dirname(output)).toBe(temp)
    expect(statSync(output).mode & 0o777).toBe(0o700)
    expect(createOutputFolder(temp, workspace)).not.toBe(output)
  })

  test('a workspace inside temp is fine', () => {
    const { folder, workspace } = runnerFolders()

    expect(dirname(createOutputFolder(folder, workspace))).toBe(folder)
  })

  test('a temp folder that really lies in the workspace is refused, and nothing is made', () => {
    const { folder, workspace } = runnerFolders()
    mkdirSync(join(workspace, 'tmp'))
    symlinkSync(join(workspace, 'tmp'), join(folder, 'link'))
    symlinkSync(workspace, join(folder, 'same'))

    for (const [temp, space] of [
      [workspace, workspace],
      [join(workspace, 'tmp'), workspace],
      [join(folder, 'link'), workspace],
      [join(workspace, 'tmp'), join(folder, 'same')],
    ] as const) {
      expect(failureOf(() => createOutputFolder(temp, space))).toEqual({
        code: 'unusable-folder',
        role: 'temp',
        path: temp,
        fault: { code: 'inside-workspace', workspace: space },
      })
    }
    expect(readdirSync(workspace, { recursive: true })).toEqual(['tmp'])
  })

  test('a temp folder that is linked from the workspace is not in it', () => {
    const { temp, workspace } = runnerFolders()
    symlinkSync(temp, join(workspace, 'tmp'))

    expect(dirname(createOutputFolder(join(workspace, 'tmp'), workspace))).toBe(temp)
  })

  test('a temp folder that does not exist cannot be used', () => {
    const { folder, workspace } = runnerFolders()

    expect(failureOf(() => createOutputFolder(join(folder, 'nope'), workspace))).toEqual({
      code: 'unusable-folder',
      role: 'temp',
      path: join(folder, 'nope'),
      fault: { code: 'system', errno: 'ENOENT' },
    })
  })
})

describe('writeOutput', () => {
  test('writes a file readable by its owner alone', () => {
    const folder = temporaryFolder()

    const umask = process.umask(0)
    const path = writeOutput(folder, 'secret.yaml', 'a: é\n')
    process.umask(umask)

    expect(isAbsolute(path)).toBe(true)
    expect(path).toBe(join(folder, 'secret.yaml'))
    expect(readFileSync(path, 'utf8')).toBe('a: é\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('never writes over or through what is there', () => {
    const folder = temporaryFolder()
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'secret.yaml'))

    expect(thrownBy(() => writeOutput(folder, 'secret.yaml', 'text'))).toMatchObject({
      failure: {
        code: 'output-file-not-written',
        path: join(folder, 'secret.yaml'),
        fault: { code: 'system', errno: 'EEXIST' },
      },
      cause: { code: 'EEXIST' },
    })
    expect(readdirSync(folder)).toEqual(['secret.yaml'])
  })

  test('a name that leads to another folder is refused', () => {
    const { temp } = runnerFolders()

    expect(() => writeOutput(temp, '../secret.yaml', 'text')).toThrow(RangeError)
  })
})

describe('checkOutputFile', () => {
  test('accepts a file that can be written, and none', () => {
    const path = join(temporaryFolder(), 'output')
    writeFileSync(path, '')

    expect(() => {
      checkOutputFile(path)
      checkOutputFile(undefined)
    }).not.toThrow()
  })

  test('refuses one that does not exist', () => {
    const path = join(temporaryFolder(), 'nope')

    expect(
      failureOf(() => {
        checkOutputFile(path)
      }),
    ).toEqual({ code: 'runner-file-not-writable', path, fault: { code: 'system', errno: 'ENOENT' } })
  })
})
