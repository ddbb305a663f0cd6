import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import type { NewFiles } from '../__tests__/github/bare-repository.ts'
import { Checkout } from './checkout.ts'
import type { Database, DatabaseServer } from './database.ts'
import { deployment } from './deployment.ts'
import type { ApiServer } from './kubernetes/api-server.ts'
import type { Cluster } from './kubernetes/cluster.ts'
import type { Namespace } from './kubernetes/namespace.ts'
import type { Migration } from './migrations.ts'
import { startPgBouncer } from './pgbouncer.ts'
import type { Registry } from './registry.ts'
import { HostedRepository } from './runner/hosted-repository.ts'
import type { Servers } from './servers.ts'
import type { Tools } from './tools.ts'

/** All that a scenario plays on, of its own and empty. */
export interface Stage {
  /** Throws when the scenario says that it is played on none. */
  readonly database: Database
  /** Throws when the scenario does not say that it needs Kubernetes. */
  readonly apiServer: ApiServer
  /**
   * A namespace of the cluster, for each name another one, always the same. Throws when the scenario does not say that it
   * needs Kubernetes.
   */
  readonly openNamespace: (name?: string) => Promise<Namespace>
  /** The repository of a user whose manifest is a Deployment `app` with so many replicas. */
  readonly checkout: (replicas: number) => Promise<Checkout>
  /** The repository of a user whose manifest is this one; `app` is the image of the app. */
  readonly checkoutOf: (manifest: (app: string) => string) => Promise<Checkout>
  /** The repository of a user with these files, by their paths. */
  readonly checkoutWith: (files: Readonly<Record<string, string>>) => Promise<Checkout>
  /** A repository `octo/NAME` on GitHub, whose workflows are run by a runner. */
  readonly hostedRepository: (name: string, files: NewFiles) => Promise<HostedRepository>
  readonly registry: Registry
  /** Makes a migration image and gives its reference. */
  readonly image: (tag: string, migrations: readonly Migration[]) => Promise<string>
  /** Starts a pooler in transaction mode before the database, and gives the URL that leads through it. */
  readonly pooler: () => Promise<string>
  /** An empty folder. */
  readonly folder: string
  readonly tools: Tools
}

/** A stage, and what is behind it. */
export interface Theatre {
  readonly stage: Stage
  /** What happened to the pods that have not been cleared away. */
  readonly course: () => Promise<string>
  /** Deletes what runs, and waits until it is gone. */
  readonly clear: () => Promise<void>
}

/** What a file of `scenarios/` gives. */
export interface Story {
  /** What is shown by it, as a sentence: "the table is there when …". */
  readonly proves: string
  /** The parts without which it is not played. */
  readonly needs: readonly ('kubernetes' | 'runner')[]
  /** The databases that it is played on; with `none` it is played once, without any. */
  readonly databases: 'every' | 'on the network' | 'PostgreSQL' | 'SQLite' | 'none'
  readonly play: (stage: Stage) => Promise<void>
}

/** A story under the name of its file. */
export interface Scenario extends Story {
  readonly name: string
}

/** The scenarios of `scenarios/` whose name has one of the words in it, or all when there is no word. */
export async function loadScenarios(words: readonly string[]): Promise<readonly Scenario[]> {
  const folder = new URL('scenarios/', import.meta.url)
  const names = readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  if (names.length === 0) throw new Error(`No scenario is named like ${words.join(' or ')}.`)
  return Promise.all(
    names.map(async (name) => {
      const { story } = (await import(new URL(`${name}.ts`, folder).href)) as { readonly story: Story }
      return { ...story, name }
    }),
  )
}

/** Sets the stage for a scenario, on one of the servers' databases if it needs one. */
export async function setStage(
  scenario: Scenario,
  server: DatabaseServer | undefined,
  servers: Servers,
): Promise<Theatre> {
  const { registry, tools } = servers
  const name = server === undefined ? scenario.name : `${scenario.name}-${server.name.toLowerCase()}`
  const home = join(servers.folder, name)
  const folder = join(home, 'folder')
  mkdirSync(folder, { recursive: true })
  const database = await server?.create(name.replaceAll('-', '_'))
  const namespaces = new Map<string, Namespace>()
  const hosted: HostedRepository[] = []
  const stage: Stage = {
    get database() {
      if (database === undefined) throw new Error('This scenario has to say which databases it is played on.')
      return database
    },
    get apiServer() {
      return clusterOf(servers).apiServer
    },
    openNamespace: async (suffix = '') => {
      const opened = namespaces.get(suffix)
      if (opened !== undefined) return opened
      const namespace = await clusterOf(servers).namespace(suffix === '' ? name : `${name}-${suffix}`)
      namespaces.set(suffix, namespace)
      return namespace
    },
    checkout: (replicas) => Checkout.of(deployment({ image: registry.app, replicas }), join(home, 'checkout')),
    checkoutOf: (manifest) => Checkout.of(manifest(registry.app), join(home, 'checkout')),
    checkoutWith: (files) => Checkout.with(files, join(home, 'checkout')),
    hostedRepository: async (name, files) => {
      const act = { program: join(tools.act, 'act'), programs: tools.kubernetes }
      const repository = await HostedRepository.of(name, files, home, act)
      hosted.push(repository)
      return repository
    },
    registry,
    pooler: () => {
      if (database === undefined) throw new Error('This scenario has to say which databases it is played on.')
      return startPgBouncer(database, home, servers.teardown)
    },
    image: (tag, migrations) => registry.push(name, tag, migrations),
    folder,
    tools,
  }
  return {
    stage,
    course: async () => {
      return (await Promise.all([...namespaces.values()].map((namespace) => namespace.course()))).join('\n')
    },
    clear: async () => {
      for (const repository of hosted) await repository.close()
      for (const namespace of namespaces.values()) await namespace.deleteAll()
    },
  }
}

function clusterOf({ cluster }: Servers): Cluster {
  if (cluster === undefined) throw new Error('This scenario has to say that it needs Kubernetes.')
  return cluster
}
