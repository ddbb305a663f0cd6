import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { cronJobWith, deployment, deploymentInShop } from './workloads.ts'

const manifest = deployment({ spec: ['replicas: 3'] })

const KINDS = { kinds: 'CronJob\nDaemonSet\nDeployment\nJob\nPod\nStatefulSet' }

const LIBSQL = 'the Atlas lock for libSQL is a file in each container, so it does not stop other pods.'

function workload(kind: string, ...spec: readonly string[]): string {
  return deploymentInShop({ spec })
    .replace('apps/v1', kind === 'Job' ? 'batch/v1' : 'apps/v1')
    .replace('Deployment', kind)
}

function scaler(kind: string, spec: string, metadata = 'name: web'): string {
  return `---
kind: ${kind}
metadata: { ${metadata} }
spec: { ${spec} }
`
}

function foundIn(text: string, inputs: Readonly<Record<string, string>> = {}): readonly string[] {
  return foundBy('lock-unsupported', text, { ...KINDS, 'database-url': 'libsql://db.example.com', ...inputs })
}

test.each([
  ['libsql://db.example.com', 'error', LIBSQL],
  ['libsql+ws://db:8080', 'error', LIBSQL],
  ['auroradsql://id.dsql.us-east-1.on.aws/postgres', 'error', 'Atlas takes no lock on Aurora DSQL.'],
  ['crdb://app@db/app', 'warning', 'open-source Atlas takes no lock on CockroachDB.'],
  ['postgres://app@db:26257/app', 'warning', 'open-source Atlas takes no lock on CockroachDB.'],
  ['postgres://a.b.cockroachlabs.cloud/app', 'warning', 'open-source Atlas takes no lock on CockroachDB.'],
])('%s fires', (url, severity, message) => {
  expect(foundIn(manifest, { 'database-url': url })).toEqual([
    `6 ${severity}: Deployment web: up to 3 pods start at once (\`replicas: 3\`), but ${message}`,
  ])
})

test.each([
  ['postgres://db/app', 'PostgreSQL'],
  ['mysql://db/shop', 'MySQL'],
  ['sqlserver://db', 'an engine that is not known'],
  ['sqlite:///data/app.db', 'a file of the container'],
  ['libsql+file:///data/app.db', 'another file of the container'],
])('%s does not: %s', (url) => {
  expect(foundIn(manifest, { 'database-url': url })).toEqual([])
})

test.each([
  ['DaemonSet', [], '2 error: DaemonSet shop/web: one pod on each node starts at once'],
  ['Job', ['parallelism: 4'], '7 error: Job shop/web: up to 4 pods start at once (`parallelism: 4`)'],
  ['Job', ['completions: 2', 'parallelism: 4'], '8 error: Job shop/web: up to 2 pods start at once (`parallelism: 4`)'],
  [
    'StatefulSet',
    ['replicas: 2', 'podManagementPolicy: Parallel'],
    '8 error: StatefulSet shop/web: up to 2 pods start at once (`replicas: 2`) with `podManagementPolicy: Parallel`',
  ],
  [
    'Deployment',
    ['strategy: { type: Recreate }', 'replicas: 2'],
    '8 error: Deployment shop/web: up to 2 pods start at once (`replicas: 2`)',
  ],
])('%s with %j starts several pods at once', (kind, spec, reason) => {
  expect(foundIn(workload(kind, ...spec))).toEqual([`${reason}, but ${LIBSQL}`])
})

test('so does a CronJob whose Job does', () => {
  expect(foundIn(cronJobWith('parallelism: 2'))).toEqual([
    `9 error: CronJob tidy: up to 2 pods start at once (\`parallelism: 2\`), but ${LIBSQL}`,
  ])
  expect(foundIn(cronJobWith('suspend: true'))).toEqual([])
})

test.each([
  ['Deployment', [], 'no number'],
  ['Deployment', ['replicas: 0'], 'none'],
  ['Deployment', ['replicas: 1'], 'one'],
  ['Deployment', ['replicas: "3"'], 'a text'],
  ['Deployment', ['strategy: { rollingUpdate: { maxSurge: 3 } }'], 'a surge'],
  ['StatefulSet', ['replicas: 3'], 'one after the other'],
  ['StatefulSet', ['replicas: 3', 'podManagementPolicy: OrderedReady'], 'one after the other, by name'],
  ['StatefulSet', ['podManagementPolicy: Parallel'], 'one'],
  ['Job', [], 'no number'],
  ['Job', ['completions: 5'], 'one after the other'],
  ['Job', ['completions: 1', 'parallelism: 3'], 'one'],
])('%s with %j does not: %s', (kind, spec) => {
  expect(foundIn(workload(kind, ...spec))).toEqual([])
})

const TO_DEPLOYMENT = 'scaleTargetRef: { kind: Deployment, name: web }'

test.each([
  ['HorizontalPodAutoscaler', `${TO_DEPLOYMENT}, maxReplicas: 5`, 'name: web, namespace: shop', 5],
  ['HorizontalPodAutoscaler', `${TO_DEPLOYMENT}, maxReplicas: 5`, 'name: web', 5],
  ['ScaledObject', 'scaleTargetRef: { name: web }', 'name: web', 100],
  ['ScaledObject', 'scaleTargetRef: { name: web }, maxReplicaCount: 2', 'name: web', 2],
])('%s of %j starts several pods at once', (kind, spec, metadata, most) => {
  expect(foundIn(workload('Deployment') + scaler(kind, spec, metadata))).toEqual([
    `2 error: Deployment shop/web: ${kind} \`web\` may start several pods at once (up to ${most}), but ${LIBSQL}`,
  ])
})

test('replicas go before what an autoscaler may make of them', () => {
  const scaled = workload('Deployment', 'replicas: 2') + scaler('ScaledObject', 'scaleTargetRef: { name: web }')

  expect(foundIn(scaled)).toEqual([
    `7 error: Deployment shop/web: up to 2 pods start at once (\`replicas: 2\`), but ${LIBSQL}`,
  ])
})

test.each([
  ['HorizontalPodAutoscaler', `${TO_DEPLOYMENT}, maxReplicas: 5`, 'name: web, namespace: other', 'another namespace'],
  ['HorizontalPodAutoscaler', `${TO_DEPLOYMENT}, maxReplicas: 1`, 'name: web', 'one'],
  ['HorizontalPodAutoscaler', 'scaleTargetRef: { kind: Rollout, name: web }, maxReplicas: 5', 'name: web', 'a kind'],
  ['HorizontalPodAutoscaler', 'scaleTargetRef: { kind: Deployment, name: api }, maxReplicas: 5', 'name: web', 'a name'],
  ['ScaledObject', 'scaleTargetRef: { name: web }, maxReplicaCount: 1', 'name: web', 'one'],
  ['LimitRange', `${TO_DEPLOYMENT}, maxReplicas: 5`, 'name: web', 'another object'],
])('%s of %j, %s, does not: %s', (kind, spec, metadata) => {
  expect(foundIn(workload('Deployment') + scaler(kind, spec, metadata))).toEqual([])
})

function withVolume(volume: string, mountPath = '/data'): string {
  return deployment({
    spec: ['replicas: 2'],
    podSpec: [
      'initContainers:',
      `- { name: migrate, args: [migrate, apply], volumeMounts: [{ name: data, mountPath: ${mountPath} }] }`,
      'volumes:',
      `- { name: data, ${volume} }`,
    ],
  })
}

test.each(['persistentVolumeClaim: { claimName: data }', 'nfs: { server: nas, path: / }'])(
  'SQLite on a volume that is shared fires: %s',
  (volume) => {
    expect(foundIn(withVolume(volume), { 'database-url': 'sqlite:///data/app.db' })).toEqual([
      `6 error: Deployment web: up to 2 pods start at once (\`replicas: 2\`), but ${LIBSQL.replace('libSQL', 'SQLite')}`,
    ])
  },
)

test.each([
  ['emptyDir: {}', '/data', 'sqlite:///data/app.db', "a pod's own"],
  ['hostPath: { path: /data }', '/data', 'sqlite:///data/app.db', "a node's own"],
  ['persistentVolumeClaim: { claimName: data }', '/dat', 'sqlite:///data/app.db', 'another folder'],
  ['persistentVolumeClaim: { claimName: data }', '/data', 'sqlite://data/app.db', 'a path that is relative'],
])('SQLite on %s at %s with %s does not: %s', (volume, mountPath, url) => {
  expect(foundIn(withVolume(volume, mountPath), { 'database-url': url })).toEqual([])
})
