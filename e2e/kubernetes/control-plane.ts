import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { outcome, run } from '../command.ts'
import { debianProgram } from '../debian.ts'
import { freePort, isOpen, LOOPBACK } from '../loopback.ts'
import { startServer } from '../server.ts'
import type { Teardown } from '../teardown.ts'
import { ApiServer } from './api-server.ts'
import { Kubectl } from './kubectl.ts'

/** Whoever shows it may do everything; the API server listens on loopback alone. */
const TOKEN = 'administrator'

/** The two ways to the API server, both with the rights of an administrator. */
export interface ControlPlane {
  readonly kubectl: Kubectl
  readonly apiServer: ApiServer
}

/** Starts etcd, the API server, the controllers and the scheduler; `programs` is the folder of the latter three. */
export async function startControlPlane(parent: string, programs: string, teardown: Teardown): Promise<ControlPlane> {
  const folder = join(parent, 'control-plane')
  mkdirSync(folder)
  const etcd = await startEtcd(folder, teardown)
  const { kubectl, apiServer } = await startApiServer(folder, programs, etcd, teardown)
  const client = ['--kubeconfig', kubectl.kubeconfig, '--leader-elect=false', '--secure-port=0']
  const key = `--service-account-private-key-file=${join(folder, 'service-account.key')}`
  await startServer(
    {
      name: 'controller manager',
      program: join(programs, 'kube-controller-manager'),
      words: [...client, key],
      log: join(folder, 'controller-manager.log'),
      isReady: () => Promise.resolve(true),
    },
    teardown,
  )
  await startServer(
    {
      name: 'scheduler',
      program: join(programs, 'kube-scheduler'),
      words: client,
      log: join(folder, 'scheduler.log'),
      isReady: () => Promise.resolve(true),
    },
    teardown,
  )
  return { kubectl, apiServer }
}

async function startEtcd(folder: string, teardown: Teardown): Promise<string> {
  const port = await freePort()
  const client = `http://${LOOPBACK}:${port}`
  const peer = `http://${LOOPBACK}:${await freePort()}`
  await startServer(
    {
      name: 'etcd',
      program: debianProgram('etcd'),
      words: [
        `--data-dir=${join(folder, 'etcd')}`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        '--unsafe-no-fsync',
      ],
      log: join(folder, 'etcd.log'),
      isReady: () => isOpen(port),
    },
    teardown,
  )
  return client
}

async function startApiServer(
  folder: string,
  programs: string,
  etcd: string,
  teardown: Teardown,
): Promise<ControlPlane> {
  const key = join(folder, 'service-account.key')
  await run(debianProgram('openssl'), ['genrsa', '-out', key, '2048'])
  const tokens = join(folder, 'tokens.csv')
  writeFileSync(tokens, `${TOKEN},administrator,1,system:masters\n`)
  const port = await freePort()
  const url = `https://${LOOPBACK}:${port}`
  const certificates = join(folder, 'certificates')
  const kubeconfig = join(folder, 'kubeconfig.json')
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(url)))
  const kubectl = new Kubectl(join(programs, 'kubectl'), kubeconfig)
  await startServer(
    {
      name: 'API server',
      program: join(programs, 'kube-apiserver'),
      words: [
        `--etcd-servers=${etcd}`,
        `--secure-port=${port}`,
        `--bind-address=${LOOPBACK}`,
        `--advertise-address=${LOOPBACK}`,
        `--cert-dir=${certificates}`,
        `--token-auth-file=${tokens}`,
        `--service-account-key-file=${key}`,
        `--service-account-signing-key-file=${key}`,
        '--service-account-issuer=https://kubernetes.default.svc',
        '--service-cluster-ip-range=10.96.0.0/24',
        '--authorization-mode=RBAC',
        '--disable-admission-plugins=ServiceAccount',
        '--endpoint-reconciler-type=none',
      ],
      log: join(folder, 'api-server.log'),
      isReady: async () => {
        const words = ['--kubeconfig', kubeconfig, 'get', '--raw=/readyz']
        return (await isOpen(port)) && (await outcome(join(programs, 'kubectl'), words)).exitCode === 0
      },
    },
    teardown,
  )
  // It has made one for itself before it was ready.
  const certificate = readFileSync(join(certificates, 'apiserver.crt'), 'utf8')
  return { kubectl, apiServer: new ApiServer(url, TOKEN, certificate) }
}

function kubeconfigOf(server: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'e2e', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'administrator', user: { token: TOKEN } }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'administrator' } }],
    'current-context': 'e2e',
  }
}
