import { describe, expect, test } from '@jest/globals'

import type { FileContent } from '../../src/files/read.ts'
import { ProofError } from '../../src/yaml/proof.ts'
import { textAfter } from '../../src/outcome/file-change.ts'
import { joined, planFile, type FilePlan } from '../../src/run/plan.ts'
import { deployment, injected, refusedDeployment } from '../action/manifests.ts'
import { told, type Told } from '../messages/told.ts'
import { requestOf } from '../request.ts'

type Contents = Readonly<Record<string, string | FileContent>>

function nowhere(): number {
  return -1
}

/** The plan for files in memory, and its diagnostics as a person is told of them. */
function planOf(
  contents: Contents,
  secretIn: (text: string) => number = nowhere,
): FilePlan & { readonly problems: readonly Told[] } {
  const plan = joined(
    Object.entries(contents).map(([name, content]) =>
      planFile(
        name,
        typeof content === 'string' ? { type: 'text', mayHoldWord: true, text: content } : content,
        requestOf(),
        secretIn,
      ),
    ),
  )
  return { ...plan, problems: told(plan.diagnostics) }
}

describe('the plan of files', () => {
  test('has a change for each file that becomes another, and a result for each workload, in the order of the files', () => {
    const plan = planOf({
      'b.yaml': deployment('b'),
      'a.yaml': injected(deployment('a')),
      'c.yaml': `${deployment('c')}---\n${refusedDeployment('d')}`,
    })

    expect(plan.changes).toMatchObject([
      { path: 'b.yaml', before: deployment('b') },
      { path: 'c.yaml', before: `${deployment('c')}---\n${refusedDeployment('d')}` },
    ])
    expect(plan.changes.map(textAfter)).toEqual([
      injected(deployment('b')),
      `${injected(deployment('c'))}---\n${refusedDeployment('d')}`,
    ])
    expect(plan.workloads.map(({ file, name, action }) => `${file} ${name} ${action}`)).toEqual([
      'b.yaml b injected',
      'a.yaml a unchanged',
      'c.yaml c injected',
      'c.yaml d refused',
    ])
    expect(plan.problems).toEqual([])
  })

  test('counts the files that could hold a workload, and no others', () => {
    const plan = planOf({
      'a.yaml': { type: 'text', mayHoldWord: false, text: 'kind: Service\n' },
      'b.yaml': 'kind: Service # of a Deployment\n',
      'c.yaml': deployment(),
    })

    expect(plan.filesRead).toBe(2)
  })

  test('has no bound on the workloads of a file', () => {
    const plan = planOf({ 'a.yaml': `a: "\n${'kind: Deployment\n'.repeat(200_000)}` })

    expect(plan.workloads).toHaveLength(200_000)
    expect(plan.problems).toEqual([])
  })

  test('refuses the workloads of a text that is not UTF-8, and does not change it', () => {
    const plan = planOf({ 'a.yaml': { type: 'not-utf-8', mayHoldWord: true, text: deployment(), line: 4 } })

    expect(plan).toMatchObject({
      filesRead: 1,
      changes: [],
      workloads: [{ file: 'a.yaml', line: 2, kind: 'Deployment', action: 'refused', position: { line: 4, column: 1 } }],
    })
    expect(plan.workloads[0]?.reason).toEqual({ code: 'unreadable-text', fault: { code: 'not-utf-8' } })
  })

  test('has no line for a text that is not UTF-8 and shows no workload', () => {
    const plan = planOf({ 'a.yaml': { type: 'not-utf-8', mayHoldWord: true, text: 'the word Deployment\n', line: 1 } })

    expect(plan.workloads).toEqual([])
  })
})

describe('a secret in a file', () => {
  const SECRET = 's3cr37p455'
  const held = deployment().replace('app:1', `app:${SECRET}`)

  function secretIn(text: string): number {
    return text.indexOf(SECRET)
  }

  test.each([
    ['would be changed', held],
    ['is as it has to be', injected(held)],
    ['is refused', held.replace('    spec:\n', '    spec:\n      volumes: data\n')],
    ['is not ours to touch', held.replace('apps/v1', 'example.com/v1')],
  ])('that %s is an error at its place, which does not show it', (_what, text) => {
    const { problems } = planOf({ 'a.yaml': deployment(), 'b.yaml': text }, secretIn)

    const line = text.slice(0, text.indexOf(SECRET)).split('\n').length
    expect(problems).toMatchObject([{ severity: 'error', file: 'b.yaml', line, column: 20 }])
    expect(JSON.stringify(problems)).not.toContain(SECRET)
  })

  test('keeps the file out of the changes, whose diff would show it', () => {
    const { changes } = planOf({ 'a.yaml': deployment(), 'b.yaml': held }, secretIn)

    expect(changes.map(({ path }) => path)).toEqual(['a.yaml'])
  })
})

describe('a defect of ours', () => {
  /** No text is known for which the proof fails, so it is made to fail beside it. */
  function defect(): never {
    throw new ProofError('document 0 does not have the requested content')
  }

  test('is a problem of its file that says so, how to report it and how to go on', () => {
    const { problems, changes } = planOf({ 'a.yaml': injected(deployment()) }, defect)

    expect(changes).toEqual([])
    expect(problems).toMatchObject([{ severity: 'error', title: 'Bug in Atlas Init Container', file: 'a.yaml' }])
    expect(problems[0]?.message).toMatch(
      /document 0 does not have the requested content\. Nothing was written\. Please report .*\/issues.* `manifests`/,
    )
  })

  test('does not keep the other files from being worked out', () => {
    const defectInA = (text: string): number => (text.includes('name: a\n') ? defect() : -1)

    const { changes, problems } = planOf({ 'a.yaml': deployment('a'), 'b.yaml': deployment('b') }, defectInA)

    expect(changes.map(({ path }) => path)).toEqual(['b.yaml'])
    expect(problems.map(({ file }) => file)).toEqual(['a.yaml'])
  })

  test('is what an error of the language is, whose message may quote the file', () => {
    const broken = (): never => {
      throw new TypeError('s3cr37')
    }

    const { problems } = planOf({ 'a.yaml': deployment() }, broken)

    expect(problems).toMatchObject([{ title: 'Bug in Atlas Init Container', file: 'a.yaml' }])
    expect(problems[0]?.message).toContain('could not rewrite this file correctly: TypeError.')
    expect(JSON.stringify(problems)).not.toContain('s3cr37')
  })
})
