import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

import { parseAllDocuments } from 'yaml'

import { readCandidate } from '../src/files/read.ts'
import { rewrite, type Rewriting, type WorkloadResult } from '../src/manifest/rewrite.ts'
import { requestOf } from './request.ts'

const corpus = process.env.MANIFEST_CORPUS
const request = requestOf()

interface CorpusFile {
  readonly name: string
  readonly before: string
  readonly rewriting: Rewriting
}

/** The files that can hold a Deployment, one after another, rewritten. */
function* rewritten(folder: string): Generator<CorpusFile> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    const content = statSync(path).isFile() ? readCandidate(path, request.selection.kinds) : undefined
    if (content?.type === 'text') yield { name, before: content.text, rewriting: rewrite(content.text, request) }
  }
}

/** The lines, from 1, on which a Deployment starts to the eye: its `kind` stands at the left edge. */
function linesOfDeployments(text: string): number[] {
  const isKind = /^kind:[ \t]+["']?Deployment["']?[ \t]*(?:#.*)?\r?$/
  return text.split('\n').flatMap((line, index) => (isKind.test(line) ? [index + 1] : []))
}

/** How many Deployments another reading of a text finds: at a document's root, or as a member of a list. */
function countDeployments(text: string): number | undefined {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
  if ('empty' in documents) return 0
  if (documents.some(({ errors }) => errors.length > 0)) return undefined
  try {
    return documents.reduce((count, document) => count + deploymentsIn(document.toJS()), 0)
  } catch {
    return undefined
  }
}

function deploymentsIn(value: unknown): number {
  const { kind, items, objects } = Object(value) as { kind?: unknown; items?: unknown; objects?: unknown }
  if (kind === 'Deployment') return 1
  const members = kind === 'Template' ? objects : typeof kind === 'string' && kind.endsWith('List') ? items : []
  return Array.isArray(members) ? members.reduce<number>((count, member) => count + deploymentsIn(member), 0) : 0
}

/** How many lines a text has more than another; undefined when the other is not what is left without those lines. */
function linesInserted(before: string, after: string): number | undefined {
  const old = `${before}\n`.split('\n')
  const lines = `${after}\n`.split('\n')
  let kept = 0
  // An insertion behind a last line without a line end brings that line the one that the file uses.
  for (const line of lines) if (line === old[kept] || line === `${old[kept] ?? ''}\r`) kept++
  return kept === old.length ? lines.length - old.length : undefined
}

function tally(results: readonly WorkloadResult[]): string {
  const counts = new Map<string, number>()
  for (const { action, reason } of results) {
    const key = reason === '' ? action : `${action}: ${reason}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([key, count]) => `${String(count).padStart(6)} ${key}\n`)
    .join('')
}

if (corpus === undefined)
  process.stdout.write('MANIFEST_CORPUS is not set to a folder of manifests: the test of real manifests is skipped.\n')

const describeCorpus = corpus === undefined ? describe.skip : describe

describeCorpus('real manifests (skipped where MANIFEST_CORPUS does not name their folder)', () => {
  test('each is rewritten exactly or reported', () => {
    const wrong: string[] = []
    const results: WorkloadResult[] = []
    let files = 0
    for (const { name, before, rewriting } of rewritten(corpus ?? '')) {
      const { text: after } = rewriting
      const changes = rewriting.results.filter(({ action }) => action === 'injected' || action === 'updated').length
      const inserted = linesInserted(before, after)
      const reported = new Set(rewriting.results.map(({ line }) => line))
      if (changes > 0 !== (after !== before)) wrong.push(`${name}: changed, but not so reported, or the reverse`)
      if (inserted === undefined) wrong.push(`${name}: a line is lost, moved or changed`)
      else if (inserted > changes * 12) wrong.push(`${name}: ${inserted} lines for ${changes} workloads`)
      if (changes > 0 && rewrite(after, request).text !== after) wrong.push(`${name}: a second run changes it again`)
      for (const line of linesOfDeployments(before))
        if (!reported.has(line)) wrong.push(`${name}:${line}: a Deployment without a result`)
      const deployments = rewriting.results.filter(({ kind }) => kind === 'Deployment').length
      const expected = countDeployments(before)
      if (expected !== undefined && expected !== deployments)
        wrong.push(`${name}: ${expected} Deployments, and ${deployments} results`)
      results.push(...rewriting.results)
      files++
    }

    process.stdout.write(`${files} files that can hold a Deployment:\n${tally(results)}`)
    expect(wrong).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  }, 600_000)
})
