import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

import { rewrite, type RewriteRequest } from '../src/injection/rewrite.ts'
import { splitStream } from '../src/yaml/stream.ts'
import { inTurn, run, type Contestant, type Measurement } from './measure.ts'
import { action, INJECTION, kubectlPatch, yqInPlace, type Peers } from './programs.ts'
import { columns, printTable } from './table.ts'

const ROUNDS = 3

/** What every program can take: the others know no other versions. */
const API_VERSIONS: readonly unknown[] = ['apps/v1', 'apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1']

const REQUEST: RewriteRequest = {
  selection: { kinds: ['Deployment'], workloads: [], selector: [] },
  change: INJECTION,
  namespace: '',
}

/**
 * The Deployments of a folder of real manifests, one a file, in one run; of `yq` in a run a file. Counts the lines that
 * were not asked for, too.
 */
export async function benchRealManifests(folder: string, peers: Peers): Promise<void> {
  const corpus = process.env.MANIFEST_CORPUS
  if (corpus === undefined) {
    console.log('MANIFEST_CORPUS is not set to a folder of manifests: skipping the comparison on real ones.\n')
    return
  }
  const before = join(folder, 'before')
  collectDeployments(corpus, before)
  if (peers.kubectl) removeUnread(before)
  const count = readdirSync(before).length
  const [byAction, byYq, byKubectl] = [join(folder, 'action'), join(folder, 'yq'), join(folder, 'kubectl')]
  const printed = `${byKubectl}.yaml`

  const measured = await inTurn(
    {
      ...(peers.kubectl && { '`kubectl patch --local`': { run: () => run(kubectlPatch(before, printed)) } }),
      'the action': inCopy(before, byAction, () => run(action(byAction, `${byAction}-temp`))),
      ...(peers.yq && { '`yq -i`': inCopy(before, byYq, () => runOnEach(byYq)) }),
    },
    ROUNDS,
  )
  if (peers.kubectl) splitPrinted(printed, readdirSync(before).sort(), byKubectl)

  const after: Readonly<Record<string, string>> = {
    'the action': byAction,
    '`yq -i`': byYq,
    '`kubectl patch --local`': byKubectl,
  }
  printTable(
    `${count} Deployments from real repositories`,
    ['', 'time', 'ratio', 'peak memory', 'old lines lost or changed', 'new lines per file'],
    [...measured].map(([name, measurement]) => {
      const { lost, added } = changedLines(before, after[name] ?? '')
      return [name, ...columns(measurement, measured), String(lost), (added / count).toFixed(1)]
    }),
  )
}

/** Writes each Deployment of a folder that is a document by itself into a file of its own. */
function collectDeployments(corpus: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  let count = 0
  for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
    const text = entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : ''
    for (const document of text.includes('Deployment') ? deploymentsIn(text) : [])
      writeFileSync(join(folder, `${String(count++).padStart(6, '0')}.yaml`), document)
  }
}

/** Takes out the files that `kubectl` cannot read: what it prints does not tell which file it is from. */
function removeUnread(folder: string): void {
  const [program, ...words] = kubectlPatch(folder, '').words
  const { stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  for (const [, path = ''] of stderr.matchAll(/(?:error parsing |unable to decode ")([^ :"]+)/g)) rmSync(path)
}

function deploymentsIn(text: string): string[] {
  // What cannot be read is rewritten by nobody.
  if (rewrite(text, REQUEST).edits.length === 0) return []
  return splitStream(text)
    .documents.map((document) => document.text)
    .filter((document) => {
      const [result, ...others] = rewrite(document, REQUEST).results
      return result?.action === 'injected' && others.length === 0 && isDeployment(parse(document))
    })
}

function isDeployment(root: unknown): boolean {
  const { apiVersion, kind } = root as { readonly apiVersion?: unknown; readonly kind?: unknown }
  return kind === 'Deployment' && API_VERSIONS.includes(apiVersion)
}

function inCopy(before: string, copy: string, work: () => Promise<Measurement>): Contestant {
  return {
    prepare: () => {
      rmSync(copy, { recursive: true, force: true })
      cpSync(before, copy, { recursive: true })
    },
    run: work,
  }
}

/** Runs `yq` on each file of a folder; it takes only one at a time. */
async function runOnEach(folder: string): Promise<Measurement> {
  let sum: Measurement = { seconds: 0, peakMebibytes: 0 }
  for (const name of readdirSync(folder)) {
    const { seconds, peakMebibytes } = await run(yqInPlace(join(folder, name)))
    sum = { seconds: sum.seconds + seconds, peakMebibytes: Math.max(sum.peakMebibytes, peakMebibytes || 0) }
  }
  return sum
}

/** Puts the objects that `kubectl` printed, in the order of the files that it was given, into files of those names. */
function splitPrinted(printed: string, names: readonly string[], folder: string): void {
  const objects = readFileSync(printed, 'utf8').split(/^(?=apiVersion:)/m)
  if (objects.length !== names.length)
    throw new Error(`kubectl printed ${objects.length} objects for ${names.length} files`)
  mkdirSync(folder, { recursive: true })
  for (const [index, name] of names.entries()) writeFileSync(join(folder, name), objects[index] ?? '')
}

/** How many lines of the files of one folder those of the other one lack, and how many they have more. */
function changedLines(before: string, after: string): { readonly lost: number; readonly added: number } {
  const words = ['diff', '--no-index', '--numstat', '--no-renames', before, after]
  const { stdout } = spawnSync('git', words, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  let [lost, added] = [0, 0]
  for (const [, more, fewer] of stdout.matchAll(/^(\d+)\t(\d+)\t/gm)) {
    added += Number(more)
    lost += Number(fewer)
  }
  return { lost, added }
}
