import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseAllDocuments } from 'yaml'

import { KINDS } from '../src/kubernetes/kinds.ts'
import { rewrite, type RewriteRequest } from '../src/injection/rewrite.ts'
import { splitStream } from '../src/yaml/stream.ts'
import { inputsFor, madeFile, madeSettings, type MadeFile, type Settings } from './properties/generator.ts'
import { requestOf } from './request.ts'

/*
 * What holds for every file and every setting. A failure prints its seed; to run it again, or for longer:
 *   PROPERTY_SEED=123 PROPERTY_RUNS=100000 npm test -- __tests__/properties
 */
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env.PROPERTY_RUNS ?? 400)

const kinds = Object.keys(KINDS).join('\n')
const REMOVE = { operation: 'remove', kinds }

function request(settings: Settings, file: MadeFile): RewriteRequest {
  return requestOf({ kinds, ...inputsFor(settings, file) })
}

function removal(settings: Settings, file: MadeFile): RewriteRequest {
  return requestOf({ ...inputsFor(settings, file), ...REMOVE })
}

/** What may be refused of what is made: text behind the end would add a line end to it. */
const OPEN_BLOCK_SCALAR = 'open-block-scalar'

/** What two settings may come to: the limit of one, and a request of the other that is more. */
const NOT_TOGETHER = 'rejected-by-kubernetes'

/** The file with what is asked. Every form that is made can be edited, but for one. */
function injected(file: MadeFile, settings: Settings): string {
  const { text, results } = rewrite(file.text, request(settings, file))
  fc.pre(!results.some(({ reason }) => reason?.code === OPEN_BLOCK_SCALAR))
  expect(results).toMatchObject([{ action: 'injected', reason: undefined }])
  return text
}

type Json = Record<string, unknown>

function objectsIn(text: string): unknown[] {
  const documents = parseAllDocuments(text, { version: '1.1', logLevel: 'error' })
  if ('empty' in documents) return []
  return documents.map((document) => {
    expect(document.errors).toEqual([])
    return document.toJS() as unknown
  })
}

function objectAt(root: unknown, path: readonly (string | number)[]): Json {
  return path.reduce<unknown>((value, key) => (value as Json)[key], root) as Json
}

/** The objects of a file with the volume and the container put into the one that was asked for. */
function expectedObjects(file: MadeFile, settings: Settings): unknown[] {
  const objects = objectsIn(file.text)
  const podSpec = objectAt(objects[file.document], file.podSpec)
  const { change } = request(settings, file)
  if (change.operation !== 'inject') throw new Error('no injection')
  const others = (podSpec.initContainers ?? []) as Json[]
  const { position } = change
  const beside = 'name' in position ? others.findIndex(({ name }) => name === position.name) : 0
  const index = { first: 0, last: others.length, before: beside, after: beside + 1 }[position.at]
  podSpec.volumes = [...((podSpec.volumes ?? []) as Json[]), change.volume]
  podSpec.initContainers = others.toSpliced(index, 0, change.container)
  return objects
}

/** What a file becomes when what it was given is taken out: where a key said `null`, it goes. */
function withoutNullKeys(file: MadeFile, text: string): void {
  if (file.nullKeys.length === 0) {
    expect(text).toBe(file.text)
    return
  }
  const [objects, before] = [objectsIn(text), objectsIn(file.text)]
  for (const key of file.nullKeys) {
    for (const root of [objects, before]) Reflect.deleteProperty(objectAt(root[file.document], file.podSpec), key)
  }
  expect(objects).toEqual(before)
}

function holds(property: (file: MadeFile, settings: Settings, others: Settings) => void): void {
  fc.assert(fc.property(madeFile, madeSettings, madeSettings, property), { seed, numRuns })
}

describe(`of every file (seed ${seed}, ${numRuns} runs each)`, () => {
  test('the rewritten file stands for what is asked, and for nothing else', () => {
    holds((file, settings) => {
      expect(objectsIn(injected(file, settings))).toEqual(expectedObjects(file, settings))
    })
  })

  test('injecting twice is injecting once', () => {
    holds((file, settings) => {
      const once = injected(file, settings)
      const { text, results } = rewrite(once, request(settings, file))

      expect(text).toBe(once)
      expect(results.map(({ action }) => action)).toEqual(['unchanged'])
    })
  })

  test('removing what was injected gives the first bytes', () => {
    holds((file, settings) => {
      const { text, results } = rewrite(injected(file, settings), removal(settings, file))

      expect(results.map(({ action, additions }) => [action, additions])).toEqual([['removed', undefined]])
      withoutNullKeys(file, text)
    })
  })

  test('the other documents keep every byte', () => {
    holds((file, settings) => {
      const [before, after] = [splitStream(file.text), splitStream(injected(file, settings))].map(({ documents }) =>
        documents.map(({ text }) => text),
      )

      expect(after?.toSpliced(file.document, 1)).toEqual(before?.toSpliced(file.document, 1))
    })
  })

  test('an update comes to what injecting the new settings does, and is taken out to the first bytes', () => {
    holds((file, settings, others) => {
      // What a setting brought that is no longer given stays, as a person's would: those that are given are compared.
      const later = { ...others, inputs: { ...settings.inputs, ...others.inputs } }
      const { text, results } = rewrite(injected(file, settings), request(later, file))
      fc.pre(!results.some(({ reason }) => reason?.code === OPEN_BLOCK_SCALAR || reason?.code === NOT_TOGETHER))

      expect(results.map(({ action }) => action)).toEqual([expect.stringMatching(/^(?:updated|unchanged)$/)])
      withoutNullKeys(file, rewrite(text, removal(later, file)).text)
      const [found, expected] = [objectsIn(text), expectedObjects(file, later)]
      for (const root of [found, expected]) unionOf(objectAt(root[file.document], file.podSpec), settings, others)
      expect(found).toEqual(expected)
    })
  })
})

/** Fields are updated one by one, so what an earlier setting asked for besides stays. */
function unionOf(podSpec: Json, settings: Settings, others: Settings): void {
  const ours = (podSpec.initContainers as Json[]).find(({ name }) => name === 'migrate')
  for (const [input, key] of [
    ['resources', 'resources'],
    ['security-context', 'securityContext'],
  ] as const)
    if (settings.inputs[input] !== others.inputs[input] && ours) Reflect.deleteProperty(ours, key)
}
