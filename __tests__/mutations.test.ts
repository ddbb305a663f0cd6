import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { parseAllDocuments } from 'yaml'

import { KINDS } from '../src/kubernetes/kinds.ts'
import { parseLaxly } from '../src/yaml/lax-parser.ts'
import { rewrite } from '../src/injection/rewrite.ts'
import { Dice } from './properties/dice.ts'
import { requestOf } from './request.ts'

/*
 * Real files, broken at random: each becomes something valid, or is refused or skipped with a reason. A failure names
 * its seed; to run it again, or for longer:
 *   MUTATION_SEED=123 MUTATION_SECONDS=600 MANIFEST_CORPUS=folder npm test -- __tests__/mutations
 */
const firstSeed = Number(process.env.MUTATION_SEED ?? Date.now() % 2 ** 31)
const seconds = Number(process.env.MUTATION_SECONDS ?? 15)

const folders = process.env.MANIFEST_CORPUS
  ? [process.env.MANIFEST_CORPUS]
  : ['golden/', '../examples/k8s/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)))

/** Longer ones are rare, and the time is better spent on many. */
const LONGEST = 20_000

const paths = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => /\.(?:ya?ml|json)$/.test(path) && statSync(path).size < LONGEST)
  .sort()

const kinds = Object.keys(KINDS).join('\n')
const INJECT = requestOf({ kinds })
const REMOVE = requestOf({ kinds, operation: 'remove' })

/** What goes with a key that says it has no value. */
const NULL_LIST =
  /(?:volumes|initContainers)["']?\s*:[ \t]*(?:&[^ \t]+[ \t]+)?(?:null|~|Null|NULL|![^\n]*)?[ \t]*(?:#.*)?[\r\n,}]/

/** A Secret's volume of our name, which goes with our container, whoever brought it. */
const OUR_VOLUME = 'atlas-project'

type Mutator = (text: string, dice: Dice, another: () => string) => string

function place(text: string, dice: Dice): number {
  return dice.below(text.length + 1)
}

function onLines(change: (lines: string[], index: number, dice: Dice) => string[]): Mutator {
  return (text, dice) => {
    const lines = text.split('\n')
    return change(lines, dice.below(lines.length), dice).join('\n')
  }
}

const SIGNS = [
  ...Array.from('\t\r:-#\'"[]{}&*!|>%@,? ~=\ufeff\u2028\0'),
  '\n',
  '\r\n',
  '\n---\n',
  '\n...\n',
  '<<: ',
  '- ',
  '? ',
  ': ',
  '&a ',
  '*a',
  '!!str ',
  ' #',
  '{{ x }}',
]

const MUTATORS: readonly Mutator[] = [
  (text, dice) => text.slice(0, place(text, dice)),
  (text, dice) => text.slice(place(text, dice)),
  (text, dice) => {
    const at = place(text, dice)
    return text.slice(0, at) + text.slice(at + dice.below(40))
  },
  (text, dice) => {
    const at = place(text, dice)
    return text.slice(0, at) + dice.pick(SIGNS) + text.slice(at)
  },
  (text, dice) => {
    const at = place(text, dice)
    return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << dice.below(7))) + text.slice(at + 1)
  },
  (text, dice, another) => text.slice(0, place(text, dice)) + another().slice(place(text, dice)),
  (text, dice) => text.replaceAll(/\n/g, (end) => (dice.chance(0.2) ? '\r\n' : end)),
  (text) => text.replaceAll('  ', '\t'),
  onLines((lines, index, dice) => lines.with(index, ' '.repeat(dice.below(12)) + (lines[index] ?? '').trimStart())),
  onLines((lines, index) => lines.toSpliced(index, 0, lines[index] ?? '')),
  onLines((lines, index) => lines.toSpliced(index, 1)),
  onLines((lines, index, dice) =>
    lines.with(index, `${lines[index] ?? ''} ${dice.pick(['# c', '[]', '{}', 'null', '&a', '|', '>-'])}`),
  ),
  onLines((lines, index, dice) => {
    const by = ' '.repeat(1 + dice.below(3))
    const to = index + dice.below(20)
    return lines.map((line, at) => (at >= index && at < to ? by + line : line))
  }),
]

function mutated(dice: Dice): string {
  const another = (): string => readFileSync(dice.pick(paths), 'utf8')
  let text = another()
  for (let left = 1 + dice.below(3); left > 0; left--) text = dice.pick(MUTATORS)(text, dice, another)
  return text
}

const OPTIONS = { version: '1.1', uniqueKeys: false, logLevel: 'silent', prettyErrors: false } as const

/** How many documents a text has; undefined when one of them is nothing that Kubernetes reads. */
function documentsIn(text: string): number | undefined {
  const documents = parseAllDocuments(text, OPTIONS)
  if ('empty' in documents) return documents.errors.length > 0 ? undefined : 0
  if (!documents.some(({ errors }) => errors.length > 0)) return documents.length
  const lax = parseLaxly(text, OPTIONS)
  return lax.some(({ errors }) => errors.length > 0) ? undefined : lax.length
}

/** What is wrong with what becomes of a text; undefined when nothing is. */
function fault(text: string): string | undefined {
  const { text: after, results } = rewrite(text, INJECT)
  for (const { action, reason } of results)
    if ((action === 'refused' || action === 'skipped') !== (reason !== undefined))
      return `${action} with the reason "${reason?.code ?? ''}"`
  const isChanged = results.some(({ action }) => action === 'injected' || action === 'updated')
  if (isChanged !== (after !== text)) return 'changed and not so reported, or the reverse'
  if (!isChanged) return undefined

  const documents = documentsIn(text)
  if (documents === undefined) return 'written from a text that nobody reads'
  if (documentsIn(after) !== documents) return 'the rewritten text is no YAML, or has another number of documents'
  if (rewrite(after, INJECT).text !== after) return 'a second run changes it again'
  if (results.some(({ action }) => action === 'updated')) return undefined
  const { text: back } = rewrite(after, REMOVE)
  const isKept = NULL_LIST.test(text) || text.includes(OUR_VOLUME)
  return back === text || isKept ? undefined : 'removing does not give the first bytes'
}

test(`of real files, broken at random (seed ${firstSeed}, ${seconds} s)`, () => {
  const faults: { seed: number; what: string }[] = []
  const actions = new Map<string, number>()
  const end = Date.now() + seconds * 1000
  let seed = firstSeed
  for (; Date.now() < end && faults.length < 5; seed++) {
    const text = mutated(new Dice(seed))
    try {
      const what = fault(text)
      if (what !== undefined) faults.push({ seed, what })
      for (const { action } of rewrite(text, INJECT).results) actions.set(action, (actions.get(action) ?? 0) + 1)
    } catch (error) {
      faults.push({ seed, what: String(error) })
    }
  }

  process.stdout.write(`${seed - firstSeed} broken files: ${[...actions].map((entry) => entry.join(' ')).join(', ')}\n`)
  expect(faults).toEqual([])
  expect(actions.get('injected')).toBeGreaterThan(0)
  expect(actions.get('refused')).toBeGreaterThan(0)
}, 2_000_000_000)
