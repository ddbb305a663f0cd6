import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from './manifests.ts'
import { Checkout, runAction } from './run-action.ts'

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
    expect(run.annotations).toMatchObject([{ level: 'warning', title: 'A pattern matches nothing' }])
    expect(run.annotations[0]?.message).toContain('`kubernetes/*.yaml`')
  })

  test('a working-directory that is not there fails the run', () => {
    const run = runAction({ 'web.yaml': deployment() }, { 'working-directory': 'kubernetes' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(/working-directory does not exist.*kubernetes/)
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
      ['warning', 'file.yaml', 'A link leads out of the workspace'],
      ['warning', 'folder', 'A link leads out of the workspace'],
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
    expect(run.annotations[0]?.message).toMatch(/temp folder .* lies inside the workspace/)
    expect(run.files).toEqual({ 'web.yaml': deployment() })
    expect(readdirSync(checkout.path('tmp'))).toEqual([])
  })
})
