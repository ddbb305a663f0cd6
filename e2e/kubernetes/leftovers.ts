import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { outcome, run } from '../command.ts'
import { debianProgram } from '../debian.ts'
import type { Teardown } from '../teardown.ts'
import { descendantsOf, kill, processesWith } from './processes.ts'

/** What belongs to a node, and by what it is known. */
interface Belongings {
  readonly folder: string
  readonly socket: string
  readonly bridge: string
}

/** What the kubelet and its network plugins set on the machine that it runs on. */
const KERNEL_SETTINGS = [
  '/proc/sys/vm/overcommit_memory',
  '/proc/sys/vm/panic_on_oom',
  '/proc/sys/kernel/panic',
  '/proc/sys/kernel/panic_on_oops',
  '/proc/sys/kernel/keys/root_maxkeys',
  '/proc/sys/kernel/keys/root_maxbytes',
  '/proc/sys/net/ipv4/ip_forward',
]

/** What containerd and the kubelet make at places that no setting changes. */
const FIXED_FOLDERS = ['/run/containerd', '/var/lib/cni', '/var/lib/kubelet', '/var/log/containers']

/** Notes what is to be undone when containerd and the kubelet have ended. To be called before they are started. */
export function cleanUpNode({ folder, socket, bridge }: Belongings, teardown: Teardown): void {
  const settings = KERNEL_SETTINGS.filter((file) => existsSync(file)).map((file) => [file, readFileSync(file)] as const)
  const newFolders = FIXED_FOLDERS.filter((path) => !existsSync(path))
  teardown.add("the kernel's settings", () => {
    for (const [file, value] of settings) writeFileSync(file, value)
    return Promise.resolve()
  })
  teardown.add('folders of containerd and the kubelet', () => {
    removeLogLinks(folder)
    for (const path of newFolders) rmSync(path, { recursive: true, force: true })
    return Promise.resolve()
  })
  const before = new Set(controlGroups())
  teardown.add('control groups', () => {
    // Those of the containers went with them; what stands around them is empty.
    for (const group of controlGroups().filter((group) => !before.has(group))) rmdirSync(group)
    return Promise.resolve()
  })
  teardown.add('network interface', async () => {
    const ip = debianProgram('ip')
    if ((await outcome(ip, ['link', 'show', bridge])).exitCode === 0) await run(ip, ['link', 'delete', bridge])
  })
  teardown.add('mounts', () => unmountUnder(folder))
  teardown.add('processes of containers', () => {
    for (const shim of shimsOf(socket)) for (const id of [...descendantsOf(shim), shim]) kill(id)
    return Promise.resolve()
  })
}

/** The process beside each pod that keeps its containers. */
export function shimsOf(socket: string): readonly number[] {
  return processesWith(socket).filter((id) =>
    readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0')[0]?.endsWith('containerd-shim-runc-v2'),
  )
}

/** What containerd makes around the control groups of its containers, in each hierarchy. */
function controlGroups(): readonly string[] {
  const root = '/sys/fs/cgroup'
  const hierarchies = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return hierarchies.map(({ name }) => join(root, name, 'k8s.io')).filter((group) => existsSync(group))
}

/** The mounts below a folder, the innermost first. */
function mountsUnder(folder: string): readonly string[] {
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
  return points.filter((point) => point.startsWith(`${folder}/`)).reverse()
}

async function unmountUnder(folder: string): Promise<void> {
  for (const point of mountsUnder(folder)) await run(debianProgram('umount'), [point])
}

/** The kubelet links each container's log from a folder that is the same for every kubelet. */
function removeLogLinks(folder: string): void {
  const links = '/var/log/containers'
  if (!existsSync(links)) return
  for (const name of readdirSync(links)) {
    if (readlinkSync(join(links, name)).startsWith(`${folder}/`)) unlinkSync(join(links, name))
  }
}
