import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'

import { readCandidate } from '../src/files/read.ts'
import { HIDDEN_WORD } from '../src/yaml/hidden-words.ts'
import { podSpecPath } from '../src/kubernetes/kinds.ts'
import type { Placement } from '../src/injection/placement.ts'
import { rewrite, type RewriteRequest } from '../src/injection/rewrite.ts'
import { splitStream } from '../src/yaml/stream.ts'
import { requestOf } from './request.ts'

/** The kinds whose strategic merge patch `kubectl` knows. */
const KINDS = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'],
  ...['Job', 'CronJob', 'Pod', 'PodTemplate'],
]
const GOLDEN = new URL('./golden/', import.meta.url)
const corpus = process.env.MANIFEST_CORPUS

/** A document that was rewritten: before and after. */
interface Case {
  readonly name: string
  readonly kind: string
  readonly before: string
  readonly after: string
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const folder = mkdtempSync(join(tmpdir(), 'kubectl-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function kubectl(...args: string[]): ReturnType<typeof spawnSync> {
  // Neither a cluster nor anybody's settings: everything is local.
  const env = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'no-config') }
  return spawnSync('kubectl', args, { env, encoding: 'utf8', maxBuffer: 2 ** 30 })
}

const isThere = kubectl('version', '--client').status === 0
if (!isThere) process.stdout.write('There is no kubectl on this machine: the comparison with it is skipped.\n')
const describeKubectl = isThere ? describe : describe.skip

/** The documents of a text that are workloads of these kinds by themselves, and were changed. */
function casesOf(name: string, text: string, request: RewriteRequest): Case[] {
  const { text: rewritten, results } = rewrite(text, request)
  if (rewritten === text) return []
  const [before, after] = [splitStream(text).documents, splitStream(rewritten).documents]
  return results.flatMap(({ action, document, kind }) => {
    const [old, changed] = [before[document]?.text ?? '', after[document]?.text ?? '']
    const isAlone =
      results.filter((result) => result.document === document).length === 1 && !/kind["']?:.*List/.test(old)
    if ((action !== 'injected' && action !== 'updated') || !isAlone || old === changed) return []
    return [{ name, kind, before: old, after: changed }]
  })
}

/** A document with a key more, by which its object is known again in what `kubectl` prints; undefined if there is no place. */
function numbered(text: string, index: number): string | undefined {
  const place = /^(?=(["']?)kind\1[ \t]*:)/m.exec(text) ?? /(?<=^(?:---[ \t\n]*|#.*\n|\s)*\{)/.exec(text)
  if (!place) return undefined
  const isBlock = text.charAt(place.index - 1) !== '{'
  return `${text.slice(0, place.index)}"x-index": ${index}${isBlock ? '\n' : ', '}${text.slice(place.index)}`
}

/** What `kubectl` makes of documents with a patch, by their index. What it does not take is left out. */
function patched(texts: readonly string[], patch: Json): Map<number, Json> {
  const documents = join(folder, 'documents')
  mkdirSync(documents)
  for (const [index, text] of texts.entries()) {
    const document = numbered(text, index)
    if (document !== undefined) writeFileSync(join(documents, `${index}.yaml`), document)
  }
  const args = ['patch', '--local', '--type=strategic', '-o', 'json', '-p', JSON.stringify(patch), '-f', documents]
  const output = String(kubectl(...args).stdout)
  rmSync(documents, { recursive: true })
  const objects = output.split(/^(?=\{$)/m).filter((object) => object.trim() !== '')
  return new Map(
    objects.map((object) => {
      const value = JSON.parse(object) as { 'x-index': number }
      return [value['x-index'], value]
    }),
  )
}

/** What is asked, as a strategic merge patch of a kind. */
function patchOf(kind: string, { change }: RewriteRequest): Json {
  if (change.operation !== 'inject') throw new Error('no injection')
  const podSpec = JSON.parse(JSON.stringify({ volumes: [change.volume], initContainers: [change.container] })) as Json
  return podSpecPath(kind).reduceRight<Json>((inner, key) => ({ [key]: inner }), podSpec)
}

/** An object of `kubectl`, which puts what is new first, with our volume last and our container where it is asked for. */
function inOurOrder(object: Json, kind: string, { change }: RewriteRequest): Json {
  if (change.operation !== 'inject') throw new Error('no injection')
  const podSpec = podSpecPath(kind).reduce((value, key) => (value as Record<string, Json>)[key] ?? null, object)
  const lists = podSpec as Record<'volumes' | 'initContainers', { name?: string }[]>
  moveToEnd(lists.volumes, change.volume.name)
  moveToEnd(lists.initContainers, change.container.name)
  const { position } = change
  const ours = position.at === 'last' ? undefined : lists.initContainers.pop()
  if (ours) lists.initContainers.splice(placeIn(lists.initContainers, position), 0, ours)
  return object
}

function placeIn(others: readonly { name?: string }[], position: Placement): number {
  if (!('name' in position)) return 0
  const index = others.findIndex(({ name }) => name === position.name)
  return position.at === 'before' ? index : index + 1
}

function moveToEnd(items: { name?: string }[], name: string): void {
  const index = items.findIndex((item) => item.name === name)
  items.push(...items.splice(index, 1))
}

/** Compares each case with what `kubectl` makes of its old text; gives how many there were. */
function compare(cases: readonly Case[], request: RewriteRequest): number {
  let compared = 0
  for (const kind of KINDS) {
    const ofKind = cases.filter((one) => one.kind === kind)
    if (ofKind.length === 0) continue
    const wanted = patched(
      ofKind.map(({ before }) => before),
      patchOf(kind, request),
    )
    const found = patched(
      ofKind.map(({ after }) => after),
      {},
    )
    for (const [index, object] of wanted) {
      const { name } = ofKind[index] ?? { name: '' }
      expect({ name, object: found.get(index) }).toEqual({ name, object: inOurOrder(object, kind, request) })
    }
    compared += wanted.size
  }
  return compared
}

describeKubectl('the rewritten object is what kubectl makes of the old one (skipped without kubectl)', () => {
  const kinds = KINDS.join('\n')

  test('golden cases', () => {
    let compared = 0
    for (const name of readdirSync(GOLDEN)) {
      const settings = readdirSync(new URL(`${name}/`, GOLDEN)).includes('settings.json')
        ? (JSON.parse(readFileSync(new URL(`${name}/settings.json`, GOLDEN), 'utf8')) as Record<string, string>)
        : {}
      if (settings.operation === 'remove') continue
      const request = requestOf({ ...settings, kinds })
      const text = readFileSync(new URL(`${name}/input.yaml`, GOLDEN), 'utf8')
      // What is there already keeps what strategic merge takes for another item: its mounts, its Secret.
      if (!text.includes('migrate')) compared += compare(casesOf(name, text, request), request)
    }

    expect(compared).toBeGreaterThan(60)
  })

  test('an update of what was injected', () => {
    const text = readFileSync(new URL('seed/expected.yaml', GOLDEN), 'utf8')
    const settings = {
      image: 'ghcr.io/repo/migrations:v2',
      args: '--dry-run',
      env: 'prod',
      'image-pull-policy': 'Never',
    }
    const more = { resources: '{limits: {memory: 64Mi}}', 'security-context': 'restricted', position: 'first' }
    const request = requestOf({ ...settings, ...more })

    expect(compare(casesOf('seed', text, request), request)).toBe(1)
  })

  const testCorpus = corpus === undefined ? test.skip : test

  testCorpus('real manifests (skipped where MANIFEST_CORPUS does not name their folder)', () => {
    const request = requestOf({ kinds })
    const cases: Case[] = []
    for (const name of readdirSync(corpus ?? '', { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(corpus ?? '', name)
      const content = statSync(path).isFile() ? readCandidate(path, KINDS, [], HIDDEN_WORD) : undefined
      if (content?.type === 'text') cases.push(...casesOf(name, content.text, request))
    }
    const compared = compare(cases, request)

    process.stdout.write(
      `${compared} of ${cases.length} rewritten documents compared with what kubectl makes of them.\n`,
    )
    expect(compared).toBeGreaterThan(2_000)
  })
})
