import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { isCollection, isScalar, visit } from 'yaml'

import { mayHoldWord } from '../src/yaml/hidden-words.ts'
import { rewrite, type Rewriting } from '../src/injection/rewrite.ts'
import { ifReadable, readDocument, splitStream } from '../src/yaml/stream.ts'
import { isYamlMap, itemsOf, type Value } from '../src/yaml/value.ts'
import { kubernetesReader } from './kubernetes-reader/reader.ts'
import { Dice } from './properties/dice.ts'
import { requestOf } from './request.ts'

/*
 * Every text that Kubernetes reads is rewritten so that it reads just what was asked, or each workload in it is reported.
 * To run others: KUBERNETES_READER_SEED=123 npm test -- __tests__/kubernetes-reader
 */
const firstSeed = Number(process.env.KUBERNETES_READER_SEED ?? 1)
const COUNT = 3_000

const read = kubernetesReader()
const describeReader = read ? describe : describe.skip

const GOLDEN = new URL('./golden/', import.meta.url)
const golden = readdirSync(GOLDEN)
  .map((name) => readFileSync(new URL(`${name}/input.yaml`, GOLDEN), 'utf8'))
  // Kubernetes' reader takes a directive away from its document.
  .filter((text) => !/^%/m.test(text))

/** What we read, without empty documents; undefined when we do not. */
function ours(text: string): unknown {
  const documents = ifReadable(() => {
    const stream = splitStream(text)
    return stream.documents.map((document) => readDocument(stream, document).toValue())
  })
  return documents && JSON.parse(JSON.stringify(withoutEmpty(documents)))
}

function withoutEmpty(documents: readonly unknown[]): unknown[] {
  return documents.filter((document) => document !== null)
}

/** A text whose lines within quotes, brackets and braces start anywhere further left. */
function shiftedLeft(text: string, dice: Dice): string {
  const stream = splitStream(text)
  const ranges = stream.documents.flatMap((document) => {
    const found: { start: number; end: number }[] = []
    visit(readDocument(stream, document).yaml, {
      Node: (_key, node) => {
        const isOpen = isScalar(node) ? String(node.type).startsWith('QUOTE') : isCollection(node) && node.flow
        if (!isOpen || !node.range) return undefined
        found.push({ start: document.start + node.range[0], end: document.start + node.range[1] })
        return visit.SKIP
      },
    })
    return found
  })
  let shifted = text
  for (const { start, end } of ranges.reverse()) {
    const lines = text
      .slice(start, end)
      .replace(/(?<=\n)[ \t]+(?=\S)/g, (blanks) => (dice.chance(0.3) ? '' : ' '.repeat(dice.below(blanks.length + 1))))
    shifted = shifted.slice(0, start) + lines + shifted.slice(end)
  }
  return shifted
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: web:1
`
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: "x {{ y }}"\n  b: |\n    kind: Deployment\n'
const JSON_DEPLOYMENT = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { template: { spec: { containers: [{ name: 'web' }] } } },
})

function member(text: string): string {
  return `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`
}

const BASES = [
  DEPLOYMENT,
  `${CONFIG_MAP}---\n${DEPLOYMENT}`,
  `# c\n---\n${DEPLOYMENT}...\n---\n${CONFIG_MAP}`,
  `apiVersion: v1\nkind: List\nitems:\n${member(DEPLOYMENT)}${member(CONFIG_MAP)}`,
  JSON_DEPLOYMENT,
  `${JSON_DEPLOYMENT}\n${JSON_DEPLOYMENT}`,
  `{"apiVersion":"v1","kind":"List","items":[${JSON_DEPLOYMENT},${JSON_DEPLOYMENT}]}\n`,
]

const KIND_LINES = [
  'kind: "Deploy\\u006dent"',
  'kind: !!binary RGVwbG95bWVudA==',
  'kind: >-\n  Deployment',
  '&k kind: Deployment',
  'kind: !!str Deployment',
  '"k\\x69nd": Deployment',
  '? kind\n: Deployment',
  'kind: "Deploy\\\n  ment"',
  "kind:\n  'Deployment'",
]

const LINE_ENDS = ['\r', '\r\n', '\u2028', '\u2029', '\u0085']

const SIGNS = [
  ...[...LINE_ENDS, '\ufeff', '\t', ' ', '\n', '&a ', '!!str ', '! ', '? ', '"', "'", '\\x6e', '\\\n', '|-\n ', '>\n '],
  ...['{', '}', '[', ']', ',', ':', '- ', '---\n', '\n---\n', '...\n', '# x\n', ' # {{ x }}', '<<: {}\n'],
  ...['kind: Service\n', '*a', '\0', 'é', '\u00a0', '\\'],
]

/** A Deployment in a form of its own, broken a little. */
function broken(dice: Dice): string {
  let text = dice.pick(BASES)
  if (dice.chance(0.15)) text = text.replace('kind: Deployment', dice.pick(KIND_LINES))
  if (dice.chance(0.15)) text = text.replaceAll('\n', dice.pick(LINE_ENDS))
  if (dice.chance(0.25)) {
    const at = dice.below(text.length)
    text = text.slice(0, at) + text.slice(at + 1 + dice.below(3))
  }
  for (let left = dice.below(3); left > 0; left--) {
    const at = dice.below(text.length + 1)
    text = text.slice(0, at) + dice.pick(SIGNS) + text.slice(at)
  }
  return text
}

/** How many Deployments an object is or holds. */
function deploymentsIn(object: Value): number {
  if (!isYamlMap(object)) return 0
  if (object.kind === 'Deployment') return 1
  if (typeof object.kind !== 'string' || !object.kind.endsWith('List')) return 0
  return itemsOf(object.items).reduce<number>((count, item) => count + deploymentsIn(item), 0)
}

/** An object as JSON, without what the injection brings. */
function withoutInjection(object: unknown): string {
  return JSON.stringify(object, (key, value: unknown) =>
    (key === 'initContainers' || key === 'volumes') && JSON.stringify(value).includes('atlas-project')
      ? undefined
      : value,
  )
}

/** What is wrong with what becomes of a text that Kubernetes reads; undefined when nothing is. */
function fault(
  text: string,
  before: readonly unknown[],
  { results, text: after }: Rewriting,
  reread: readonly unknown[] | null,
): string | undefined {
  const count = before.reduce<number>((sum, object) => sum + deploymentsIn(object as Value), 0)
  if (count > 0 && !mayHoldWord(text, ['Deployment'])) return 'passed over for its bytes'
  if (count > 0 && results.length === 0) return 'a workload without a word'
  if (after === text) return undefined
  if (!reread) return 'Kubernetes does not read what was written'
  if (withoutInjection(reread) !== withoutInjection(before)) return 'something else changed'
  const injected = results.filter(({ action }) => action === 'injected').length
  const found = JSON.stringify(reread).split('"secretName":"atlas-project"').length - 1
  return injected === found ? undefined : `${injected} workloads injected, and ${found} found`
}

describeReader("Kubernetes' reader (skipped where it cannot be built)", () => {
  test('reads what we read', () => {
    const theirs = read?.(golden) ?? []

    for (const [index, text] of golden.entries()) expect(ours(text)).toEqual(withoutEmpty(theirs[index] ?? []))
  })

  test(`reads what we read of lines that start further left (seed ${firstSeed})`, () => {
    const dice = new Dice(firstSeed)
    const texts = [...golden, ...golden, ...golden].map((text) => shiftedLeft(text, dice))
    const theirs = read?.(texts) ?? []

    expect(theirs.filter((documents) => documents).length).toBeGreaterThan(golden.length)
    for (const [index, text] of texts.entries()) {
      const documents = theirs[index]
      if (documents) expect(ours(text)).toEqual(withoutEmpty(documents))
    }
  })

  test(`finds no workload that is not reported, and nothing changed that was not asked for (seed ${firstSeed})`, () => {
    const texts = Array.from({ length: COUNT }, (_, index) => broken(new Dice(firstSeed + index)))
      // Of what stands behind the end of a document, up to the next `---`, Kubernetes' reader takes no notice.
      .map((text) => text.replace(/^\.\.\.$(?!\n---)/gm, '---'))
    const rewritings = texts.map((text) => rewrite(text, requestOf()))
    const before = read?.(texts) ?? []
    const after = read?.(rewritings.map(({ text }) => text)) ?? []

    const faults = rewritings.flatMap((rewriting, index) => {
      const found = before[index] && fault(texts[index] ?? '', before[index], rewriting, after[index] ?? null)
      return found === undefined || found === null ? [] : [{ seed: firstSeed + index, found, text: texts[index] }]
    })
    expect(faults).toEqual([])
    expect(before.filter((documents) => documents).length).toBeGreaterThan(COUNT / 4)
    expect(rewritings.filter(({ edits }) => edits.length > 0).length).toBeGreaterThan(COUNT / 8)
  })
})
