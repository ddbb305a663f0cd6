import { expect, test } from '@jest/globals'

import { jobBackoff } from '../../src/rules/job-backoff.ts'
import { foundBy } from './findings.ts'

const { manifest } = jobBackoff.example

const KINDS = { kinds: 'CronJob\nDeployment\nJob' }

function job(backoffLimit: string, restartPolicy: string): string {
  return manifest.replace('backoffLimit: 0', `backoffLimit: ${backoffLimit}`).replace('Never', restartPolicy)
}

test.each([
  ['0', 'Never', 'once'],
  ['1', 'Never', 'twice'],
  ['0', 'OnFailure', 'once'],
  ['1', 'OnFailure', 'once'],
])('a limit of %s with %s: %s', (limit, policy, times) => {
  expect(foundBy('job-backoff', job(limit, policy), KINDS)).toEqual([
    `6 notice: Job import: it fails for good when \`migrate\` fails ${times} (\`backoffLimit: ${limit}\`), for example while the ` +
      'database restarts.',
  ])
})

test('the Jobs of a CronJob have it, too', () => {
  const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata: { name: tidy }
spec:
  schedule: '@hourly'
  jobTemplate:
    spec:
      backoffLimit: 0
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: tidy, image: "ghcr.io/repo/tidy:v1" }]
`

  expect(foundBy('job-backoff', cronJob, KINDS)).toEqual([
    '8 notice: CronJob tidy: each of its Jobs fails for good when `migrate` fails once (`backoffLimit: 0`), for example ' +
      'while the database restarts.',
  ])
})

test.each([
  [job('2', 'OnFailure'), 'a second try'],
  [job('6', 'Never'), 'the default'],
  [job('null', 'Never'), 'nothing'],
  [job('"0"', 'Never'), 'a text'],
  [manifest.replace('  backoffLimit: 0\n', ''), 'it is not there'],
  [manifest.replace('batch/v1', 'apps/v1').replace('Job', 'Deployment'), 'no other kind has it'],
])('%# does not: %2$s', (text) => {
  expect(foundBy('job-backoff', text, KINDS)).toEqual([])
})
