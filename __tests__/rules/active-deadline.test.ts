import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { cronJobWith, deployment, jobWith } from './workloads.ts'

const manifest = jobWith('activeDeadlineSeconds: 120')

const KINDS = { kinds: 'CronJob\nDeployment\nJob\nPod' }

const POD = `apiVersion: v1
kind: Pod
metadata: { name: once }
spec:
  activeDeadlineSeconds: 599
  containers: [{ name: once, image: "ghcr.io/repo/once:v1" }]
`

test.each([
  [manifest, '6', 'Job import: it is', 120],
  [cronJobWith('activeDeadlineSeconds: 300'), '9', 'CronJob tidy: each of its Jobs is', 300],
  [POD, '5', 'Pod once: it is', 599],
])('%# fires on line %2$s of %3$s', (text, line, subject, seconds) => {
  expect(foundBy('active-deadline', text, KINDS)).toEqual([
    `${line} warning: ${subject} stopped after ${seconds} s (\`activeDeadlineSeconds: ${seconds}\`), even during the migration.`,
  ])
})

test('a Job and its pod are both named', () => {
  const both = manifest.replace('      restartPolicy', '      activeDeadlineSeconds: 60\n      restartPolicy')

  expect(foundBy('active-deadline', both, KINDS)).toEqual([
    '6 warning: Job import: it is stopped after 120 s (`activeDeadlineSeconds: 120`), even during the migration.',
    '9 warning: Job import: each of its pods is stopped after 60 s (`activeDeadlineSeconds: 60`), even during the migration.',
  ])
})

test.each([
  [jobWith('activeDeadlineSeconds: 600'), 'enough'],
  [jobWith('activeDeadlineSeconds: "120"'), 'a text'],
  [jobWith('completions: 1'), 'it is not there'],
  [POD.replace('599', '3600'), 'enough for a pod'],
  [deployment({ podSpec: ['activeDeadlineSeconds: 60'] }), 'the pods of a Deployment must not have it'],
  [deployment({ spec: ['activeDeadlineSeconds: 60'] }), 'a Deployment has none of its own'],
])('%# does not: %2$s', (text) => {
  expect(foundBy('active-deadline', text, KINDS)).toEqual([])
})
