import type { Registry } from '../registry.ts'
import type { Teardown } from '../teardown.ts'
import { untilTrue } from '../waiting.ts'
import type { ApiServer } from './api-server.ts'
import { startControlPlane } from './control-plane.ts'
import type { Kubectl } from './kubectl.ts'
import { shimsOf } from './leftovers.ts'
import { Namespace } from './namespace.ts'
import { startNode, type Node } from './node.ts'

/** A Kubernetes of one node. */
export interface Cluster {
  readonly apiServer: ApiServer
  /** Makes a namespace. */
  namespace(name: string): Promise<Namespace>
}

const PODS_END_SECONDS = 30

/** Starts a Kubernetes of one node, this machine; `programs` is the folder of its servers. */
export async function startCluster(
  parent: string,
  programs: string,
  registry: Registry,
  teardown: Teardown,
): Promise<Cluster> {
  const { kubectl, apiServer } = await startControlPlane(parent, programs, teardown)
  const node = await startNode(parent, programs, kubectl, registry, teardown)
  // Only a kubelet that runs takes down what a container needs: its mounts, its network, its process.
  teardown.add('pods', () => deleteAllPods(kubectl, node))
  return {
    apiServer,
    namespace: async (name) => {
      await kubectl.run('create', 'namespace', name)
      return new Namespace(name, kubectl, node.podLogs)
    },
  }
}

async function deleteAllPods(kubectl: Kubectl, { socket }: Node): Promise<void> {
  const all = ['--all', '--all-namespaces', '--wait=false']
  await kubectl.run('delete', 'deployments,statefulsets,daemonsets,cronjobs,jobs,replicasets', ...all)
  await kubectl.run('delete', 'pods', ...all, '--grace-period=0', '--force')
  await untilTrue('all pods end', PODS_END_SECONDS, () => Promise.resolve(shimsOf(socket).length === 0))
}
