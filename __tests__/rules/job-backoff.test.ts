import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { cronJobWith, deployment, jobWith } from './workloads.ts'

const KINDS = { kinds: 'CronJob\nDeployment\nJob' }

function job(backoffLimit: string, restartPolicy: string): string {
  return jobWith(`backoffLimit: ${backoffLimit}`).replace('Never', restartPolicy)
}

test.each([
  ['0', 'Never', 'once'],
  ['1', 'Never', 'twice'],
  ['0', 'OnFailure', 'once'],
  ['1', 'OnFailure', 'once'],
])('a limit of %s with %s: %s', (limit, policy, times) => {
  expect(foundBy('job-backoff', job(limit, policy), KINDS)).toEqual([
    `6 notice: Job import: it fails for good if \`migrate\` fails ${times} (\`backoffLimit: ${limit}\`), for example while the ` +
      'database restarts.',
  ])
})

test('the Jobs of a CronJob have it, too', () => {
  expect(foundBy('job-backoff', cronJobWith('backoffLimit: 0'), KINDS)).toEqual([
    '9 notice: CronJob tidy: each of its Jobs fails for good if `migrate` fails once (`backoffLimit: 0`), for example ' +
      'while the database restarts.',
  ])
})

test.each([
  [job('2', 'OnFailure'), 'a second try'],
  [job('6', 'Never'), 'the default'],
  [job('null', 'Never'), 'nothing'],
  [job('"0"', 'Never'), 'a text'],
  [jobWith('completions: 1'), 'it is not there'],
  [deployment({ spec: ['backoffLimit: 0'] }), 'no other kind has it'],
])('%# does not: %2$s', (text) => {
  expect(foundBy('job-backoff', text, KINDS)).toEqual([])
})
