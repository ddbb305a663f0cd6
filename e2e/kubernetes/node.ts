import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { outcome } from '../command.ts'
import { debianProgram } from '../debian.ts'
import { freePort, isOpen, LOOPBACK } from '../loopback.ts'
import type { Registry } from '../registry.ts'
import { startServer } from '../server.ts'
import type { Teardown } from '../teardown.ts'
import type { Kubectl } from './kubectl.ts'
import { cleanUpNode } from './leftovers.ts'

/** The registries whose names stand in the manifests of `examples/`: ours answers for them. */
const REGISTRIES = ['docker.io', 'ghcr.io']

/** Where a node keeps what it has. */
export interface Node {
  readonly podLogs: string
  /** The socket of its containerd, by which the processes around its containers are known. */
  readonly socket: string
}

/** The network interface that a node makes when a pod does not use the host's network. */
const BRIDGE = 'atlas-e2e'

/** Starts a node that is this machine: containerd, and the kubelet over it. */
export async function startNode(
  parent: string,
  programs: string,
  kubectl: Kubectl,
  registry: Registry,
  teardown: Teardown,
): Promise<Node> {
  const folder = join(parent, 'node')
  mkdirSync(folder)
  const node = { podLogs: join(folder, 'pod-logs'), socket: join(folder, 'containerd.sock') }
  cleanUpNode({ folder, socket: node.socket, bridge: BRIDGE }, teardown)
  await startContainerd(folder, node.socket, registry, teardown)
  await startKubelet(folder, node, programs, kubectl, teardown)
  return node
}

async function startContainerd(folder: string, socket: string, registry: Registry, teardown: Teardown): Promise<void> {
  const network = join(folder, 'cni')
  mkdirSync(network)
  const plugin = {
    type: 'bridge',
    bridge: BRIDGE,
    isGateway: true,
    ipam: {
      type: 'host-local',
      dataDir: join(folder, 'addresses'),
      ranges: [[{ subnet: '10.244.0.0/24' }]],
      routes: [{ dst: '0.0.0.0/0' }],
    },
  }
  writeFileSync(
    join(network, '10-bridge.conflist'),
    JSON.stringify({ cniVersion: '0.4.0', name: 'e2e', plugins: [plugin] }),
  )
  const configuration = join(folder, 'containerd.toml')
  writeFileSync(configuration, containerdConfiguration(folder, socket, network, registry))
  await startServer(
    {
      name: 'containerd',
      program: debianProgram('containerd'),
      words: ['--config', configuration],
      log: join(folder, 'containerd.log'),
      isReady: async () => (await outcome(debianProgram('ctr'), ['--address', socket, 'version'])).exitCode === 0,
    },
    teardown,
  )
}

function containerdConfiguration(folder: string, socket: string, network: string, registry: Registry): string {
  return `version = 2
root = "${folder}/containerd"
state = "${folder}/containerd-state"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = "${socket}"
[plugins."io.containerd.internal.v1.opt"]
  path = "${folder}/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${registry.pause}"
  disable_apparmor = true
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${network}"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "native"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        Root = "${folder}/runc"
        SystemdCgroup = false
${REGISTRIES.map((name) => mirror(name, registry)).join('')}`
}

function mirror(name: string, { address }: Registry): string {
  return `  [plugins."io.containerd.grpc.v1.cri".registry.mirrors."${name}"]
    endpoint = ["http://${address}"]
`
}

async function startKubelet(
  folder: string,
  { podLogs, socket }: Node,
  programs: string,
  kubectl: Kubectl,
  teardown: Teardown,
): Promise<void> {
  const port = await freePort()
  const configuration = join(folder, 'kubelet.json')
  writeFileSync(
    configuration,
    JSON.stringify({
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      kind: 'KubeletConfiguration',
      address: LOOPBACK,
      port,
      healthzPort: 0,
      authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
      authorization: { mode: 'AlwaysAllow' },
      containerRuntimeEndpoint: `unix://${socket}`,
      cgroupDriver: 'cgroupfs',
      cgroupsPerQOS: false,
      enforceNodeAllocatable: [],
      evictionHard: { 'memory.available': '1Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
      failSwapOn: false,
      localStorageCapacityIsolation: false,
      // It would leave a chain in the machine's packet filter.
      makeIPTablesUtilChains: false,
      podLogsDir: podLogs,
      volumePluginDir: join(folder, 'volume-plugins'),
      registryPullQPS: 0,
      serializeImagePulls: false,
    }),
  )
  await startServer(
    {
      name: 'kubelet',
      program: join(programs, 'kubelet'),
      words: [
        `--config=${configuration}`,
        `--kubeconfig=${kubectl.kubeconfig}`,
        '--hostname-override=node',
        `--root-dir=${join(folder, 'kubelet')}`,
        `--cert-dir=${join(folder, 'certificates')}`,
      ],
      log: join(folder, 'kubelet.log'),
      isReady: async () => (await isOpen(port)) && (await isReady(kubectl)),
    },
    teardown,
  )
}

async function isReady(kubectl: Kubectl): Promise<boolean> {
  const nodes = (await kubectl.list('nodes')) as readonly {
    readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] }
  }[]
  return nodes.some(({ status }) => status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True'))
}
