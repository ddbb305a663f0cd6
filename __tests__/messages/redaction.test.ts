import { expect, test } from '@jest/globals'

import { redacted } from '../../src/messages/redaction.ts'
import { change, outcome, publication, workload } from './outcomes.ts'

test('no text of an outcome keeps a secret', () => {
  const SECRET = 's3cret'
  const given = outcome({
    workloads: [
      workload({
        file: SECRET,
        namespace: SECRET,
        name: SECRET,
        reason: SECRET,
        changes: [{ path: SECRET, from: SECRET, to: SECRET }],
        startOrder: { initContainers: [{ name: SECRET, sidecar: false }], containers: [SECRET] },
      }),
    ],
    changes: [change({ after: `${SECRET}\n` })],
    problems: [
      {
        severity: 'notice',
        title: 'A notice',
        message: SECRET,
        file: SECRET,
        outdated: workload({ changes: [{ path: 'image', from: SECRET, to: SECRET }] }),
      },
    ],
    editedEarlier: [SECRET],
    publication: publication({
      branch: SECRET,
      sentence: SECRET,
      commitUrl: SECRET,
      pullRequest: { number: 1, url: SECRET },
      compareUrl: SECRET,
    }),
  })
  const { publication: published, ...rest } = redacted(given, (text) => text.replaceAll(SECRET, '***'))

  expect(JSON.stringify([published, rest.workloads, rest.problems, rest.editedEarlier])).not.toContain(SECRET)
  expect(rest.changes[0]?.diff).not.toContain(SECRET)
  expect(published).toEqual({
    commit: publication().commit,
    branch: '***',
    sentence: '***',
    commitUrl: '***',
    pullRequest: { number: 1, url: '***' },
    compareUrl: '***',
  })
})

test('what was not published has no texts', () => {
  expect(redacted(outcome(), (text) => text)).toEqual(outcome())
})
