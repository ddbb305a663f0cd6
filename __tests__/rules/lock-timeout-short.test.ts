import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, documents, twice } from './workloads.ts'

const manifest = deployment({ spec: ['replicas: 5'] })

const REASON = '6 notice: Deployment web: up to 5 pods start at once (`replicas: 5`), but'

const WAITS = `${REASON} each waits at most 10 s for the lock, then fails and restarts.`

const NEVER_WAITS = `${REASON} none waits for the lock: all but one fail and restart.`

function foundIn(text: string, inputs: Readonly<Record<string, string>> = {}): readonly string[] {
  return foundBy('lock-timeout-short', text, { 'database-url': 'postgres://db/app', ...inputs })
}

test.each(['postgres://db/app', 'mysql://db/app', 'maria://db/app'])('%s fires', (url) => {
  expect(foundIn(manifest, { 'database-url': url })).toEqual([WAITS])
})

test.each([
  ['sqlite:///data/app.db', 'a lock that is not waited for'],
  ['libsql://db', 'another'],
  ['postgres://db:26257/app', 'no lock'],
  ['sqlserver://db', 'an engine that is not known'],
])('%s does not: %s', (url) => {
  expect(foundIn(manifest, { 'database-url': url })).toEqual([])
})

test.each([
  ['--lock-timeout=10s', WAITS],
  ['--lock-timeout\n5s', WAITS],
  ['--lock-timeout=5m\n--lock-timeout=1500ms', WAITS],
  ['--lock-timeout=+1s500ms', WAITS],
  ['--lock-timeout=0', NEVER_WAITS],
  ['--lock-timeout=0s', NEVER_WAITS],
])('%j fires', (args, finding) => {
  expect(foundIn(manifest, { args })).toEqual([finding])
})

test.each([
  ['--lock-timeout=5m', 'long'],
  ['--lock-timeout\n1m30s', 'long, as two arguments'],
  ['--lock-timeout=1s\n--lock-timeout=1h', 'the last is long'],
  ['--lock-timeout=11s', 'longer than the default'],
  ['--lock-timeout=-1s', 'for ever'],
  ['--lock-timeout=$(TIMEOUT)', 'what Kubernetes puts there'],
])('%j does not: %s', (args) => {
  expect(foundIn(manifest, { args })).toEqual([])
})

test.each([
  ['2', '--lock-timeout=0', 1],
  ['4', '', 1],
  ['3', '', 0],
  ['1', '--lock-timeout=0', 0],
])('replicas: %s with the arguments %j', (replicas, args, count) => {
  expect(foundIn(deployment({ spec: [`replicas: ${replicas}`] }), { args })).toHaveLength(count)
})

test.each([
  ['', []],
  [
    '--lock-timeout=0',
    [NEVER_WAITS.replace(/^.*, but/, '2 notice: DaemonSet web: one pod on each node starts at once, but')],
  ],
])('a DaemonSet with the arguments %j', (args, found) => {
  const text = deployment().replace('kind: Deployment', 'kind: DaemonSet')

  expect(foundIn(text, { kinds: 'DaemonSet', args })).toEqual(found)
})

test.each([
  ['', []],
  [
    '--lock-timeout=0',
    [
      NEVER_WAITS.replace(
        /^.*, but/,
        '2 notice: Deployment web: HorizontalPodAutoscaler `web` may start several pods at once (up to 9), but',
      ),
    ],
  ],
])('what an autoscaler scales, with the arguments %j', (args, found) => {
  const scaler =
    'kind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 9 }\n'
  const text = documents(deployment(), scaler)

  expect(foundIn(text, { args })).toEqual(found)
})

test.each([
  ['migration { lock_timeout = "2s" }', [WAITS]],
  ['migration { lock_timeout = "5m" }', []],
  ['migration { lock_timeout = "0s" }', [NEVER_WAITS]],
  ['migration { lock_timeout = local.timeout }', []],
  ['', []],
])('a config with %s', (migration, found) => {
  const config = `env "k8s" {\n  url = "postgres://db/app"\n  ${migration}\n}\n`

  expect(foundIn(manifest, { 'database-url': '', config })).toEqual(found)
})

test('once a run', () => {
  expect(foundIn(twice(manifest))).toEqual([WAITS])
})
