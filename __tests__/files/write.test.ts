import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import { digestOf } from '../../src/files/digest.ts'
import { replaceFiles, type Replacement, WriteError } from '../../src/files/write.ts'
import { asOrdinaryUser, temporaryFolder, thrownBy } from './temporary.ts'

interface Files {
  readonly folder: string
  readonly path: (name: string) => string
  readonly replacements: readonly Replacement[]
}

/** What makes one text of another, and back. */
function replacement(path: string, before: string, after: string): Replacement {
  return { path, digest: digestOf(before), rewrite: () => after, restore: () => before }
}

/** Three files that hold `old NAME`, and replacements with `new NAME`. */
function threeFiles(): Files {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name, `${name}.yaml`)
  const replacements = ['a', 'b', 'c'].map((name) => {
    mkdirSync(join(folder, name))
    writeFileSync(path(name), `old ${name}`)
    return replacement(path(name), `old ${name}`, `new ${name}`)
  })
  return { folder, path, replacements }
}

/** Every file below the folder with its content; a link or an empty folder does not count. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'utf8')]))
}

const oldFiles = { 'a.yaml': 'old a', 'b.yaml': 'old b', 'c.yaml': 'old c' }
const newFiles = { 'a.yaml': 'new a', 'b.yaml': 'new b', 'c.yaml': 'new c' }

describe('writing', () => {
  test('replaces every file and leaves nothing else', () => {
    const { folder, replacements } = threeFiles()

    replaceFiles(replacements)

    expect(contents(folder)).toEqual(newFiles)
  })

  test('nothing to do is nothing done', () => {
    expect(() => {
      replaceFiles([])
    }).not.toThrow()
  })

  test('writes exactly the bytes of the text', () => {
    const path = join(temporaryFolder(), 'a.yaml')
    const before = '\uFEFFa: é\r\n'
    const after = '\uFEFFa: é 🚀\r\n\r\nb'
    writeFileSync(path, before)

    replaceFiles([replacement(path, before, after)])

    expect(readFileSync(path)).toEqual(Buffer.from(after))
  })

  test.each([0o755, 0o640, 0o666, 0o444, 0o2755, 0o4711])('keeps the mode %o whatever the umask', (mode) => {
    const path = join(temporaryFolder(), 'a.yaml')
    writeFileSync(path, 'old')
    chmodSync(path, mode)

    const umask = process.umask(0o077)
    try {
      replaceFiles([replacement(path, 'old', 'new')])
    } finally {
      process.umask(umask)
    }

    expect(statSync(path).mode & 0o7777).toBe(mode)
  })

  test('the new text is written under another name first', () => {
    const { folder, path, replacements } = threeFiles()
    const seen: string[] = []

    replaceFiles(replacements, (from, to) => {
      seen.push(String(from).replace(/[0-9a-f]{16}/, 'RANDOM'))
      expect(Object.values(contents(folder)).filter((text) => text.startsWith('new'))).toHaveLength(3)
      renameSync(from, to)
    })

    expect(seen).toEqual(['a', 'b', 'c'].map((name) => join(path(name), '..', '.atlas-init-container.RANDOM.tmp')))
  })
})

describe('a file that is not what it was: nothing is written', () => {
  test.each<{ title: string; change: (path: string) => void; reason: string }>([
    {
      title: 'changed',
      change: (path) => {
        writeFileSync(path, 'old  b')
      },
      reason: 'changed',
    },
    {
      title: 'a mark in front',
      change: (path) => {
        writeFileSync(path, '\uFEFFold b')
      },
      reason: 'changed',
    },
    {
      title: 'gone',
      change: (path) => {
        rmSync(path)
      },
      reason: 'ENOENT',
    },
    {
      title: 'a folder',
      change: (path) => {
        rmSync(path)
        mkdirSync(path)
      },
      reason: 'regular file',
    },
    {
      title: 'a link to the same text',
      change: (path) => {
        renameSync(path, `${path}.real`)
        symlinkSync(`${path}.real`, path)
      },
      reason: 'regular file',
    },
  ])('$title', ({ change, reason }) => {
    const { folder, path, replacements } = threeFiles()
    change(path('b'))
    const before = contents(folder)

    const error = thrownBy(() => {
      replaceFiles(replacements)
    })

    expect(error).toBeInstanceOf(WriteError)
    expect(error).toMatchObject({
      path: path('b'),
      message: expect.stringMatching(new RegExp(`b\\.yaml: .*${reason}.*Every file is as it was before`)),
      unrestored: [],
      left: [],
    })
    expect(contents(folder)).toEqual(before)
  })

  test('bytes that only look the same as text', () => {
    const path = join(temporaryFolder(), 'a.yaml')
    writeFileSync(path, Buffer.from([0xff]))

    expect(() => {
      replaceFiles([replacement(path, '\uFFFD', 'new')])
    }).toThrow(WriteError)
  })

  test('a folder that takes no new file', () => {
    const { folder, path, replacements } = threeFiles()
    for (const name of ['', 'a', 'c']) chmodSync(join(folder, name), 0o777)
    chmodSync(join(folder, 'b'), 0o555)

    let error: unknown
    asOrdinaryUser(() => {
      error = thrownBy(() => {
        replaceFiles(replacements)
      })
    })
    chmodSync(join(folder, 'b'), 0o755)

    expect(error).toMatchObject({ path: path('b'), cause: { code: 'EACCES' } })
    expect(contents(folder)).toEqual(oldFiles)
  })
})

describe('a rename that fails: what was renamed is put back', () => {
  /** Renames, but for the third file: just before its turn, `accident` happens. */
  function renameWithAccident(third: string, accident: () => void): typeof renameSync {
    return (from, to) => {
      if (to === third) accident()
      renameSync(from, to)
    }
  }

  test('with its text and its mode', () => {
    const { folder, path, replacements } = threeFiles()
    chmodSync(path('a'), 0o750)
    const rename = renameWithAccident(path('c'), () => {
      rmSync(path('c'))
      mkdirSync(path('c'))
    })

    const error = thrownBy(() => {
      replaceFiles(replacements, rename)
    })

    expect(error).toBeInstanceOf(WriteError)
    expect(error).toMatchObject({ path: path('c'), cause: { syscall: 'rename' }, unrestored: [], left: [] })
    expect(contents(folder)).toEqual({ 'a.yaml': 'old a', 'b.yaml': 'old b' })
    expect(statSync(path('a')).mode & 0o7777).toBe(0o750)
  })

  test('and what cannot be put back is named', () => {
    const { folder, path, replacements } = threeFiles()
    const rename = renameWithAccident(path('c'), () => {
      rmSync(join(folder, 'b'), { recursive: true })
      rmSync(join(folder, 'c'), { recursive: true })
    })

    const error = thrownBy(() => {
      replaceFiles(replacements, rename)
    })

    expect(error).toMatchObject({
      path: path('c'),
      message: expect.stringContaining(`could not be put back: ${path('b')}.`),
      unrestored: [path('b')],
      left: [],
    })
    expect(contents(folder)).toEqual({ 'a.yaml': 'old a' })
  })

  test('and a temporary file that cannot be removed is named', () => {
    const { path, replacements } = threeFiles()
    let temporary = ''

    const error = thrownBy(() => {
      replaceFiles(replacements, (from, to) => {
        if (to !== path('c')) {
          renameSync(from, to)
          return
        }
        temporary = String(from)
        rmSync(temporary)
        mkdirSync(temporary)
        renameSync(temporary, to)
      })
    })

    expect(error).toMatchObject({
      message: expect.stringContaining(`could not be removed: ${temporary}.`),
      unrestored: [],
      left: [temporary],
    })
  })
})
