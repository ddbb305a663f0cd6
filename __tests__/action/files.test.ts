import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from './manifests.ts'
import { Checkout, runAction, type Texts } from './run-action.ts'

describe('which files are looked at', () => {
  test('those that the globs take, below working-directory', () => {
    const names = ['app/a.yaml', 'app/b.yml', 'app/c.json', 'app/.hidden/d.yaml', 'app/e.txt', 'f.yaml']
    const files = Object.fromEntries(names.map((name) => [name, deployment()]))

    const run = runAction(files, { 'working-directory': 'app', manifests: '**\n!**/b.yml' })

    expect(run.outputs['changed-files']).toBe('app/.hidden/d.yaml\napp/a.yaml\napp/c.json\napp/e.txt')
    expect(run.gitStatus).toEqual([' M app/.hidden/d.yaml', ' M app/a.yaml', ' M app/c.json', ' M app/e.txt'])
  })

  test('.git and node_modules are left alone', () => {
    const checkout = new Checkout({ 'web.yaml': deployment(), 'sub/node_modules/x/web.yaml': deployment() })
    checkout.write({ '.git/web.yaml': deployment() })

    const run = checkout.run()

    expect(run.report().workloads.map(({ file }) => file)).toEqual(['web.yaml'])
    expect(run.gitStatus).toEqual([' M web.yaml'])
    expect(readFileSync(checkout.path('.git/web.yaml'), 'utf8')).toBe(deployment())
  })

  test('a glob that takes nothing is told, when another takes something', () => {
    const run = runAction({ 'k8s/web.yaml': deployment() }, { manifests: 'k8s/*.yaml\nkubernetes/*.yaml' })

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toMatchObject([{ level: 'warning', title: 'Pattern matches nothing' }])
    expect(run.annotations[0]?.message).toContain('`kubernetes/*.yaml`')
  })

  test('a working-directory that is not there fails the run', () => {
    const run = runAction({ 'web.yaml': deployment() }, { 'working-directory': 'kubernetes' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(/kubernetes` does not exist\. .*`working-directory`/)
  })
})

describe('symbolic links', () => {
  test('one that leads out of the workspace is not followed, and told', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    writeFileSync(join(checkout.temp, 'outside.yaml'), deployment())
    symlinkSync(join(checkout.temp, 'outside.yaml'), checkout.path('file.yaml'))
    symlinkSync(checkout.temp, checkout.path('folder'))

    const run = checkout.run({ manifests: '**/*.yaml' })

    expect(run.exitCode).toBe(0)
    expect(run.outputs['changed-files']).toBe('web.yaml')
    expect(readFileSync(join(checkout.temp, 'outside.yaml'), 'utf8')).toBe(deployment())
    expect(run.annotations.map(({ level, file, title }) => [level, file, title])).toEqual([
      ['warning', 'file.yaml', 'Link leaves the workspace'],
      ['warning', 'folder', 'Link leaves the workspace'],
    ])
  })

  test('one inside the workspace stays a link, and its file is written once', () => {
    const checkout = new Checkout({ 'base/web.yaml': deployment() })
    symlinkSync('base/web.yaml', checkout.path('link.yaml'))

    const run = checkout.run()

    expect(run.outputs['changed-files']).toBe('base/web.yaml')
    expect(run.gitStatus).toEqual([' M base/web.yaml', '?? link.yaml'])
    expect(run.files).toEqual({ 'base/web.yaml': injected(deployment()) })
  })
})

describe('text that is not UTF-8', () => {
  const LATIN1 = Buffer.from(`# Grüße\n${deployment('latin')}`, 'latin1')

  test('is reported on its line, and nothing is written', () => {
    const checkout = new Checkout({ 'latin.yaml': LATIN1, 'web.yaml': deployment() })

    const run = checkout.run()

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toMatchObject([{ level: 'error', file: 'latin.yaml', line: '1' }])
    expect(run.annotations[0]?.message).toContain('it is not UTF-8')
    expect(run.gitStatus).toEqual([])
  })

  test('is not damaged when the others are written', () => {
    const checkout = new Checkout({ 'latin.yaml': LATIN1, 'web.yaml': deployment() })

    const run = checkout.run({ 'on-refused': 'warn' })

    expect(run.exitCode).toBe(0)
    expect(run.outputs['changed-files']).toBe('web.yaml')
    expect(readFileSync(checkout.path('latin.yaml')).equals(LATIN1)).toBe(true)
  })
})

describe('writing', () => {
  test('keeps the mode of each file', () => {
    const modes = [0o755, 0o640, 0o600, 0o666]
    const names = modes.map((mode) => `${mode.toString(8)}.yaml`)
    const checkout = new Checkout(Object.fromEntries(names.map((name) => [name, deployment()])))
    for (const [index, name] of names.entries()) chmodSync(checkout.path(name), modes[index] ?? 0)

    const run = checkout.run()

    expect(run.files).toEqual(Object.fromEntries(names.map((name) => [name, injected(deployment())])))
    expect(names.map((name) => statSync(checkout.path(name)).mode & 0o7777)).toEqual(modes)
  })

  test('leaves no temporary file behind', () => {
    const checkout = new Checkout({ 'k8s/web.yaml': deployment() })

    checkout.run()

    expect(readdirSync(checkout.path('k8s'))).toEqual(['web.yaml'])
  })

  test('a temp folder inside the workspace is refused, before anything is written', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    mkdirSync(checkout.path('tmp'))

    const run = checkout.run({}, { RUNNER_TEMP: checkout.path('tmp') })

    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(/temp folder .* is inside the workspace/)
    expect(run.files).toEqual({ 'web.yaml': deployment() })
    expect(readdirSync(checkout.path('tmp'))).toEqual([])
  })
})

describe('what was signed', () => {
  const SIGNED = { 'k8s/web.yaml.asc': '-----BEGIN PGP SIGNATURE-----\n', 'k8s/api.yaml.asc': '' }
  const STALE = { level: 'warning', title: 'Stale signature or checksum', file: 'k8s/web.yaml' }

  test.each([
    ['check', deployment(), { mode: 'check' }],
    ['inject', deployment(), {}],
    ['remove', injected(deployment()), { operation: 'remove' }],
  ])('is named when its file changes: %s', (_what, text, inputs) => {
    const { annotations } = runAction({ ...SIGNED, 'k8s/web.yaml': text }, inputs)

    expect(annotations).toContainEqual(expect.objectContaining(STALE))
    expect(annotations.find(({ title }) => title === STALE.title)?.message).toContain('`k8s/web.yaml.asc`. ')
  })

  test('is not when nothing changes', () => {
    expect(runAction({ ...SIGNED, 'k8s/web.yaml': injected(deployment()) }).annotations).toEqual([])
  })
})

describe('names that are not UTF-8', () => {
  function plantLatin1(checkout: Checkout, name: string): void {
    writeFileSync(Buffer.concat([Buffer.from(`${checkout.workspace}/`), Buffer.from(name, 'latin1')]), deployment())
  }

  test('one that a glob takes fails the run, with its bytes', () => {
    const checkout = new Checkout({ 'k8s/web.yaml': deployment() })
    plantLatin1(checkout, 'k8s/café.yaml')

    const run = checkout.run()

    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toContain('The name `caf\\xe9.yaml` in the folder `k8s` is not UTF-8')
    expect(run.files['k8s/web.yaml']).toBe(deployment())
  })

  test('one that a glob takes away is left alone', () => {
    const checkout = new Checkout({ 'k8s/web.yaml': deployment() })
    plantLatin1(checkout, 'k8s/café.yaml')

    const run = checkout.run({ manifests: '**/*.yaml\n!k8s/caf*.yaml' })

    expect(run.exitCode).toBe(0)
    expect(run.outputs['changed-files']).toBe('k8s/web.yaml')
  })

  test('a link to one fails the run', () => {
    const checkout = new Checkout({ 'k8s/web.yaml': deployment() })
    plantLatin1(checkout, 'café')
    symlinkSync(Buffer.from('../café', 'latin1'), checkout.path('k8s/link.yaml'))

    const run = checkout.run()

    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toContain('The name `caf\\xe9` in the folder `.` is not UTF-8')
  })

  test('a real replacement character is a letter like any other', () => {
    const run = runAction({ 'k8s/\ufffd.yaml': deployment() })

    expect(run.exitCode).toBe(0)
    expect(run.outputs['changed-files']).toBe('k8s/\ufffd.yaml')
  })
})

describe('another process at the same time', () => {
  const NAMES = Array.from({ length: 300 }, (_, index) => `k8s/${String(index).padStart(3, '0')}.yaml`)
  const FILES = Object.fromEntries(NAMES.map((name) => [name, deployment()]))

  /** The environment of a run in which something happens when all temporary files are written and none is renamed. */
  function beforeFirstRename(then: string): Texts {
    const script = `
      import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const { renameSync } = fs
      fs.renameSync = (...names) => {
        fs.renameSync = renameSync
        syncBuiltinESMExports()
        ${then}
        renameSync(...names)
      }
      syncBuiltinESMExports()`
    return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` }
  }

  test('its change of a file stays, and nothing else is written', () => {
    const checkout = new Checkout(FILES)
    const last = NAMES.at(-1) ?? ''

    const run = checkout.run({}, beforeFirstRename(`fs.writeFileSync('${last}', 'theirs')`))

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toMatchObject([{ level: 'error', file: last }])
    expect(run.annotations[0]?.message).toContain('it changed after the action read it. Nothing was written.')
    expect(run.outputs['changed-files']).toBe('')
    expect(run.files).toEqual({ ...FILES, [last]: 'theirs' })
  })

  test('that kills it leaves nothing that git takes up, and the next run cleans up', () => {
    const checkout = new Checkout(FILES)
    const killed = checkout.run({}, beforeFirstRename("process.kill(process.pid, 'SIGKILL')"))
    const scratch = readdirSync(checkout.workspace).filter((name) => name.startsWith('.atlas-init-container'))

    expect(killed.exitCode).toBeNull()
    expect(scratch).toHaveLength(1)
    checkout.git('add', '--all')
    expect(checkout.git('status', '--porcelain', '--', '.', ':!k8s')).toBe('')

    const run = checkout.run()
    expect(run.exitCode).toBe(0)
    expect(run.files).toEqual(Object.fromEntries(NAMES.map((name) => [name, injected(deployment())])))
    expect(readdirSync(checkout.workspace).sort()).toEqual(['.git', 'k8s'])
  })

  test('what a run that goes on has there stays', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    const scratch = '.atlas-init-container-0123456789abcdef'
    const mark = `# Temporary files of Atlas Init Container, process ${process.pid} on ${hostname()}; it removes them.\n*\n`
    checkout.write({ [`${scratch}/.gitignore`]: mark, [`${scratch}/web.yaml`]: deployment() })

    const run = checkout.run()

    expect(run.outputs['changed-files']).toBe('web.yaml')
    expect(run.files[`${scratch}/web.yaml`]).toBe(deployment())
  })

  test.each(['', 'k8s/'])('what a killed run has left in "%s" goes, though nothing is written there', (place) => {
    const checkout = new Checkout({ 'k8s/web.yaml': injected(deployment()) })
    const { pid } = spawnSync(process.execPath, ['--version'])
    const scratch = `${place}.atlas-init-container-0123456789abcdef`
    const mark = `# Temporary files of Atlas Init Container, process ${pid} on ${hostname()}; it removes them.\n*\n`
    checkout.write({ [`${scratch}/.gitignore`]: mark, [`${scratch}/web.yaml`]: deployment() })

    const run = checkout.run()

    expect(run.outputs.changed).toBe('false')
    expect(existsSync(checkout.path(scratch))).toBe(false)
  })

  test('an empty folder that a killed run has left goes after a day', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    const [old, young] = ['0', '1'].map((digit) => checkout.path(`.atlas-init-container-${digit.repeat(16)}`))
    for (const folder of [old, young]) mkdirSync(folder ?? '')
    utimesSync(old ?? '', 0, 0)

    checkout.run()

    expect([old, young].map((folder) => existsSync(folder ?? ''))).toEqual([false, true])
  })

  test('a folder of such a name that is not ours stays', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    const scratch = '.atlas-init-container-0123456789abcdef'
    checkout.write({ [`${scratch}/.gitignore`]: '*\n' })

    expect(checkout.run().files[`${scratch}/.gitignore`]).toBe('*\n')
  })
})

describe('what a file is besides its text', () => {
  test('a hard link is split, and told', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    linkSync(checkout.path('web.yaml'), checkout.path('web.txt'))

    const run = checkout.run()

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toMatchObject([{ level: 'warning', file: 'web.yaml', title: 'Hard link broken' }])
    expect(run.files).toEqual({ 'web.yaml': injected(deployment()), 'web.txt': deployment() })
  })

  test('extended attributes stay, where the system has them', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })
    const path = checkout.path('web.yaml')
    const python = (code: string): string =>
      spawnSync('python3', ['-c', `import os, sys\n${code}`, path]).stdout.toString()
    const hasAttributes = python("os.setxattr(sys.argv[1], 'user.owner', b'team')\nprint('yes')") === 'yes\n'

    checkout.run()

    if (hasAttributes) expect(python("print(os.getxattr(sys.argv[1], 'user.owner').decode())")).toBe('team\n')
    else process.stdout.write('No extended attributes, or no Python here: the test of them is skipped.\n')
  })
})
