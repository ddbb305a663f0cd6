import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { Checkout } from './checkout.ts'
import type { Database, DatabaseServer } from './database.ts'
import { deployment } from './deployment.ts'
import type { Namespace } from './kubernetes/namespace.ts'
import type { Migration } from './migrations.ts'
import type { Servers } from './servers.ts'
import type { Tools } from './tools.ts'

/** All that a scenario plays on, of its own and empty. */
export interface Stage {
  readonly database: Database
  /** A namespace of the cluster, always the same. Throws when the scenario does not say that it needs Kubernetes. */
  readonly openNamespace: () => Promise<Namespace>
  /** The repository of a user whose manifest is a Deployment `app` with so many replicas. */
  readonly checkout: (replicas: number) => Promise<Checkout>
  /** The repository of a user whose manifest is this one; `app` is the image of the app. */
  readonly checkoutOf: (manifest: (app: string) => string) => Promise<Checkout>
  /** Makes a migration image and gives its reference. */
  readonly image: (tag: string, migrations: readonly Migration[]) => Promise<string>
  /** An empty folder. */
  readonly folder: string
  readonly tools: Tools
}

/** What a file of `scenarios/` gives. */
export interface Story {
  /** What is shown by it, as a sentence: "the table is there when …". */
  readonly proves: string
  readonly needsKubernetes: boolean
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

/** Sets the stage for a scenario on one of the servers' databases. */
export async function setStage(scenario: Scenario, server: DatabaseServer, servers: Servers): Promise<Stage> {
  const { cluster, registry, tools } = servers
  const name = `${scenario.name}-${server.name.toLowerCase()}`
  const home = join(servers.folder, name)
  const folder = join(home, 'folder')
  mkdirSync(folder, { recursive: true })
  let namespace: Promise<Namespace> | undefined
  return {
    database: await server.create(name.replaceAll('-', '_')),
    openNamespace: () => {
      if (cluster === undefined) throw new Error('This scenario has to say that it needs Kubernetes.')
      return (namespace ??= cluster.namespace(name))
    },
    checkout: (replicas) => Checkout.of(deployment({ image: registry.app, replicas }), join(home, 'checkout')),
    checkoutOf: (manifest) => Checkout.of(manifest(registry.app), join(home, 'checkout')),
    image: (tag, migrations) => registry.push(name, tag, migrations),
    folder,
    tools,
  }
}
