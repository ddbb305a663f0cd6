import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

import { goParameters, GoUrlError, parseGoUrl } from '../../src/atlas/go-url.ts'

const isThere = spawnSync('go', ['version']).status === 0
if (!isThere) process.stdout.write('There is no go on this machine: the comparison with it is skipped.\n')
const describeGo = isThere ? describe : describe.skip

interface Read {
  readonly scheme: string
  readonly opaque: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly fragment: string
  readonly user: string | undefined
  readonly password: string | undefined
  readonly parameters: Readonly<Record<string, readonly string[]>>
}

function readHere(text: string): Read | null {
  try {
    const url = parseGoUrl(text)
    const values = goParameters(url.query)
    return { ...url, parameters: Object.fromEntries([...values.keys()].map((name) => [name, values.getAll(name)])) }
  } catch (error) {
    if (error instanceof GoUrlError) return null
    throw error
  }
}

/** What Go makes of each text; a text for one whose decoded parts are no UTF-8, which JavaScript has no strings for. */
function readByGo(texts: readonly string[]): readonly (Read | string | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'go-url-'))
  try {
    const program = join(folder, 'urls')
    const env = { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local' }
    execFileSync('go', ['build', '-o', program, '.'], { cwd: new URL('../go/', import.meta.url), env })
    const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('')
    const lines = execFileSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
      .trimEnd()
      .split('\n')
    return lines.map((line) => lowerCased(JSON.parse(line) as Record<string, unknown> | string | null))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Go's names of fields in our form, and what is not there as undefined. */
function lowerCased(answer: Record<string, unknown> | string | null): Read | string | null {
  if (answer === null || typeof answer === 'string') return answer
  const fields = Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value ?? undefined])
  return Object.fromEntries(fields) as Read
}

/** Numbers from 0 to 1 that are the same in each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomNumbers(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const SCHEMES = ['postgres', 'MySQL', 'mysql+unix', 'sqlite', 'a.b-c', '1a', '', 'p q', 'jdbc:mysql']
const HOSTS = [
  'db',
  'DB:5432',
  'db:',
  ':5432',
  'db:port',
  '[::1]',
  '[::1]:5432',
  '[::1:5432',
  '::1',
  'a:1,b:2',
  'tcp(db:3306)',
]
const MORE_HOSTS = [
  '[fe80::1%25en0]',
  '[1.2.3.4]',
  '[::ffff:1.2.3.4]',
  '[1:2:3:4:5:6:7::]',
  '[::1%25]',
  '<host>',
  'größe',
  'd%c3%b6',
  'd%41',
  'a[b',
]
const PIECES = [
  ...Array.from('#/?%[]^{|}\\"` @:;,&=+$(<>\'~*!_-.a1F'),
  '%41',
  '%2f',
  '%zz',
  '%c3%b6',
  'ö',
  '\u200b',
  '\t',
  '\u007f',
  '😀',
  '%25',
]

function madeUrls(count: number): readonly string[] {
  const random = randomNumbers()
  const oneOf = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const some = (most: number): string =>
    Array.from({ length: Math.floor(random() * most) }, () => oneOf(PIECES)).join('')
  return Array.from({ length: count }, () => {
    const userinfo = random() < 0.2 ? '' : `app:${some(3)}@`
    const host = random() < 0.7 ? oneOf([...HOSTS, ...MORE_HOSTS]) : some(4)
    const path = random() < 0.3 ? '' : `/${some(3)}`
    const query = random() < 0.5 ? '' : `?${some(3)}=${some(3)}&b=${some(2)}`
    const slashes = random() < 0.95 ? '://' : oneOf([':', ':/', '//', ''])
    return `${oneOf(SCHEMES)}${slashes}${userinfo}${host}${path}${query}${random() < 0.9 ? '' : `#${some(2)}`}`
  })
}

describeGo('as Go does', () => {
  test('with thousands of URLs', () => {
    const texts = madeUrls(20_000)
    const answers = readByGo(texts)
    const differing = texts
      .map((text, index) => ({ text, here: readHere(text), go: answers[index] }))
      .filter(({ here, go }) =>
        typeof go === 'string' ? here === null : JSON.stringify(sorted(here)) !== JSON.stringify(sorted(go ?? null)),
      )

    expect(differing.slice(0, 5)).toEqual([])
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(2_000)
    expect(answers.filter((answer) => answer === null).length).toBeGreaterThan(2_000)
  })
})

function sorted(read: Read | null): unknown {
  return (
    read &&
    Object.entries({ ...read, parameters: Object.entries(read.parameters).sort() })
      .filter(([, value]) => value !== undefined)
      .sort()
  )
}

test.each([
  [
    'postgres://app:p%40ss@DB:5432/shop?a=1#f',
    { scheme: 'postgres', user: 'app', password: 'p@ss', host: 'DB:5432', path: '/shop', query: 'a=1', fragment: 'f' },
  ],
  ['postgres://app:12/ss@db:5432/x', { user: undefined, host: 'app:12', path: '/ss@db:5432/x' }],
  ['MYSQL://a:b@c@db', { scheme: 'mysql', user: 'a', password: 'b@c', host: 'db', path: '' }],
  ['mysql:db', { scheme: 'mysql', opaque: 'db' }],
])('%s', (text, url) => {
  expect(parseGoUrl(text)).toMatchObject(url)
})

test.each([
  ['postgres://app:p^ss@db/x', 'userinfo'],
  ['postgres://app:p%ss@db/x', 'percent'],
  ['postgres://app:p@db:port/x', 'port'],
  ['postgres://app:p@[::1:5432/x', 'bracket'],
  ['postgres://app:p@[db]/x', 'address'],
  ['postgres://app:p@d b/x', 'host-character'],
  ['postgres://app:p@%2Frun/x', 'host-percent'],
  ['postgres://app:p\t@db/x', 'control'],
  ['://db', 'scheme'],
])('%j is none: %s', (text, fault) => {
  expect(() => parseGoUrl(text)).toThrow(expect.objectContaining({ fault }))
})
