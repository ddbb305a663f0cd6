import { expect, test } from '@jest/globals'

import type { Fault } from '../../src/settings/fault.ts'
import { shown } from '../../src/messages/redaction.ts'
import { change, outcome, publication, shownOutcome, workload } from './outcomes.ts'

const SECRET = 's3cret'

test('no text of an outcome keeps a secret', () => {
  const given = outcome({
    workloads: [
      workload({
        file: SECRET,
        namespace: SECRET,
        name: SECRET,
        reason: { code: 'no-such-init-container', name: SECRET, others: [SECRET] },
        changes: [{ path: SECRET, from: SECRET, to: SECRET }],
        startOrder: { initContainers: [{ name: SECRET, sidecar: false }], containers: [SECRET] },
      }),
    ],
    changes: [change({ path: SECRET, after: `${SECRET}\n` })],
    diagnostics: [
      { code: 'failed', severity: 'notice', message: SECRET, location: { file: SECRET } },
      {
        code: 'outdated',
        severity: 'error',
        workload: workload({ changes: [{ path: 'image', from: SECRET, to: SECRET }] }),
      },
    ],
    editedEarlier: [SECRET],
    secretNamespaces: [SECRET],
    publication: publication({
      branch: SECRET,
      commitUrl: SECRET,
      pullRequest: { number: 1, url: SECRET, isNew: true },
      proposal: { base: SECRET, state: 'made' },
      compareUrl: SECRET,
    }),
  })
  const redacted = shown(given, (text) => text.replaceAll(SECRET, '***'))

  expect(JSON.stringify(redacted)).not.toContain(SECRET)
  expect(redacted.changes[0]?.diff).toContain('+***\n')
})

test('words of the program stay, whatever the password is', () => {
  const given = outcome({
    mode: 'check',
    workloads: [workload({ action: 'injected' })],
    diagnostics: [
      { code: 'failed', severity: 'error', message: 'an error' },
      {
        code: 'unusable-folder',
        severity: 'error',
        role: 'temp',
        path: '/temp',
        fault: { code: 'system', errno: 'EACCES' },
      },
    ],
    publication: publication({ proposal: { base: 'main', state: 'made' } }),
  })
  const words = /error|failed|injected?|check|made|Deployment|temp|EACCES|system/g

  expect(shown(given, (text) => text.replace(words, '***'))).toMatchObject({
    plan: { operation: 'inject', mode: 'check', workloads: [{ action: 'injected', kind: 'Deployment' }] },
    diagnostics: [
      { code: 'failed', severity: 'error', message: 'an ***' },
      { code: 'unusable-folder', role: 'temp', path: '/***', fault: { code: 'system', errno: 'EACCES' } },
    ],
    publication: { commit: publication().commit, proposal: { state: 'made' } },
  })
})

test('what was not published has no texts', () => {
  expect(shown(outcome(), (text) => text)).toEqual({ ...shownOutcome(), publication: undefined })
})

test.each<Fault>([
  { code: 'registry', found: SECRET },
  { code: 'path-component', found: SECRET },
  { code: 'tag', found: SECRET },
  { code: 'tag-with-slash', found: SECRET },
  { code: 'digest-algorithm', found: SECRET, choices: ['sha256'], nearest: undefined },
])('what a person wrote into a setting is redacted: %j', (fault) => {
  const given = outcome({ diagnostics: [{ code: 'setting', severity: 'error', setting: 'image', fault }] })

  expect(JSON.stringify(shown(given, (text) => text.replaceAll(SECRET, '***')))).not.toContain(SECRET)
})
