import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import { replaceFiles, type Replacement } from '../../src/files/write.ts'
import { asOrdinaryUser, failureOf, temporaryFolder, thrownBy } from './temporary.ts'
import type { DiskFailure, FileFault } from '../../src/failures/disk.ts'

interface Files {
  readonly folder: string
  readonly path: (name: string) => string
  readonly replacements: readonly Replacement[]
}

function replacement(path: string, before: string | undefined, after: string): Replacement {
  return { path, before, after: () => after }
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

/** A failure to write a file, which leaves every other one as it was. */
function notWritten(path: string, fault: FileFault): DiskFailure {
  return { code: 'not-written', path, fault, unrestored: [], changedSince: [], leftovers: [] }
}

const CHANGED: FileFault = { code: 'changed' }
const LINKED_FOLDER: FileFault = { code: 'folder-is-link' }

const oldFiles = { 'a.yaml': 'old a', 'b.yaml': 'old b', 'c.yaml': 'old c' }
const newFiles = { 'a.yaml': 'new a', 'b.yaml': 'new b', 'c.yaml': 'new c' }

describe('writing', () => {
  test('replaces every file and leaves nothing else', () => {
    const { folder, replacements } = threeFiles()

    replaceFiles(replacements, folder)

    expect(contents(folder)).toEqual(newFiles)
  })

  test('nothing to do is nothing done', () => {
    expect(() => {
      replaceFiles([], '/')
    }).not.toThrow()
  })

  test('writes exactly the bytes of the text', () => {
    const path = join(temporaryFolder(), 'a.yaml')
    const before = '\uFEFFa: é\r\n'
    const after = '\uFEFFa: é 🚀\r\n\r\nb'
    writeFileSync(path, before)

    replaceFiles([replacement(path, before, after)], dirname(path))

    expect(readFileSync(path)).toEqual(Buffer.from(after))
  })

  test.each([0o755, 0o640, 0o666, 0o444, 0o2755, 0o4711])('keeps the mode %o whatever the umask', (mode) => {
    const path = join(temporaryFolder(), 'a.yaml')
    writeFileSync(path, 'old')
    chmodSync(path, mode)

    const umask = process.umask(0o077)
    try {
      replaceFiles([replacement(path, 'old', 'new')], dirname(path))
    } finally {
      process.umask(umask)
    }

    expect(statSync(path).mode & 0o7777).toBe(mode)
  })

  test('the new text is written under another name first', () => {
    const { folder, replacements } = threeFiles()
    const seen: string[] = []

    replaceFiles(replacements, folder, (from, to) => {
      seen.push(
        String(from)
          .replace(/[0-9a-f]{16}/, 'RANDOM')
          .slice(folder.length + 1),
      )
      expect(Object.values(contents(folder)).filter((text) => text.startsWith('new'))).toHaveLength(3)
      renameSync(from, to)
    })

    expect(seen).toEqual(['a', 'b', 'c'].map((name) => `.atlas-init-container-RANDOM/${name}/${name}.yaml`))
  })
})

describe('a file that is not what it was: nothing is written', () => {
  test.each<{ title: string; change: (path: string) => void; fault: FileFault }>([
    {
      title: 'changed',
      change: (path) => {
        writeFileSync(path, 'old  b')
      },
      fault: CHANGED,
    },
    {
      title: 'a mark in front',
      change: (path) => {
        writeFileSync(path, '\uFEFFold b')
      },
      fault: CHANGED,
    },
    {
      title: 'gone',
      change: (path) => {
        rmSync(path)
      },
      fault: { code: 'system', errno: 'ENOENT' },
    },
    {
      title: 'a folder',
      change: (path) => {
        rmSync(path)
        mkdirSync(path)
      },
      fault: { code: 'not-a-file' },
    },
    {
      title: 'a link to the same text',
      change: (path) => {
        renameSync(path, `${path}.real`)
        symlinkSync(`${path}.real`, path)
      },
      fault: { code: 'not-a-file' },
    },
  ])('$title', ({ change, fault }) => {
    const { folder, path, replacements } = threeFiles()
    change(path('b'))
    const before = contents(folder)

    expect(
      failureOf(() => {
        replaceFiles(replacements, folder)
      }),
    ).toEqual(notWritten('b/b.yaml', fault))
    expect(contents(folder)).toEqual(before)
  })

  test('bytes that only look the same as text', () => {
    const path = join(temporaryFolder(), 'a.yaml')
    writeFileSync(path, Buffer.from([0xff]))

    expect(
      failureOf(() => {
        replaceFiles([replacement(path, '\uFFFD', 'new')], dirname(path))
      }),
    ).toEqual(notWritten('a.yaml', CHANGED))
  })

  test('a folder that takes no new file', () => {
    const { folder, replacements } = threeFiles()
    for (const name of ['', 'a', 'c']) chmodSync(join(folder, name), 0o777)
    chmodSync(join(folder, 'b'), 0o555)

    let error: unknown
    asOrdinaryUser(() => {
      error = thrownBy(() => {
        replaceFiles(replacements, folder)
      })
    })
    chmodSync(join(folder, 'b'), 0o755)

    expect(error).toMatchObject({
      failure: notWritten('b/b.yaml', { code: 'system', errno: 'EACCES' }),
      cause: { code: 'EACCES' },
    })
    expect(contents(folder)).toEqual(oldFiles)
  })
})

/** Does something as the user that runs the tests, within `asOrdinaryUser`. */
function asOwner(action: () => void): void {
  const user = process.geteuid?.() ?? 0
  process.seteuid?.(process.getuid?.() ?? 0)
  try {
    action()
  } finally {
    process.seteuid?.(user)
  }
}

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
      replaceFiles(replacements, folder, rename)
    })

    expect(error).toMatchObject({
      failure: notWritten('c/c.yaml', { code: 'system', errno: 'EISDIR' }),
      cause: { syscall: 'rename' },
    })
    expect(contents(folder)).toEqual({ 'a.yaml': 'old a', 'b.yaml': 'old b' })
    expect(statSync(path('a')).mode & 0o7777).toBe(0o750)
  })

  test('and what is gone since is named', () => {
    const { folder, path, replacements } = threeFiles()
    const rename = renameWithAccident(path('c'), () => {
      rmSync(join(folder, 'b'), { recursive: true })
      rmSync(join(folder, 'c'), { recursive: true })
    })

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, rename)
    })

    expect(failure).toEqual({
      ...notWritten('c/c.yaml', { code: 'system', errno: 'ENOENT' }),
      changedSince: ['b/b.yaml'],
    })
    expect(contents(folder)).toEqual({ 'a.yaml': 'old a' })
  })

  test('but not over what another process has written since', () => {
    const { folder, path, replacements } = threeFiles()
    const rename = renameWithAccident(path('c'), () => {
      writeFileSync(path('a'), 'theirs')
      rmSync(path('c'))
      mkdirSync(path('c'))
    })

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, rename)
    })

    expect(failure).toEqual({
      ...notWritten('c/c.yaml', { code: 'system', errno: 'EISDIR' }),
      changedSince: ['a/a.yaml'],
    })
    expect(contents(folder)).toEqual({ 'a.yaml': 'theirs', 'b.yaml': 'old b' })
  })

  test('but not over what another process writes while the others are put back', () => {
    const { folder, path, replacements } = threeFiles()
    let turns = 0

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, (from, to) => {
        turns += 1
        if (turns === 3) throw new Error('the disk is full')
        // The fourth turn gives the first file its old text back.
        if (turns === 4) writeFileSync(path('b'), 'theirs')
        renameSync(from, to)
      })
    })

    expect(failure).toEqual({
      ...notWritten('c/c.yaml', { code: 'other', message: 'the disk is full' }),
      changedSince: ['b/b.yaml'],
    })
    expect(contents(folder)).toEqual({ ...oldFiles, 'b.yaml': 'theirs' })
  })

  test('and what cannot be put back is named, and the folder that cannot be removed', () => {
    const { folder, path, replacements } = threeFiles()
    for (const name of ['', 'a', 'b', 'c']) chmodSync(join(folder, name), 0o777)
    const rename = renameWithAccident(path('c'), () => {
      asOwner(() => {
        for (const name of ['', 'b', 'c']) chmodSync(join(folder, name), 0o555)
      })
    })

    let failure: unknown
    asOrdinaryUser(() => {
      failure = failureOf(() => {
        replaceFiles(replacements, folder, rename)
      })
    })

    const [scratch = ''] = readdirSync(folder).filter((name) => name.startsWith('.'))
    expect(failure).toEqual({
      ...notWritten('c/c.yaml', { code: 'system', errno: 'EACCES' }),
      unrestored: ['b/b.yaml'],
      leftovers: [scratch],
    })
    expect(readFileSync(path('a'), 'utf8')).toBe('old a')
    expect(readFileSync(path('b'), 'utf8')).toBe('new b')
  })
})

describe('a file that another process changes between its look and its turn', () => {
  test.each<[string, (path: string) => void]>([
    [
      'in place',
      (path) => {
        writeFileSync(path, 'theirs')
      },
    ],
    [
      'by a rename',
      (path) => {
        writeFileSync(`${path}.new`, 'theirs')
        renameSync(`${path}.new`, path)
      },
    ],
  ])('%s: its change stays, and nothing is written', (_how, change) => {
    const { folder, path, replacements } = threeFiles()

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, (from, to) => {
        if (to === path('a')) change(path('b'))
        renameSync(from, to)
      })
    })

    expect(failure).toEqual(notWritten('b/b.yaml', CHANGED))
    expect(contents(folder)).toEqual({ ...oldFiles, 'b.yaml': 'theirs' })
  })

  test('by a link in the place of its folder: what the link leads to stays', () => {
    const { folder, path, replacements } = threeFiles()
    const outside = temporaryFolder()
    writeFileSync(join(outside, 'b.yaml'), 'old b')

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, (from, to) => {
        if (to === path('a')) {
          rmSync(join(folder, 'b'), { recursive: true })
          symlinkSync(outside, join(folder, 'b'))
        }
        renameSync(from, to)
      })
    })

    expect(failure).toEqual(notWritten('b/b.yaml', LINKED_FOLDER))
    expect(contents(outside)).toEqual({ 'b.yaml': 'old b' })
    expect(readFileSync(path('a'), 'utf8')).toBe('old a')
  })

  test('on another file system, where it is written once more: its change stays', () => {
    const { folder, path, replacements } = threeFiles()

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, (from, to) => {
        const isBeside = dirname(dirname(String(from))) === dirname(String(to))
        if (to === path('b') && !isBeside) {
          writeFileSync(path('b'), 'theirs')
          throw Object.assign(new Error('EXDEV: cross-device link not permitted'), { code: 'EXDEV' })
        }
        renameSync(from, to)
      })
    })

    expect(failure).toEqual(notWritten('b/b.yaml', CHANGED))
    expect(contents(folder)).toEqual({ ...oldFiles, 'b.yaml': 'theirs' })
  })

  test('in its mode: that stays, and nothing is written', () => {
    const { folder, path, replacements } = threeFiles()

    const failure = failureOf(() => {
      replaceFiles(replacements, folder, (from, to) => {
        if (to === path('a')) chmodSync(path('b'), 0o600)
        renameSync(from, to)
      })
    })

    expect(failure).toEqual(notWritten('b/b.yaml', { code: 'mode-changed' }))
    expect(statSync(path('b')).mode & 0o777).toBe(0o600)
    expect(contents(folder)).toEqual(oldFiles)
  })
})

describe('what a file is besides its text', () => {
  test('its owner stays, where this user may give files away', () => {
    const { folder, path, replacements } = threeFiles()
    const mayGive = process.geteuid?.() === 0
    if (mayGive) chownSync(path('b'), 1234, 2345)

    expect(replaceFiles(replacements, folder)).toEqual([])
    if (mayGive) expect(statSync(path('b'))).toMatchObject({ uid: 1234, gid: 2345 })
  })

  test('its owner is told to be lost, where this user may not', () => {
    const { folder, path, replacements } = threeFiles()
    const isRoot = process.geteuid?.() === 0
    for (const name of ['', 'a', 'b', 'c']) chmodSync(join(folder, name), 0o777)
    if (isRoot) chownSync(path('a'), 65534, 0)
    if (isRoot) chownSync(path('c'), 65534, 0)

    let losses: unknown
    asOrdinaryUser(() => {
      losses = replaceFiles(replacements, folder)
    })

    expect(losses).toEqual(isRoot ? [{ what: 'owner', path: 'b/b.yaml' }] : [])
    expect(contents(folder)).toEqual(newFiles)
  })

  test('its other hard links keep the old text, and it is told', () => {
    const { folder, path, replacements } = threeFiles()
    linkSync(path('b'), join(folder, 'b-again.yaml'))

    expect(replaceFiles(replacements, folder)).toEqual([{ what: 'links', path: 'b/b.yaml' }])
    expect(contents(folder)).toEqual({ ...newFiles, 'b-again.yaml': 'old b' })
  })
})

describe('another file system', () => {
  test('its files are replaced from a folder of their own', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'mounted'))
    const path = join(folder, 'mounted', 'a.yaml')
    writeFileSync(path, 'old a', { mode: 0o640 })
    chmodSync(path, 0o640)

    replaceFiles([replacement(path, 'old a', 'new a')], folder, (from, to) => {
      if (!String(from).startsWith(join(folder, 'mounted')))
        throw Object.assign(new Error('EXDEV: cross-device link not permitted'), { code: 'EXDEV' })
      renameSync(from, to)
    })

    expect(contents(folder)).toEqual({ 'a.yaml': 'new a' })
    expect(statSync(path).mode & 0o777).toBe(0o640)
  })
})

describe('a new file', () => {
  test('is made with its folders, beside what is replaced', () => {
    const { folder, replacements } = threeFiles()
    const added = join(folder, 'overlays', 'prod', 'd.yaml')

    expect(replaceFiles([...replacements, replacement(added, undefined, 'new d')], folder)).toEqual([])

    expect(contents(folder)).toEqual({ ...newFiles, 'd.yaml': 'new d' })
    expect(statSync(added).mode).toBe(modeOfNewFile())
  })

  test.each<[string, (path: string) => void]>([
    [
      'a file',
      (path) => {
        writeFileSync(path, 'mine')
      },
    ],
    [
      'a link that leads nowhere',
      (path) => {
        symlinkSync('nowhere', path)
      },
    ],
  ])('takes the place of nothing: %s is there', (_what, make) => {
    const { folder, replacements, path } = threeFiles()
    const added = join(folder, 'd.yaml')
    make(added)

    const failure = failureOf(() => replaceFiles([...replacements, replacement(added, undefined, 'new d')], folder))

    expect(failure).toEqual(notWritten('d.yaml', { code: 'exists' }))
    expect(readFileSync(path('a'), 'utf8')).toBe('old a')
  })

  test('is not made through a link', () => {
    const { folder, replacements } = threeFiles()
    const elsewhere = temporaryFolder()
    symlinkSync(elsewhere, join(folder, 'link'))
    const added = join(folder, 'link', 'd.yaml')

    const failure = failureOf(() => replaceFiles([...replacements, replacement(added, undefined, 'new d')], folder))

    expect(failure).toEqual(notWritten('link/d.yaml', LINKED_FOLDER))
    expect(readdirSync(elsewhere)).toEqual([])
  })

  test('goes again when a later file cannot be written', () => {
    const { folder, replacements, path } = threeFiles()
    const added = join(folder, 'd.yaml')
    const rename: typeof renameSync = (from, to) => {
      if (to === path('c')) throw new Error('no')
      renameSync(from, to)
    }

    const failure = failureOf(() =>
      replaceFiles([replacement(added, undefined, 'new d'), ...replacements], folder, rename),
    )

    expect(failure).toEqual(notWritten('c/c.yaml', { code: 'other', message: 'no' }))
    expect(contents(folder)).toEqual(oldFiles)
  })
})

function modeOfNewFile(): number {
  const path = join(temporaryFolder(), 'any')
  writeFileSync(path, '')
  return statSync(path).mode
}
