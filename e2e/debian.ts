import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { run } from './command.ts'

/** Where Debian puts what is started here; not all of it is on everybody's PATH. */
const FOLDERS = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/lib/cni']

/** Each package, and a program by which it is known to be there. */
const PACKAGES: Readonly<Record<string, string>> = {
  'postgresql-15': 'postgres',
  'mariadb-server-core': 'mariadbd',
  'mariadb-client-core': 'mariadb',
  pgbouncer: 'pgbouncer',
  'busybox-static': 'busybox',
  'etcd-server': 'etcd',
  containerd: 'containerd',
  runc: 'runc',
  'containernetworking-plugins': 'host-local',
  openssl: 'openssl',
  iproute2: 'ip',
  mount: 'umount',
}

/** The path of a program of Debian's. Throws when there is none. */
export function debianProgram(name: string): string {
  const path = find(name)
  if (path === undefined) throw new Error(`There is no ${name} on this machine.`)
  return path
}

/** Installs the packages whose programs are missing and gives their names. */
export async function installDebianPackages(): Promise<readonly string[]> {
  const missing = Object.entries(PACKAGES)
    .filter(([, program]) => find(program) === undefined)
    .map(([name]) => name)
  if (missing.length === 0) return []
  // No service of a package may start by itself.
  const environment = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await run('apt-get', ['update'], { environment })
  await run('apt-get', ['install', '--yes', '--no-install-recommends', ...missing], { environment })
  return missing
}

function find(name: string): string | undefined {
  return [...postgresFolders(), ...FOLDERS].map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** PostgreSQL's servers stand in a folder for each version. */
function postgresFolders(): readonly string[] {
  const all = '/usr/lib/postgresql'
  if (!existsSync(all)) return []
  return readdirSync(all).map((version) => join(all, version, 'bin'))
}
