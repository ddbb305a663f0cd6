import { describe, expect, test } from '@jest/globals'

import { actionText, publicationLines, totals, workloadLines } from '../../src/messages/log.ts'
import type { Outcome, Problem } from '../../src/outcome/outcome.ts'
import { change, outcome, publication, workload } from './outcomes.ts'

const ERROR: Problem = { severity: 'error', title: 'Wrong', message: 'wrong' }
const WARNING: Problem = { ...ERROR, severity: 'warning' }

describe('workloadLines', () => {
  test.each([
    [workload(), 'injected  k8s/web.yaml:2  Deployment shop/web'],
    [workload({ action: 'unchanged', namespace: '' }), 'unchanged  k8s/web.yaml:2  Deployment web'],
    [
      workload({ action: 'refused', name: '', namespace: '', reason: 'this cannot be read.' }),
      'refused  k8s/web.yaml:2  Deployment: this cannot be read.',
    ],
    [
      workload({ action: 'skipped', line: 12, reason: 'a patch.' }),
      'skipped  k8s/web.yaml:12  Deployment shop/web: a patch.',
    ],
  ])('%# is %j', (given, line) => {
    expect(workloadLines(given, outcome({ changes: [change()] }))).toEqual([line])
  })

  test.each(['output', 'check', 'commit', 'pull-request'] as const)('%s shows what changes, indented', (mode) => {
    const changes = [
      { path: 'image', from: 'a:v1', to: 'a:v2' },
      { path: 'position', from: 'first', to: 'after wait' },
    ]
    const [, ...lines] = workloadLines(workload({ action: 'updated', changes }), outcome({ mode }))

    expect(lines).toEqual(['  image: a:v1 → a:v2', '  position: first → after wait'])
  })
})

describe('actionText', () => {
  const written = outcome({ changes: [change()] })
  const blocked = outcome({ problems: [ERROR] })
  const check = outcome({ mode: 'check', changes: [change()] })

  const committed = outcome({ mode: 'commit', changes: [change()], publication: publication() })
  const proposed = outcome({ mode: 'pull-request', changes: [change()], publication: publication() })
  const unpublished = outcome({ mode: 'pull-request', changes: [change()], problems: [ERROR] })

  test.each([
    ['injected', committed, 'injected'],
    ['removed', proposed, 'removed'],
    ['injected', unpublished, 'would be injected'],
    ['unchanged', unpublished, 'unchanged'],
    ['injected', written, 'injected'],
    ['updated', written, 'updated'],
    ['injected', blocked, 'would be injected'],
    ['updated', check, 'would be updated'],
    ['unchanged', blocked, 'unchanged'],
    ['skipped', check, 'skipped'],
    ['refused', check, 'refused'],
  ] as const)('%s', (action, given, text) => {
    expect(actionText(action, given)).toBe(text)
  })
})

describe('totals', () => {
  const workloads = [
    workload({ action: 'skipped' }),
    workload(),
    workload({ action: 'unchanged' }),
    workload(),
    workload({ action: 'refused' }),
    workload({ action: 'updated' }),
  ]
  const two = [change(), change({ file: 'b.yaml' })]

  test.each<[Partial<Outcome>, string]>([
    [
      { workloads, filesRead: 4, changes: two, problems: [WARNING] },
      '2 injected, 1 updated, 1 unchanged, 1 skipped, 1 refused, in 4 files read. 2 manifests changed.',
    ],
    [{ workloads: [workload()], changes: [change()] }, '1 injected, in 1 file read. 1 manifest changed.'],
    [{ workloads: [workload({ action: 'unchanged' })] }, '1 unchanged, in 1 file read. Nothing to change.'],
    [
      { mode: 'check', workloads: [workload()], changes: two, problems: [ERROR] },
      '1 would be injected, in 1 file read. 2 manifests would change; nothing was written.',
    ],
    [{ mode: 'check', filesRead: 0 }, 'no workloads, in 0 files read. Nothing to change.'],
    [{ workloads: [workload()], problems: [ERROR] }, '1 would be injected, in 1 file read. Nothing was written.'],
    [{ problems: [WARNING] }, 'no workloads, in 1 file read. Nothing to change.'],
    [
      { mode: 'commit', workloads: [workload()], changes: two, publication: publication() },
      '1 injected, in 1 file read. 2 manifests changed.',
    ],
    [
      { mode: 'commit', workloads: [workload()], problems: [ERROR] },
      '1 would be injected, in 1 file read. Nothing was written.',
    ],
    [
      { mode: 'pull-request', workloads: [workload()], changes: two, publication: publication() },
      '1 injected, in 1 file read. 2 manifests changed on the branch `atlas-init-container/main`.',
    ],
    [
      { mode: 'pull-request', workloads: [workload()], changes: two, problems: [ERROR] },
      '1 would be injected, in 1 file read. Nothing was written.',
    ],
    [
      { mode: 'pull-request', workloads: [workload({ action: 'unchanged' })], publication: publication() },
      '1 unchanged, in 1 file read. Nothing to change.',
    ],
  ])('%#', (given, text) => {
    expect(totals(outcome(given))).toBe(text)
  })
})

describe('publicationLines', () => {
  test.each([
    ['nothing was published', undefined, []],
    ['a commit', publication(), ['Committed 1a2b3c4 to `atlas-init-container/main`.']],
    [
      'a pull request that a person has to open',
      publication({ compareUrl: 'https://github.com/shop/web/compare/main...x' }),
      [
        'Committed 1a2b3c4 to `atlas-init-container/main`.',
        'Open the pull request here: https://github.com/shop/web/compare/main...x',
      ],
    ],
  ])('%s', (_, given, lines) => {
    expect(publicationLines(outcome({ publication: given }))).toEqual(lines)
  })
})
