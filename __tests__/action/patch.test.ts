import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { KINDS } from '../../src/kubernetes/kinds.ts'
import { deployment, injected } from './manifests.ts'
import { Checkout, type Files, type Run } from './run-action.ts'

/** What `git apply` makes of the run's patch at the root of a fresh checkout. */
function applied(files: Files, run: Run): Checkout {
  const fresh = new Checkout(files)
  fresh.git('apply', run.outputs.patch ?? '')
  return fresh
}

const CONTENTS: readonly { what: string; text: string }[] = [
  { what: 'line feeds', text: deployment() },
  { what: 'CRLF', text: deployment().replaceAll('\n', '\r\n') },
  { what: 'no newline at the end', text: deployment().trimEnd() },
  { what: 'CRLF, but for the end', text: deployment().trimEnd().replaceAll('\n', '\r\n') },
  { what: 'a byte-order mark', text: `\ufeff${deployment()}` },
  { what: 'a change in the last line', text: injected(deployment()).replace('v0.1.2', 'v0.1.1').trimEnd() },
  { what: 'characters of several bytes', text: deployment().replace('app:1', 'app:1 # é\u00a0密🚀') },
  { what: 'several changes', text: [deployment('a'), deployment('b'), deployment('c')].join('---\n') },
]

const NAMES = [
  'k8s/web.yaml',
  'with space/a b.yaml',
  ' leading and trailing .yaml',
  `"double" and 'single'.yaml`,
  'back\\slash.yaml',
  'Grüße/密码-😀.yaml',
  'tab\there.yaml',
  '-dash.yaml',
  'a b b/c.yaml',
]

describe('the patch, applied to a fresh checkout, gives the very same bytes', () => {
  test.each(CONTENTS)('$what', ({ text }) => {
    const files = { 'web.yaml': text }
    const run = new Checkout(files).run()

    expect(run.gitStatus).toEqual([' M web.yaml'])
    expect(applied(files, run).files()).toEqual(run.files)
  })

  test('names that a patch has to quote', () => {
    const files = Object.fromEntries(NAMES.map((name) => [name, deployment()]))
    const run = new Checkout(files).run()

    expect(run.gitStatus).toHaveLength(NAMES.length)
    expect(applied(files, run).files()).toEqual(run.files)
  })

  test('with working-directory set to a folder, at the root of the workspace', () => {
    const files = { 'apps/shop/k8s/web.yaml': deployment(), 'k8s/web.yaml': deployment() }
    const run = new Checkout(files).run({ 'working-directory': 'apps/shop', manifests: 'k8s/*.yaml' })

    expect(run.outputs['changed-files']).toBe('apps/shop/k8s/web.yaml')
    expect(run.gitStatus).toEqual([' M apps/shop/k8s/web.yaml'])
    expect(applied(files, run).files()).toEqual(run.files)
  })

  test('of a check, which wrote nothing itself', () => {
    const files = { 'web.yaml': deployment() }
    const run = new Checkout(files).run({ mode: 'check' })

    expect(run.files).toEqual(files)
    expect(applied(files, run).files()).toEqual({ 'web.yaml': injected(deployment()) })
  })

  test('of every golden case, in and out again', () => {
    const golden = new URL('../golden/', import.meta.url)
    const files = Object.fromEntries(
      readdirSync(golden).map((name) => [`${name}.yaml`, readFileSync(new URL(`${name}/input.yaml`, golden), 'utf8')]),
    )
    const inputs = { kinds: Object.keys(KINDS).join('\n'), 'on-refused': 'warn' }
    const run = new Checkout(files).run(inputs)
    const removal = new Checkout(run.files).run({ ...inputs, operation: 'remove' })

    expect(run.gitStatus.length).toBeGreaterThan(80)
    expect(removal.gitStatus.length).toBeGreaterThan(80)
    expect(applied(files, run).files()).toEqual(run.files)
    expect(applied(run.files, removal).files()).toEqual(removal.files)
  })
})
