import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { findFiles, type SearchResult } from '../../src/files/find.ts'
import { asOrdinaryUser, failureOf, plant, temporaryFolder, thrownBy } from './temporary.ts'

function namesOf(result: SearchResult): string[] {
  return result.files.map((file) => file.name)
}

/** Finds files in a workspace that holds these entries; beside the workspace lies `outside/o.yaml`. */
function find(entries: readonly string[], patterns: readonly string[], directory = '.'): SearchResult {
  const folder = temporaryFolder()
  plant(folder, ['outside/o.yaml', ...entries.map((entry) => `workspace/${entry}`)])
  return findFiles({ workspace: join(folder, 'workspace'), directory, patterns })
}

describe('patterns', () => {
  const tree = ['.hidden/h.yaml', '.h.yaml', 'B.yaml', 'a.yaml', 'a.txt', 'k/a.yaml', 'k/sub/b.yml', 'l/a.yaml']

  test.each([
    { patterns: ['*.yaml'], found: ['.h.yaml', 'B.yaml', 'a.yaml'] },
    { patterns: ['**/*.yml'], found: ['k/sub/b.yml'] },
    { patterns: ['./a.yaml'], found: ['a.yaml'] },
    { patterns: ['././k/sub/b.yml'], found: ['k/sub/b.yml'] },
    { patterns: ['k/**'], found: ['k/a.yaml', 'k/sub/b.yml'] },
    { patterns: ['k/sub/../a.yaml', '../workspace/a.yaml'], found: [] },
    { patterns: ['{k,l}/a.yaml'], found: ['k/a.yaml', 'l/a.yaml'] },
    { patterns: ['k/a.yaml|l/a.yaml'], found: ['k/a.yaml', 'l/a.yaml'] },
    { patterns: ['.hidden/*'], found: ['.hidden/h.yaml'] },
    { patterns: ['**/a.yaml', '!k/**'], found: ['a.yaml', 'l/a.yaml'] },
    { patterns: ['!./k/**', '**/a.yaml'], found: ['a.yaml', 'l/a.yaml'] },
    { patterns: ['k/**', '!k/*'], found: ['k/sub/b.yml'] },
    { patterns: ['**', '!x|k/**'], found: ['.h.yaml', '.hidden/h.yaml', 'B.yaml', 'a.txt', 'a.yaml', 'l/a.yaml'] },
    { patterns: ['!**/*.yaml'], found: ['a.txt', 'k/sub/b.yml'] },
    { patterns: ['!(a|k)/*.yaml', 'l/a.yaml'], found: ['l/a.yaml'] },
    { patterns: ['a.yaml', 'B.yaml', '!!B.yaml'], found: ['B.yaml', 'a.yaml'] },
    { patterns: ['./', '!', 'a.txt'], found: ['a.txt'] },
  ])('$patterns takes $found', ({ patterns, found }) => {
    expect(namesOf(find(tree, patterns))).toEqual(found)
  })

  test('an unmatched pattern is given back as it was written, also when all it matches is taken away', () => {
    expect(find(tree, ['a.yaml', './nope/*', 'k/**', '!k/**', '!x']).unmatched).toEqual(['./nope/*', 'k/**', '!x'])
  })

  test('an unmatched pattern that names a folder is told apart, except a folder that is never searched', () => {
    const patterns = ['k', './k/sub', '!l', 'nope', 'a.yaml', 'node_modules', 'x'.repeat(300)]

    expect(find([...tree, 'node_modules/a.yaml'], patterns).folders).toEqual(['k', './k/sub', '!l'])
  })

  test.each([
    [['.git/HEAD', '.config/a'], true],
    [['.git/HEAD', 'k/a.yaml'], false],
    [['.a.yaml'], false],
  ])('a workspace with %j is empty: %s', (entries, isEmpty) => {
    expect(find(entries, ['*.yaml']).isEmpty).toBe(isEmpty)
  })

  test('a list of nothing but ! names no unmatched pattern', () => {
    expect(find(['a'], ['!a']).unmatched).toEqual([])
  })

  test('every pattern that matches a file is matched, not only the first', () => {
    expect(find(tree, ['**/*.yaml', 'k/a.yaml']).unmatched).toEqual([])
  })
})

describe('the folder', () => {
  const tree = ['a.yaml', 'app/b.yaml', 'app/node_modules/c/c.yaml', 'to-app -> app', 'to-c -> app/node_modules/c']

  test.each(['app', './app/', 'app/../app', 'to-app'])('%s: patterns start in it, names do not', (directory) => {
    expect(namesOf(find(tree, ['*.yaml'], directory))).toEqual(['app/b.yaml'])
  })

  test('may be absolute, and the path found is absolute', () => {
    const workspace = temporaryFolder()
    plant(workspace, tree)

    const { files } = findFiles({ workspace, directory: join(workspace, 'app'), patterns: ['*.yaml'] })

    expect(files).toEqual([{ path: join(workspace, 'app', 'b.yaml'), name: 'app/b.yaml' }])
  })

  test('a workspace reached through a link is the same workspace', () => {
    const folder = temporaryFolder()
    plant(folder, ['real/app/b.yaml', 'workspace -> real'])

    const { files } = findFiles({ workspace: join(folder, 'workspace'), directory: 'app', patterns: ['**'] })

    expect(files).toEqual([{ path: join(folder, 'real', 'app', 'b.yaml'), name: 'app/b.yaml' }])
  })

  test('a workspace below a node_modules is searched', () => {
    const folder = temporaryFolder()
    plant(folder, ['node_modules/workspace/a.yaml'])

    const workspace = join(folder, 'node_modules', 'workspace')

    expect(namesOf(findFiles({ workspace, directory: '.', patterns: ['**'] }))).toEqual(['a.yaml'])
  })

  test.each([
    ['nope', 'nope', { code: 'missing' }],
    ['a.yaml', 'a.yaml', { code: 'not-a-folder' }],
    ['a.yaml/b', 'a.yaml/b', { code: 'system', errno: 'ENOTDIR' }],
    ['..', '..', { code: 'outside-workspace' }],
    ['../outside', '../outside', { code: 'outside-workspace' }],
    ['/', '/', { code: 'outside-workspace' }],
    ['out', '../outside', { code: 'outside-workspace' }],
    ['app/node_modules/c', 'app/node_modules/c', { code: 'never-searched' }],
    ['to-c', 'app/node_modules/c', { code: 'never-searched' }],
  ])('%s cannot be used: %s: %j', (directory, path, fault) => {
    const folder = temporaryFolder()
    const workspace = join(folder, 'workspace')
    plant(folder, ['outside/o.yaml', ...[...tree, 'out -> ../outside'].map((entry) => `workspace/${entry}`)])

    expect(failureOf(() => findFiles({ workspace, directory, patterns: ['**'] }))).toEqual({
      code: 'unusable-folder',
      role: 'working-directory',
      path: resolve(workspace, path),
      fault: { ...fault, ...(fault.code === 'outside-workspace' && { workspace }) },
    })
  })

  test('a workspace that does not exist is an error', () => {
    const workspace = join(temporaryFolder(), 'nope')

    expect(failureOf(() => findFiles({ workspace, directory: '.', patterns: ['**'] }))).toEqual({
      code: 'unusable-folder',
      role: 'workspace',
      path: workspace,
      fault: { code: 'missing' },
    })
  })

  test('a folder whose name begins with two dots is inside', () => {
    expect(namesOf(find(['..app/a.yaml'], ['*'], '..app'))).toEqual(['..app/a.yaml'])
  })
})

describe('.git and node_modules', () => {
  test.each(['.git', 'node_modules'])('%s is never searched, at any depth or through a link', (name) => {
    const tree = [
      `${name}/a.yaml`,
      `k/${name}/sub/b.yaml`,
      `folder -> ${name}`,
      `sub -> k/${name}/sub`,
      `file.yaml -> k/${name}/sub/b.yaml`,
      `l/${name} -> ../k`,
      'k/c.yaml',
    ]
    expect(find(tree, ['**', `${name}/**`])).toMatchObject({ files: [{ name: 'k/c.yaml' }], leaving: [] })
  })
})

describe('symbolic links', () => {
  test.each([
    { title: 'a file, by the path of the link', tree: ['a.txt', 'l.yaml -> a.txt'], found: ['a.txt'] },
    { title: 'a folder', tree: ['base/a.yaml', 'x/l -> ../base'], patterns: ['x/**/*.yaml'], found: ['base/a.yaml'] },
    {
      title: 'a file met twice is found once',
      tree: ['k/a.yaml', 'l -> k', 'm.yaml -> k/a.yaml'],
      found: ['k/a.yaml'],
    },
    { title: 'a folder met by a link first', tree: ['a -> k', 'k/b.yaml'], patterns: ['k/*'], found: ['k/b.yaml'] },
    {
      title: 'a folder that two links share',
      tree: ['k/b.yaml', 'l -> k', 'm -> k'],
      patterns: ['m/*'],
      found: ['k/b.yaml'],
    },
    { title: 'a cycle', tree: ['k/a.yaml', 'k/up -> ..', 'k/self -> .'], found: ['k/a.yaml'] },
    { title: 'links to each other', tree: ['k/l -> ../l', 'l/k -> ../k', 'l/a.yaml'], found: ['l/a.yaml'] },
    { title: 'broken ones are nothing', tree: ['a.yaml -> nope', 'b.yaml -> b.yaml', 'c', 'd -> c/d'], found: [] },
    {
      title: 'a link behind a link',
      tree: ['k/n -> ../t', 't/a.yaml', 'z -> k'],
      patterns: ['z/n/*'],
      found: ['t/a.yaml'],
    },
    {
      title: 'its own path counts first',
      tree: ['k/n -> ../t', 't/a.yaml', 'z -> k'],
      patterns: ['{k,x}/n/*'],
      found: ['t/a.yaml'],
    },
    {
      title: 'the link to a file is taken away',
      tree: ['a.txt', 'l.yaml -> a.txt'],
      patterns: ['*.yaml', '!l.yaml'],
      found: [],
    },
    { title: 'the link is taken away', tree: ['k/a.yaml', 'l -> k'], patterns: ['l/*', '!l/**'], found: [] },
    { title: 'its target is taken away', tree: ['k/a.yaml', 'l -> k'], patterns: ['**', '!k/**'], found: [] },
    {
      title: 'only the link is taken away',
      tree: ['k/a.yaml', 'l -> k'],
      patterns: ['**', '!l/**'],
      found: ['k/a.yaml'],
    },
  ])('$title', ({ tree, patterns = ['**/*.yaml'], found }) => {
    expect(find(tree, patterns)).toMatchObject({ files: found.map((name) => ({ name })), leaving: [] })
  })

  test('what is neither a file nor a folder is nothing', () => {
    const workspace = temporaryFolder()
    plant(workspace, ['a.yaml', 'l.yaml -> pipe.yaml'])
    execFileSync('mkfifo', [join(workspace, 'pipe.yaml')])

    expect(namesOf(findFiles({ workspace, directory: '.', patterns: ['**'] }))).toEqual(['a.yaml'])
  })

  test('one out of the folder but not out of the workspace is followed', () => {
    expect(namesOf(find(['base/a.yaml', 'app/l -> ../base'], ['l/*.yaml'], 'app'))).toEqual(['base/a.yaml'])
  })

  test('the path found is real', () => {
    const workspace = temporaryFolder()
    plant(workspace, ['k/a.yaml', 'l -> k', 'm -> l/a.yaml'])

    expect(findFiles({ workspace, directory: '.', patterns: ['m'] }).files[0]?.path).toBe(
      join(workspace, 'k', 'a.yaml'),
    )
  })

  test('those out of the workspace are named, once, and not followed', () => {
    const tree = [
      'k/l -> ../../outside',
      'k/b.yaml -> ../../outside/o.yaml',
      'k/b.txt -> ../../outside/o.yaml',
      'k/c.yaml -> ../up/outside/o.yaml',
      'm -> k',
      'up -> ..',
      'taken/l -> ../../outside',
    ]
    const result = find(tree, ['**/*.yaml', '!taken/**'])
    expect(result).toMatchObject({ files: [], leaving: ['k/b.yaml', 'k/c.yaml', 'k/l', 'up'] })
  })

  test('those out of the workspace that no pattern asks for are not named', () => {
    expect(find(['k/l -> ../../outside', 'l/a.yaml -> ../../outside/o.yaml'], ['m/**']).leaving).toEqual([])
  })

  test('out to a folder whose name begins like that of the workspace', () => {
    const folder = temporaryFolder()
    plant(folder, ['workspace-2/a.yaml', 'workspace/l -> ../workspace-2'])

    const result = findFiles({ workspace: join(folder, 'workspace'), directory: '.', patterns: ['**'] })

    expect(result).toMatchObject({ files: [], leaving: ['l'] })
  })
})

describe('a folder that cannot be read', () => {
  function find(patterns: readonly string[]): SearchResult | undefined {
    const workspace = temporaryFolder()
    plant(workspace, ['a.yaml', 'k/closed/b.yaml', 'k/closed/sub/c.yaml', 'l -> k/closed/sub'])
    chmodSync(workspace, 0o755)
    chmodSync(join(workspace, 'k', 'closed'), 0)
    let result: SearchResult | undefined
    try {
      asOrdinaryUser(() => {
        result = findFiles({ workspace, directory: '.', patterns })
      })
    } finally {
      chmodSync(join(workspace, 'k', 'closed'), 0o755)
    }
    return result
  }

  test.each([
    ['k/**', { code: 'unreadable-folder', path: 'k/closed' }],
    ['l/**', { code: 'unreadable-link', path: 'l' }],
  ])('%s: is a failure that names it', (pattern, failure) => {
    const error = thrownBy(() => find([pattern]))

    expect(error).toMatchObject({
      failure: { ...failure, fault: { code: 'system', errno: 'EACCES' } },
      cause: { code: 'EACCES' },
    })
  })

  test('is none when nobody asks for what is in it', () => {
    expect(find(['**/*.yaml', '!k/closed/**', '!l/**'])).toMatchObject({ files: [{ name: 'a.yaml' }] })
  })
})
