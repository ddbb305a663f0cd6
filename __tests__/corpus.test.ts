import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

import { parseAllDocuments } from 'yaml'

import { readCandidate } from '../src/files/read.ts'
import { HIDDEN_WORD } from '../src/yaml/hidden-words.ts'
import type { Edit } from '../src/yaml/edit.ts'
import { KINDS } from '../src/kubernetes/kinds.ts'
import type { WorkloadResult } from '../src/injection/result.ts'
import { rewrite, type Rewriting } from '../src/injection/rewrite.ts'
import { reasonWords } from '../src/messages/reasons.ts'
import { ACTION_WORDING } from '../src/messages/wording.ts'
import { isDocumented } from './refusals.ts'
import { requestOf } from './request.ts'

const corpus = process.env.MANIFEST_CORPUS
const kinds = Object.keys(KINDS)
const request = requestOf({ kinds: kinds.join('\n') })
const removal = requestOf({ kinds: kinds.join('\n'), operation: 'remove' })

interface CorpusFile {
  readonly name: string
  readonly before: string
  readonly rewriting: Rewriting
}

/** The files that can hold a workload, one after another, rewritten. */
function* rewritten(folder: string): Generator<CorpusFile> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    const content = statSync(path).isFile() ? readCandidate(path, request.selection.kinds, [], HIDDEN_WORD) : undefined
    if (content?.type === 'text') yield { name, before: content.text, rewriting: rewrite(content.text, request) }
  }
}

/** The lines, from 1, on which a workload starts to the eye: its `kind` stands at the left edge. */
function linesOfWorkloads(text: string): number[] {
  const isKind = new RegExp(`^kind:[ \\t]+["']?(?:${kinds.join('|')})["']?[ \\t]*(?:#.*)?\\r?$`)
  return text.split('\n').flatMap((line, index) => (isKind.test(line) ? [index + 1] : []))
}

/** How many workloads another reading of a text finds: at a document's root, or as a member of a list. */
function countWorkloads(text: string): number | undefined {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
  if ('empty' in documents) return 0
  if (documents.some(({ errors }) => errors.length > 0)) return undefined
  try {
    return documents.reduce((count, document) => count + workloadsIn(document.toJS()), 0)
  } catch {
    return undefined
  }
}

function workloadsIn(value: unknown): number {
  const { kind, items, objects } = Object(value) as { kind?: unknown; items?: unknown; objects?: unknown }
  if (kinds.some((known) => known === kind)) return 1
  const members = kind === 'Template' ? objects : typeof kind === 'string' && kind.endsWith('List') ? items : []
  return Array.isArray(members) ? members.reduce<number>((count, member) => count + workloadsIn(member), 0) : 0
}

/** Whether an edit leaves every line as it is, or changes one that holds a list in brackets, or says `null`. */
function keepsLines(text: string, { start, end }: Edit): boolean {
  if (start === end && (start === text.length || text.charAt(start - 1) === '\n')) return true
  const old = text.slice(start, end)
  // A line end that stands where a line of brackets ends is the place of a new line, not of a change.
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, (text + '\n').indexOf('\n', start))
  return old === '' ? /[[\]{}]/.test(line) : /^ ?(?:null|~)$/.test(old)
}

function tally(results: readonly WorkloadResult[]): string {
  const counts = new Map<string, number>()
  for (const { action, reason } of results) {
    const key = reason === undefined ? action : `${action}: ${reasonWords(reason, ACTION_WORDING)}`
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
      const { text: after, edits } = rewriting
      const changes = rewriting.results.filter(({ action }) => action === 'injected' || action === 'updated').length
      const reported = new Set(rewriting.results.map(({ line }) => line))
      if (changes > 0 !== (after !== before)) wrong.push(`${name}: changed, but not so reported, or the reverse`)
      if (!edits.every((edit) => keepsLines(before, edit))) wrong.push(`${name}: a line is lost, moved or changed`)
      if (changes > 0 && rewrite(after, request).text !== after) wrong.push(`${name}: a second run changes it again`)
      if (changes > 0 && rewrite(after, removal).text !== before)
        wrong.push(`${name}: removing what was injected does not give the first bytes`)
      for (const line of linesOfWorkloads(before))
        if (!reported.has(line)) wrong.push(`${name}:${line}: a workload without a result`)
      const expected = countWorkloads(before)
      // Where a `---` was forgotten, the lines of the document show more than a reading does.
      const isTwofold = rewriting.results.some(
        ({ reason }) => reason?.code === 'unreadable-text' && reason.fault.code === 'repeated-key',
      )
      if (expected !== undefined && !isTwofold && expected !== rewriting.results.length)
        wrong.push(`${name}: ${expected} workloads, and ${rewriting.results.length} results`)
      for (const { action, reason, line } of rewriting.results) {
        const words = reasonWords(reason, ACTION_WORDING)
        if (action === 'refused' && !isDocumented(words)) wrong.push(`${name}:${line}: not documented: ${words}`)
      }
      results.push(...rewriting.results)
      files++
    }

    process.stdout.write(`${files} files that can hold a workload:\n${tally(results)}`)
    expect(wrong).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })
})
