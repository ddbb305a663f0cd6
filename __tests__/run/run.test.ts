import { expect, jest, test } from '@jest/globals'
import { Lexer, Parser } from 'yaml'

import type { FileContent } from '../../src/files/read.ts'
import { textAfter } from '../../src/outcome/file-change.ts'
import { isFailed, type Outcome, type Published } from '../../src/outcome/outcome.ts'
import type { Ports } from '../../src/run/ports.ts'
import { run, type Finished } from '../../src/run/run.ts'
import { redactorOf } from '../../src/secrets/redactor.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { deployment, injected } from '../action/manifests.ts'

type Texts = Readonly<Record<string, string>>

const SEED = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s', 'database-url': 'mysql://db' }
const COMMIT = '1a2b3c4'.padEnd(40, '0')

/** A world in memory: files by their paths, and what a run did to it. */
class World {
  readonly files: Map<string, string>
  readonly outputs = new Map<string, string>()
  readonly reads: string[] = []
  readonly published: string[] = []

  constructor(files: Texts) {
    this.files = new Map(Object.entries(files))
  }

  /** Runs in this world, as an entry without a runner and without a disk does. */
  async run(given: Texts = {}): Promise<Finished> {
    const values: Texts = { ...SEED, ...given }
    const forms = redactorOf({ databaseUrl: values['database-url'] ?? '', config: '', token: '', env: 'k8s' })
    return run(
      readSettings((name) => values[name] ?? '', forms),
      this.#ports((text) => forms.indexIn(text)),
    )
  }

  #ports(secretIn: (text: string) => number): Ports {
    return {
      repository: {
        find: () => ({
          files: [...this.files.keys()].map((name) => ({ name, path: name })),
          leaving: [],
          unmatched: [],
          folders: [],
          isEmpty: this.files.size === 0,
        }),
        read: ({ name }, words, others) => this.#read(name, words, others),
        leftOut: () => [],
        companions: () => new Map(),
        write: (changes) => {
          for (const change of changes) this.files.set(change.path, textAfter(change))
          return []
        },
        cleanUp: () => undefined,
      },
      outputs: {
        prepare: () => undefined,
        write: (name, text) => {
          this.outputs.set(name, text)
          return `/outputs/${name}`
        },
      },
      publish: (plan) => {
        if (plan.mode === 'commit') this.published.push(...plan.changes.map(textAfter))
        return Promise.resolve(publishedBy(plan.mode))
      },
      secretIn,
      withholder: undefined,
      debug: () => undefined,
    }
  }

  #read(name: string, words: readonly string[], others: readonly string[]): FileContent | undefined {
    this.reads.push(name)
    const text = this.files.get(name) ?? ''
    const mayHoldWord = words.some((word) => text.includes(word))
    return mayHoldWord || others.some((word) => text.includes(word)) ? { type: 'text', mayHoldWord, text } : undefined
  }
}

function publishedBy(mode: string): Published {
  const repository = 'shop/web'
  const publication =
    mode === 'commit' ? { repository, commit: COMMIT, commitUrl: `https://x/${COMMIT}`, branch: 'main' } : undefined
  return { publication, editedEarlier: [], isNeedless: false, diagnostics: [] }
}

function codesOf({ diagnostics }: Outcome): string[] {
  return diagnostics.map(({ severity, code }) => `${severity} ${code}`)
}

test('a run needs neither a runner nor a disk', async () => {
  const world = new World({ 'k8s/web.yaml': deployment(), 'notes.yaml': 'a: 1\n' })
  const { outcome, files } = await world.run()

  expect(isFailed(outcome)).toBe(false)
  expect(outcome.plan).toMatchObject({ operation: 'inject', mode: 'output', filesRead: 1 })
  expect(Object.fromEntries(world.files)).toEqual({ 'k8s/web.yaml': injected(deployment()), 'notes.yaml': 'a: 1\n' })
  expect([...world.outputs.keys()]).toEqual(['secret.yaml', 'changes.patch', 'report.json'])
  expect(files).toEqual({
    report: '/outputs/report.json',
    patch: '/outputs/changes.patch',
    secretManifest: '/outputs/secret.yaml',
  })
  expect(world.outputs.get('secret.yaml')).toContain('kind: Secret\n')
})

test('a check writes nothing but its report and the patch', async () => {
  const world = new World({ 'k8s/web.yaml': deployment() })
  const { outcome, files } = await world.run({ mode: 'check' })

  expect(codesOf(outcome)).toContain('error outdated')
  expect(world.files.get('k8s/web.yaml')).toBe(deployment())
  expect(files).toMatchObject({ patch: '/outputs/changes.patch', secretManifest: '' })
})

test('a commit is published, and then written', async () => {
  const world = new World({ 'k8s/web.yaml': deployment() })
  const { outcome } = await world.run({ mode: 'commit', token: 't' })

  expect(outcome.publication).toMatchObject({ commit: COMMIT, branch: 'main' })
  expect(world.published).toEqual([injected(deployment())])
  expect(world.files.get('k8s/web.yaml')).toBe(injected(deployment()))
})

test('an error leaves every file as it was', async () => {
  const world = new World({ 'a.yaml': deployment(), 'b.yaml': deployment().replace('    spec:\n', '    spec: [\n') })
  const { outcome } = await world.run()

  expect(codesOf(outcome)).toContain('error refused')
  expect(world.files.get('a.yaml')).toBe(deployment())
  expect(outcome).toMatchObject({ changes: [], secretNamespaces: [] })
})

test('a file is read once, and each document parsed once to edit it and once to prove it', async () => {
  const parsed: string[] = []
  const parse = jest.spyOn(Parser.prototype, 'parse').mockImplementation(function* (this: Parser, source) {
    parsed.push(source)
    for (const lexeme of new Lexer().lex(source)) yield* this.next(lexeme)
    yield* this.end()
  })
  try {
    const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\n'
    // Rules look at the Service, and find the tag that moves on a line of its own.
    const world = new World({ 'k8s/web.yaml': `${service}---\n${deployment()}`, 'notes.yaml': 'a: 1\n' })
    const { outcome } = await world.run({ image: 'ghcr.io/repo/migrations:latest' })

    expect(outcome.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'finding', rule: 'mutable-tag', location: expect.objectContaining({ line: 7 }) }),
    )
    expect(world.reads).toEqual(['k8s/web.yaml', 'notes.yaml'])
    expect(parsed).toEqual([
      service,
      `---\n${deployment()}`,
      `---\n${injected(deployment()).replace('v0.1.2', 'latest')}`,
    ])
  } finally {
    parse.mockRestore()
  }
})
