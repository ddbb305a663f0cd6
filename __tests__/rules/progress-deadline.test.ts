import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment({ spec: ['progressDeadlineSeconds: 60'] })

function found(seconds: string): readonly string[] {
  return foundBy('progress-deadline', deployment({ spec: [`progressDeadlineSeconds: ${seconds}`] }))
}

test.each([
  ['60', 'warning'],
  ['119', 'warning'],
  ['120', 'notice'],
  ['599', 'notice'],
])('%s seconds: %s', (seconds, severity) => {
  expect(found(seconds)).toEqual([
    `6 ${severity}: Deployment web: its rollout counts as failed after ${seconds} s without progress ` +
      `(\`progressDeadlineSeconds: ${seconds}\`), and a migrating pod makes none.`,
  ])
})

test('a Rollout has it, too', () => {
  const rollout = manifest.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout')

  expect(foundBy('progress-deadline', rollout, { kinds: 'Rollout' })).toHaveLength(1)
})

test.each([
  ['600', 'the default'],
  ['2147483647', 'never'],
  ['"60"', 'a text'],
  ['60.5', 'no whole number'],
  ['null', 'nothing'],
  ['60\n  paused: true', 'a rollout that is paused'],
  ['60\n  replicas: 0', 'no pods'],
])('%s does not: %s', (seconds) => {
  expect(found(seconds)).toEqual([])
})

test('it is not there', () => {
  expect(foundBy('progress-deadline', deployment())).toEqual([])
})

test('no other kind has it', () => {
  expect(foundBy('progress-deadline', manifest.replace('Deployment', 'StatefulSet'), { kinds: 'StatefulSet' })).toEqual(
    [],
  )
})
