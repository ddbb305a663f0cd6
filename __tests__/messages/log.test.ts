import { describe, expect, test } from '@jest/globals'

import { actionText, publicationLines, totals, workloadLines } from '../../src/messages/log.ts'
import type { Diagnostic } from '../../src/outcome/diagnostic.ts'
import { change, publication, shownOutcome, workload } from './outcomes.ts'

const ERROR: Diagnostic = { code: 'failed', severity: 'error', message: 'wrong' }
const WARNING: Diagnostic = { ...ERROR, severity: 'warning' }

describe('workloadLines', () => {
  test.each([
    [workload(), 'injected  k8s/web.yaml:2  Deployment shop/web'],
    [workload({ action: 'unchanged', namespace: '' }), 'unchanged  k8s/web.yaml:2  Deployment web'],
    [
      workload({ action: 'refused', name: '', namespace: '', reason: { code: 'wrong-form' } }),
      'refused  k8s/web.yaml:2  Deployment: Kubernetes does not accept this type of value here. Correct it.',
    ],
    [
      workload({ action: 'skipped', line: 12, reason: { code: 'template' } }),
      'skipped  k8s/web.yaml:12  Deployment shop/web: this is a template, not a manifest: it has placeholders where Kubernetes expects values. Render it first.',
    ],
  ])('%# is %j', (given, line) => {
    expect(workloadLines(given, shownOutcome({ changes: [change()] }))).toEqual([line])
  })

  test.each(['output', 'check', 'commit', 'pull-request'] as const)('%s shows what changes, indented', (mode) => {
    const changes = [
      { path: 'image', from: 'a:v1', to: 'a:v2' },
      { path: 'position', from: 'first', to: 'after wait' },
    ]
    const [, ...lines] = workloadLines(workload({ action: 'updated', changes }), shownOutcome({ mode }))

    expect(lines).toEqual(['  image: a:v1 → a:v2', '  position: first → after wait'])
  })
})

describe('actionText', () => {
  const written = shownOutcome({ changes: [change()] })
  const blocked = shownOutcome({ diagnostics: [ERROR] })
  const check = shownOutcome({ mode: 'check', changes: [change()] })

  const committed = shownOutcome({ mode: 'commit', changes: [change()], publication: publication() })
  const proposed = shownOutcome({ mode: 'pull-request', changes: [change()], publication: publication() })
  const unpublished = shownOutcome({ mode: 'pull-request', changes: [change()], diagnostics: [ERROR] })

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
  const two = [change(), change({ path: 'b.yaml' })]

  test.each<[Parameters<typeof shownOutcome>[0], string]>([
    [
      { workloads, filesRead: 4, changes: two, diagnostics: [WARNING] },
      '4 files read: 2 injected, 1 updated, 1 unchanged, 1 skipped, 1 refused. 2 manifests changed.',
    ],
    [{ workloads: [workload()], changes: [change()] }, '1 file read: 1 injected. 1 manifest changed.'],
    [{ workloads: [workload({ action: 'unchanged' })] }, '1 file read: 1 unchanged. Nothing to change.'],
    [
      { mode: 'check', workloads: [workload()], changes: two, diagnostics: [ERROR] },
      '1 file read: 1 would be injected. 2 manifests would change. Nothing was written.',
    ],
    [{ mode: 'check', filesRead: 0 }, '0 files read: no workloads. Nothing to change.'],
    [{ workloads: [workload()], diagnostics: [ERROR] }, '1 file read: 1 would be injected. Nothing was written.'],
    [{ diagnostics: [WARNING] }, '1 file read: no workloads. Nothing to change.'],
    [
      { mode: 'commit', workloads: [workload()], changes: two, publication: publication() },
      '1 file read: 1 injected. 2 manifests changed.',
    ],
    [
      { mode: 'commit', workloads: [workload()], diagnostics: [ERROR] },
      '1 file read: 1 would be injected. Nothing was written.',
    ],
    [
      { mode: 'pull-request', workloads: [workload()], changes: two, publication: publication() },
      '1 file read: 1 injected. 2 manifests changed on the branch `atlas-init-container/main`.',
    ],
    [
      { mode: 'pull-request', workloads: [workload()], changes: two, diagnostics: [ERROR] },
      '1 file read: 1 would be injected. Nothing was written.',
    ],
    [
      { mode: 'pull-request', workloads: [workload({ action: 'unchanged' })], publication: publication() },
      '1 file read: 1 unchanged. Nothing to change.',
    ],
  ])('%#', (given, text) => {
    expect(totals(shownOutcome(given))).toBe(text)
  })
})

describe('publicationLines', () => {
  test.each([
    ['nothing was published', undefined, []],
    ['a commit', publication(), ['Committed 1a2b3c4 to `atlas-init-container/main` of shop/web.']],
    [
      'a branch without a pull request',
      publication({ proposal: { base: 'main', state: 'made' } }),
      ['Created the branch `atlas-init-container/main` with commit 1a2b3c4 on top of `main`.'],
    ],
    [
      'a new pull request',
      publication({
        proposal: { base: 'main', state: 'anew' },
        pullRequest: { number: 7, url: 'https://github.com/shop/web/pull/7', isNew: true },
      }),
      ['Opened pull request #7. Replaced the branch `atlas-init-container/main` with commit 1a2b3c4 on top of `main`.'],
    ],
    [
      'a pull request that was there',
      publication({
        proposal: { base: 'main', state: 'kept' },
        pullRequest: { number: 7, url: 'https://github.com/shop/web/pull/7', isNew: false },
      }),
      ['Pull request #7. The branch `atlas-init-container/main` is already up to date.'],
    ],
    [
      'a pull request that a person has to open',
      publication({ compareUrl: 'https://github.com/shop/web/compare/main...x' }),
      [
        'Committed 1a2b3c4 to `atlas-init-container/main` of shop/web.',
        'Open the pull request: https://github.com/shop/web/compare/main...x',
      ],
    ],
  ])('%s', (_, given, lines) => {
    expect(publicationLines(shownOutcome({ publication: given }))).toEqual(lines)
  })
})
