import { expect, test } from '@jest/globals'

import { jsonReport } from '../../src/messages/report.ts'
import type { Diagnostic } from '../../src/outcome/diagnostic.ts'
import type { ReportedWorkload } from '../../src/outcome/workload.ts'
import { change, outcome, workload } from './outcomes.ts'

test('a report has every key of the interface in its order, and nothing else', () => {
  const skipped = workload({ namespace: '', action: 'skipped', reason: { code: 'repeated-init-container', name: 'a' } })
  const text = jsonReport(outcome({ workloads: [skipped], changes: [change()] }))

  expect(text).toBe(`{
  "version": 1,
  "operation": "inject",
  "mode": "output",
  "changed": true,
  "workloads": [
    {
      "file": "k8s/web.yaml",
      "document": 0,
      "line": 2,
      "kind": "Deployment",
      "namespace": "",
      "name": "web",
      "action": "skipped",
      "reason": "two init containers are named \`a\`. Rename one.",
      "changes": []
    }
  ],
  "findings": []
}
`)
})

test('changed is whether any file changes, not whether there are workloads', () => {
  const text = jsonReport(outcome({ mode: 'check', workloads: [workload()] }))

  expect(JSON.parse(text)).toMatchObject({ mode: 'check', changed: false })
})

test('workloads stay in the order in which they were found', () => {
  const workloads = ['b', 'a', 'c'].map((name) => workload({ name }))

  const report = JSON.parse(jsonReport(outcome({ workloads }))) as { workloads: { name: string }[] }

  expect(report.workloads.map(({ name }) => name)).toEqual(['b', 'a', 'c'])
})

function additions(removed: ReportedWorkload): Diagnostic {
  const location = { file: removed.file, line: 12, column: 9 }
  return { code: 'additions-removed', severity: 'warning', workload: removed, names: ['env'], location }
}

const EDITED: Diagnostic = {
  code: 'earlier-edits',
  severity: 'notice',
  location: { file: 'k8s/web.yaml', line: 1, column: 1 },
}

test('what a person had added to what was removed is a finding', () => {
  const removed = workload({ action: 'removed' })

  const report = JSON.parse(
    jsonReport(outcome({ operation: 'remove', workloads: [workload(), removed], diagnostics: [additions(removed)] })),
  ) as object

  expect(report).toMatchObject({
    operation: 'remove',
    findings: [
      {
        rule: 'additions-removed',
        severity: 'warning',
        file: 'k8s/web.yaml',
        line: 12,
        column: 9,
        message: expect.stringContaining('`env`'),
        help: expect.stringMatching(/./),
      },
    ],
  })
})

test('a file with edits from before the run is a finding, behind those of workloads', () => {
  const removed = workload({ action: 'removed' })

  const report = JSON.parse(
    jsonReport(
      outcome({
        mode: 'commit',
        workloads: [removed],
        editedEarlier: ['k8s/web.yaml'],
        diagnostics: [EDITED, additions(removed)],
      }),
    ),
  ) as object

  expect(report).toMatchObject({
    mode: 'commit',
    findings: [
      { rule: 'additions-removed' },
      {
        rule: 'earlier-edits',
        severity: 'notice',
        file: 'k8s/web.yaml',
        line: 1,
        column: 1,
        message: expect.stringContaining('before this step'),
        help: expect.stringMatching(/./),
      },
    ],
  })
})

test('a finding of a rule has the severity that the rule gives it, and its advice apart', () => {
  const found: Diagnostic = {
    code: 'finding',
    rule: 'mutable-tag',
    ruleSeverity: 'warning',
    severity: 'error',
    workload: workload(),
    message: 'its tag moves.',
    fix: 'Pin it.',
    location: { file: 'k8s/web.yaml', line: 3, column: 5 },
  }

  expect(JSON.parse(jsonReport(outcome({ diagnostics: [EDITED, found] })))).toMatchObject({
    findings: [
      {
        rule: 'mutable-tag',
        severity: 'warning',
        file: 'k8s/web.yaml',
        line: 3,
        column: 5,
        message: 'Deployment shop/web: its tag moves.',
        help: 'Pin it.',
      },
      { rule: 'earlier-edits' },
    ],
  })
})
