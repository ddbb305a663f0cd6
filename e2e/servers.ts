import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Part } from './arguments.ts'
import type { DatabaseServer } from './database.ts'
import { startCluster, type Cluster } from './kubernetes/cluster.ts'
import { startMariadb } from './mariadb.ts'
import { startPostgres } from './postgres.ts'
import { startRegistry, type Registry } from './registry.ts'
import { startSqlite } from './sqlite.ts'
import type { Teardown } from './teardown.ts'
import { toolFolders, type Tools } from './tools.ts'

/** What all scenarios share. */
export interface Servers {
  readonly folder: string
  readonly leftOut: ReadonlySet<Part>
  readonly tools: Tools
  readonly databases: readonly DatabaseServer[]
  readonly registry: Registry
  /** Undefined when Kubernetes is left out. */
  readonly cluster: Cluster | undefined
  readonly teardown: Teardown
}

const DATABASES = { postgresql: startPostgres, mariadb: startMariadb, sqlite: startSqlite } as const

/** Starts all servers but those that are left out. Their data is in a temporary folder, which goes with them. */
export async function startServers(without: ReadonlySet<Part>, teardown: Teardown): Promise<Servers> {
  const folder = temporaryFolder(teardown)
  const tools = toolFolders()
  const registry = await startRegistry(folder, tools, teardown)
  const databases: DatabaseServer[] = []
  for (const part of ['postgresql', 'mariadb', 'sqlite'] as const) {
    if (!without.has(part)) databases.push(await DATABASES[part](folder, teardown))
  }
  const cluster = without.has('kubernetes')
    ? undefined
    : await startCluster(folder, tools.kubernetes, registry, teardown)
  return { folder, leftOut: without, tools, databases, registry, cluster, teardown }
}

function temporaryFolder(teardown: Teardown): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'e2e-'))
  teardown.add(folder, () => {
    rmSync(folder, { recursive: true })
    return Promise.resolve()
  })
  // The database servers, who are nobody, have to get at their folders in it.
  chmodSync(folder, 0o711)
  return folder
}
