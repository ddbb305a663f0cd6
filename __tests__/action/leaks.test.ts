import { describe, expect, test } from '@jest/globals'

import { deployment, injected } from './manifests.ts'
import { runAction, type Run } from './run-action.ts'

interface Secret {
  readonly what: string
  /** As it stands in the URL. */
  readonly password: string
  /** As the database is given it. */
  readonly meant: string
}

const SECRETS: readonly Secret[] = [
  { what: 'plain', password: 's3cr37p455', meant: 's3cr37p455' },
  { what: 'percent-encoded', password: 'p%40ss%2Fw%22rd%27%24x', meant: `p@ss/w"rd'$x` },
  {
    what: 'with signs of HCL, YAML and its own URL',
    password: encodeURIComponent(`p$'"@:/\${y}%{z}?e#f`),
    meant: `p$'"@:/\${y}%{z}?e#f`,
  },
  {
    what: 'with Markdown, HTML and more than ASCII',
    password: encodeURIComponent('p4_ss*|<b>[x]~пароль-😀'),
    meant: 'p4_ss*|<b>[x]~пароль-😀',
  },
]

function urlOf({ password }: Secret): string {
  return `postgres://app:${password}@db.example.com:5432/shop?sslmode=disable`
}

/** The ways in which a value may be written down, each on one line. */
function formsOf(value: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)])
    // Without the characters at both ends that hold bits of a neighbour.
    return bytes.toString('base64').slice(Math.ceil((offset * 4) / 3), Math.floor((bytes.length * 4) / 3))
  })
  const forms = [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ '': value }).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    value.replaceAll("'", "''"),
    ...inBase64,
    ...inBase64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  return [...new Set(forms)]
}

function allForms(secret: Secret): string[] {
  return [secret.password, secret.meant, urlOf(secret)].flatMap(formsOf)
}

/** All that a run shows or leaves, but for the Secret's manifest, the masks and the work tree. */
function tracesOf(run: Run): Record<string, string> {
  const log = run.rawLog.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  return {
    log: log.join('\n'),
    outputs: Object.values(run.outputs).join('\n'),
    summary: run.summary,
    // As a browser shows it.
    page: run.summary.replace(/&#(\d+);/g, (_reference, code: string) => String.fromCharCode(Number(code))),
    report: run.reportText,
    reportedStrings: JSON.stringify(run.reportText && run.report()),
    patch: run.patch,
  }
}

/** Which form of a secret stands in which trace. */
function leaksOf(secret: Secret, traces: Readonly<Record<string, string>>): string[] {
  return Object.entries(traces).flatMap(([where, text]) =>
    allForms(secret)
      .filter((form) => text.includes(form))
      .map((form) => `${form} in ${where}`),
  )
}

describe.each(SECRETS)('a password $what', (secret) => {
  const url = urlOf(secret)

  test('stands nowhere but in the Secret, and is masked in every form before anything else is printed', () => {
    const run = runAction({ 'web.yaml': deployment() }, { 'database-url': url })

    expect(run.exitCode).toBe(0)
    expect(run.secretManifest).not.toBe('')
    expect(leaksOf(secret, { ...tracesOf(run), ...run.files })).toEqual([])
    const lines = run.rawLog.split('\n')
    const firstOther = lines.findIndex((line) => !line.startsWith('::add-mask::'))
    expect(firstOther).toBeGreaterThan(0)
    expect(lines.slice(firstOther).filter((line) => line.includes('::add-mask::'))).toEqual([])
    expect(run.masks).toEqual(expect.arrayContaining(allForms(secret).filter((form) => form.length >= 8)))
  })

  test('in an argument fails the run, which names the input and not the value', () => {
    const run = runAction({ 'web.yaml': deployment() }, { 'database-url': url, args: `--url=${url}` })

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toMatchObject([{ level: 'error', title: 'Input args' }])
    expect(leaksOf(secret, { ...tracesOf(run), ...run.files })).toEqual([])
    expect(run.gitStatus).toEqual([])
  })

  test('in a manifest, in any form, fails the run, which says the file and the line', () => {
    const forms = allForms(secret)
    const files = Object.fromEntries(forms.map((form, index) => [`${index}.yaml`, `# \n# ${form}\n${deployment()}`]))

    const run = runAction(files, { 'database-url': url })

    expect(run.exitCode).toBe(1)
    expect(run.files).toEqual(files)
    expect(new Set(run.annotations.map(({ file, line }) => `${file ?? ''}:${line ?? ''}`))).toEqual(
      new Set(Object.keys(files).map((file) => `${file}:2`)),
    )
    expect(leaksOf(secret, tracesOf(run))).toEqual([])
    expect(run.outputs['secret-manifest']).toBe('')
  })
})

describe('a run that fails', () => {
  const secret = { what: '', password: 's3cr37_p455', meant: 's3cr37_p455' }
  const url = urlOf(secret)

  test('because of a secret in any input names them all', () => {
    const names = ['image', 'env', 'args', 'command', 'secret-name', 'secret-key', 'secret-format', 'namespace']
    names.push('working-directory', 'manifests', 'kinds', 'workloads', 'on-no-match', 'on-refused', 'container-name')
    names.push('volume-name', 'mount-path', 'image-pull-policy', 'operation', 'mode')
    const inputs = Object.fromEntries(names.map((name) => [name, `a ${secret.meant}`]))

    const run = runAction({ 'web.yaml': deployment() }, { 'database-url': url, ...inputs })

    const lines = run.rawLog.split('\n')
    const firstOther = lines.findIndex((line) => !line.startsWith('::add-mask::'))
    expect(firstOther).toBe(run.masks.length)
    expect(run.annotations.map(({ title }) => title)).toEqual(names.map((name) => `Input ${name}`))
    for (const { message } of run.annotations)
      expect(message).toMatch(/^Input [a-z-]+: The value contains a secret or part of one\./)
    expect(leaksOf(secret, tracesOf(run))).toEqual([])
  })

  test.each([
    ['a URL with a space in it', { 'database-url': url.replace('s3cr37_p455', 's3cr37_p455 ') }, 'database-url'],
    ['a URL of two lines', { 'database-url': `${url}\n${url}` }, 'database-url'],
    ['a URL without a scheme', { 'database-url': url.replace('postgres://', '') }, 'database-url'],
    ['a URL and a config', { 'database-url': url, config: `env "k8s" { url = "${url}" }` }, 'config'],
  ])('because of %s shows none of it', (_what, inputs, input) => {
    const run = runAction({ 'web.yaml': deployment() }, inputs)

    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ title }) => title)).toEqual([`Input ${input}`])
    expect(leaksOf(secret, tracesOf(run))).toEqual([])
  })

  test.each(SECRETS.slice(2).map(({ meant }) => meant))(
    'because of a password that is not percent-encoded: %s',
    (meant) => {
      const raw = { what: '', password: meant, meant }
      const run = runAction({ 'web.yaml': deployment() }, { 'database-url': urlOf(raw) })

      expect(run.exitCode).toBe(1)
      expect(run.annotations.map(({ title }) => title)).toEqual(['Input database-url'])
      expect(run.gitStatus).toEqual([])
      expect(leaksOf(raw, tracesOf(run))).toEqual([])
    },
  )

  test('because of a secret beside an edit shows none of it in the patch of a check', () => {
    const web = deployment().replace('      containers:', `      hostname: ${secret.meant}\n      containers:`)

    const run = runAction({ 'web.yaml': web }, { 'database-url': url, mode: 'check' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toContainEqual(expect.objectContaining({ file: 'web.yaml', line: '8' }))
    expect(leaksOf(secret, tracesOf(run))).toEqual([])
  })

  test('because a workload has the secret for its name shows it to nobody', () => {
    const run = runAction({ 'web.yaml': deployment(secret.meant) }, { 'database-url': url })

    const { log = '', summary = '', page = '' } = tracesOf(run)
    expect(run.exitCode).toBe(1)
    expect(run.annotations).toMatchObject([{ file: 'web.yaml', line: '4' }])
    expect(leaksOf(secret, { log, summary, page })).toEqual([])
  })

  test('because a workload has the secret for its name does not report it', () => {
    const run = runAction({ 'web.yaml': deployment(secret.meant) }, { 'database-url': url })

    expect(run.report().workloads).toHaveLength(1)
    expect(leaksOf(secret, { report: run.reportText })).toEqual([])
  })

  test('because a workload that is not to be touched has the secret for its name says so', () => {
    const files = { 'a.yaml': deployment(secret.meant).replace('apps/v1', 'example.com/v1'), 'b.yaml': deployment() }

    const run = runAction(files, { 'database-url': url })

    expect(run.annotations).toMatchObject([{ level: 'error', file: 'a.yaml', line: '4' }])
    expect(run.files).toEqual(files)
  })
})

describe('a whole configuration', () => {
  const secret = { what: '', password: 'p4ss-w0rd', meant: 'p4ss-w0rd' }
  const config = `variable "password" {\n  default = "${secret.meant}"\n}\nenv "k8s" {\n  url = "${urlOf(secret)}"\n}\n`

  test('stands nowhere but in the Secret', () => {
    const run = runAction({ 'web.yaml': deployment() }, { config })

    expect(run.files).toEqual({ 'web.yaml': injected(deployment()) })
    expect(leaksOf(secret, { ...tracesOf(run), ...run.files })).toEqual([])
  })

  test('in an argument fails the run, as does the password in it', () => {
    for (const args of [config, `--var\npassword=${secret.meant}`]) {
      const run = runAction({ 'web.yaml': deployment() }, { config, args })

      expect(run.annotations).toMatchObject([{ level: 'error', title: 'Input args' }])
      expect(leaksOf(secret, tracesOf(run))).toEqual([])
    }
  })
})

test('a password that is a word such as any name is no error, but is not shown to people', () => {
  const secret = { what: '', password: 'storefront', meant: 'storefront' }

  const run = runAction({ 'web.yaml': deployment('storefront') }, { 'database-url': urlOf(secret) })

  const { log, summary } = tracesOf(run)
  expect(run.exitCode).toBe(0)
  expect(log).toContain('injected  web.yaml:2  Deployment ***\n')
  expect(summary).toContain('| Deployment | <code>&#42;&#42;&#42;</code> |')
  expect(log).not.toContain('storefront')
  expect(summary).not.toContain('storefront')
})

test('a password that is a word of the page itself leaves the page whole', () => {
  const secret = { what: '', password: 'summary', meant: 'summary' }

  const run = runAction({ 'web.yaml': deployment() }, { 'database-url': urlOf(secret) })

  expect(run.summary).toContain('<details><summary>web.yaml</summary>')
})
