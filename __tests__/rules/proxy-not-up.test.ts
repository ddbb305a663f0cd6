import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const PROXY = '{ name: proxy, image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1" }'
const SIDECAR = PROXY.replace(' }', ', restartPolicy: Always }')
const OURS = '{ name: migrate, image: "ghcr.io/repo/migrations:v0.1.2", args: [migrate, apply] }'

interface Pod {
  readonly inits?: readonly string[]
  readonly containers?: readonly string[]
  readonly spec?: readonly string[]
  readonly objects?: string
}

function manifestOf({ inits = [], containers = [], spec = [], objects = '' }: Pod): string {
  const initContainers = inits.length > 0 ? ['initContainers:', ...inits.map(asItem)] : []
  return deployment({ more: [...containers.map(asItem), ...initContainers, ...spec] }) + objects
}

function asItem(container: string): string {
  return `- ${container}`
}

function server(image: string, more = ''): string {
  return `{ name: proxy, image: "${image}"${more} }`
}

function foundIn(pod: Pod, url = 'postgres://app:x@localhost:5432/app', inputs = {}): readonly string[] {
  return foundBy('proxy-not-up', manifestOf(pod), { 'database-url': url, ...inputs })
}

const INTO_POD = 'error: Deployment web: the database URL points into the pod, but'
const ORDINARY = `${INTO_POD} \`proxy\`, which listens there, starts only after \`migrate\` finishes.`
const BEHIND = `${INTO_POD} \`proxy\`, which listens there, starts only after \`migrate\` finishes.`
const NOTHING = `${INTO_POD} no sidecar before \`migrate\` listens there.`

test.each([
  'postgres://app:x@localhost:5432/app',
  'postgres://app:x@127.0.0.1/app',
  'postgres://app:x@127.1.2.3/app',
  'postgres://app:x@0.0.0.0/app',
  'postgres://app:x@[::1]:5432/app',
  'postgres:///app',
  'postgres://db/app?host=localhost',
  'mysql://app:x@localhost/app',
  'mysql:///app',
  'maria://app:x@LOCALHOST:3306/app',
  'sqlserver://sa:x@localhost:1433?database=app',
])('%s points into the pod', (url) => {
  expect(foundIn({ containers: [PROXY] }, url)).toEqual([`11 ${ORDINARY}`])
})

test.each([
  ['sqlserver://sa:x@localhost', 1433],
  ['clickhouse://app:x@127.0.0.1/app', 9000],
  ['redshift://app:x@localhost/app', 5439],
  ['crdb://root@localhost:26257/defaultdb', 26257],
])('%s points into the pod, at port %d', (url, port) => {
  const listener = server('ghcr.io/repo/tunnel', `, ports: [{ containerPort: ${port} }]`)

  expect(foundIn({ containers: [listener] }, url)).toEqual([`11 ${ORDINARY}`])
  expect(foundIn({}, url)).toEqual([`2 ${NOTHING}`])
})

test.each([
  ['postgres://app:x@db:5432/app', 'another host'],
  ['postgres://app:x@localhost.example.com/app', 'a name that starts so'],
  ['postgres://app:x@127.0.0.1.nip.io/app', 'an address in a name'],
  ['postgres://localhost:x@db/localhost', 'the word elsewhere'],
  ['sqlite:///localhost', 'a file'],
  ['libsql+file:///localhost', 'another'],
  ['sqlserver://db?database=localhost', 'the word in a parameter'],
])('%s does not: %s', (url) => {
  expect(foundIn({ containers: [PROXY] }, url)).toEqual([])
})

test.each([
  ['a proxy by its image', { containers: [PROXY] }, `11 ${ORDINARY}`],
  [
    'a proxy with a digest and a port of the registry',
    { containers: ['{ name: proxy, image: "localhost:5000/pgbouncer@sha256:0" }'] },
    `11 ${ORDINARY}`,
  ],
  [
    'a proxy by its port',
    { containers: ['{ name: proxy, image: corp/proxy, ports: [{ containerPort: 5432 }] }'] },
    `11 ${ORDINARY}`,
  ],
  ['nothing', {}, `2 ${NOTHING}`],
  ['an init container that ends', { inits: [PROXY] }, `2 ${NOTHING}`],
  ['another port', { containers: ['{ name: other, image: a/b, ports: [{ containerPort: 80 }] }'] }, `2 ${NOTHING}`],
  ['a server', { containers: [server('postgres:17')] }, `11 ${ORDINARY}`],
  ['a server of another engine', { containers: [server('mysql:8')] }, `2 ${NOTHING}`],
  ['a server with another command', { containers: [server('postgres:17', ', command: [pg_dump]')] }, `2 ${NOTHING}`],
  ['a proxy to another engine', { containers: [server('proxysql/proxysql:3.0')] }, `2 ${NOTHING}`],
  ['a proxy of the web', { containers: [server('envoyproxy/envoy:v1.30')] }, `2 ${NOTHING}`],
  ['an image of any other name', { containers: [server('constructor')] }, `2 ${NOTHING}`],
  ['nothing, of ours in the file', { inits: [OURS] }, `12 ${NOTHING}`],
])('%s', (_what, pod, finding) => {
  expect(foundIn(pod)).toEqual([finding])
})

test('a sidecar behind', () => {
  const first = { position: 'first' }

  expect(foundIn({ inits: [SIDECAR] }, undefined, first)).toEqual([`12 ${BEHIND}`])
  expect(foundIn({ inits: [OURS, SIDECAR] }, undefined, first)).toEqual([`13 ${BEHIND}`])
  expect(foundIn({ inits: [OURS, SIDECAR] })).toEqual([])
})

test.each([
  ['a sidecar ahead', { inits: [SIDECAR] }],
  [
    'a sidecar ahead, besides an ordinary container',
    { inits: [SIDECAR], containers: ['{ name: db, image: postgres }'] },
  ],
  ["the node's network", { containers: [PROXY], spec: ['hostNetwork: true'] }],
])('%s does not fire', (_what, pod) => {
  expect(foundIn(pod)).toEqual([])
})

test.each(['env: [{ name: PGHOST, value: db }]', 'envFrom: [{ configMapRef: { name: db } }]'])(
  'a variable may name the host: %s',
  (field) => {
    const pod = { inits: [OURS.replace(' }', `, ${field} }`)] }

    expect(foundIn(pod, 'postgres:///app')).toEqual([])
    expect(foundIn(pod, 'mysql:///app')).toEqual([`12 ${NOTHING}`])
  },
)

test('an operator may bring the proxy', () => {
  const objects = '---\nkind: AuthProxyWorkload\nmetadata: { name: proxy }\n'

  expect(foundIn({ objects })).toEqual([`2 ${NOTHING.replace('error', 'warning')}`])
  expect(foundIn({ objects, containers: [PROXY] })).toEqual([`11 ${ORDINARY}`])
})

const SOCKETS = ['postgres:///app?host=/sockets/project', 'mysql+unix://app:x@/sockets/mysqld.sock?database=app']

test.each(SOCKETS)('%s without a volume', (url) => {
  const message =
    'error: Deployment web: the database URL names a Unix socket in a directory where `migrate` mounts no volume.'

  expect(foundIn({ inits: [SIDECAR] }, url)).toEqual([`2 ${message}`])
  expect(foundIn({ spec: ['hostNetwork: true'] }, url)).toEqual([])
})

function withVolume(volume: string): Pod {
  return {
    inits: [OURS.replace(' }', ', volumeMounts: [{ name: run, mountPath: /sockets }] }')],
    containers: [PROXY],
    spec: [`volumes: [{ name: run, ${volume} }]`],
  }
}

test.each(SOCKETS)('%s with a volume of the pod', (url) => {
  const pod = withVolume('emptyDir: {}')

  expect(foundIn(pod, url)).toEqual([
    `11 ${ORDINARY.replace('points into the pod', 'names a Unix socket on volume `run`')}`,
  ])
  expect(foundIn({ ...pod, inits: [SIDECAR.replace('proxy', 'early'), ...(pod.inits ?? [])] }, url)).toEqual([])
})

test.each(['hostPath: { path: /run }', 'csi: { driver: sql }'])('on the node something may listen: %s', (volume) => {
  expect(foundIn(withVolume(volume), SOCKETS[0])).toEqual([])
})
