import type { Teardown } from '../teardown.ts'
import { untilTrue } from '../waiting.ts'
import { startControlPlane } from './control-plane.ts'
import type { Kubectl } from './kubectl.ts'
import { shimsOf } from './leftovers.ts'
import { Namespace } from './namespace.ts'
import { startNode, type Node } from './node.ts'

/** A Kubernetes of one node. */
export interface Cluster {
  /** Makes a namespace. */
  namespace(name: string): Promise<Namespace>
  /** What happened to the pods that have not been cleared away. */
  course(): Promise<string>
  /** Deletes what runs in all namespaces, and waits until it is gone. */
  clear(): Promise<void>
}

const PODS_END_SECONDS = 30

/** Starts a Kubernetes of one node, this machine; `programs` is the folder of its servers. */
export async function startCluster(
  parent: string,
  programs: string,
  pauseImage: string,
  teardown: Teardown,
): Promise<Cluster> {
  const kubectl = await startControlPlane(parent, programs, teardown)
  const node = await startNode(parent, programs, kubectl, pauseImage, teardown)
  // Only a kubelet that runs takes down what a container needs: its mounts, its network, its process.
  teardown.add('pods', () => deleteAllPods(kubectl, node))
  const namespaces: Namespace[] = []
  return {
    namespace: async (name) => {
      await kubectl.run('create', 'namespace', name)
      const namespace = new Namespace(name, kubectl, node.podLogs)
      namespaces.push(namespace)
      return namespace
    },
    course: async () => (await Promise.all(namespaces.map((namespace) => namespace.course()))).join('\n'),
    clear: async () => {
      for (const namespace of namespaces.splice(0)) await namespace.deleteAll()
    },
  }
}

async function deleteAllPods(kubectl: Kubectl, { socket }: Node): Promise<void> {
  const all = ['--all', '--all-namespaces', '--wait=false']
  await kubectl.run('delete', 'deployments,statefulsets,daemonsets,cronjobs,jobs,replicasets', ...all)
  await kubectl.run('delete', 'pods', ...all, '--grace-period=0', '--force')
  await untilTrue('all pods end', PODS_END_SECONDS, () => Promise.resolve(shimsOf(socket).length === 0))
}
