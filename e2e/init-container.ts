import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

import { outcome, type Ending } from './command.ts'
import type { Migration } from './migrations.ts'
import { writeMigrations } from './registry.ts'

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly initContainers: readonly {
          readonly args: readonly string[]
          readonly volumeMounts: readonly { readonly mountPath: string }[]
        }[]
      }
    }
  }
}

interface Secret {
  readonly stringData?: Readonly<Record<string, string>>
  readonly data?: Readonly<Record<string, string>>
}

/** What an init container is made of, where there is no Kubernetes. */
export interface Surroundings {
  /** The path of a Deployment's manifest with one init container and one mount in it. */
  readonly manifest: string
  /** The path of the Secret's manifest. */
  readonly secretManifest: string
  readonly migrations: readonly Migration[]
  readonly atlas: string
  /** The folder of its temporary files; one of its own when it is not given. */
  readonly temporary?: string
}

/** Runs what the init container of a manifest runs, as a process in a folder that stands for its file system. */
export async function runInitContainer(folder: string, surroundings: Surroundings): Promise<Ending> {
  const { manifest, secretManifest, migrations, atlas, temporary = join(folder, 'tmp') } = surroundings
  const [container] = (parse(readFileSync(manifest, 'utf8')) as Deployment).spec.template.spec.initContainers
  const mountPath = container?.volumeMounts[0]?.mountPath
  if (container === undefined || mountPath === undefined) throw new Error(`${manifest} has no init container.`)

  mountSecret(join(folder, mountPath), parse(readFileSync(secretManifest, 'utf8')) as Secret)
  await writeMigrations(join(folder, 'migrations'), migrations, atlas)
  const words = container.args.map((word) => word.replace(`file://${mountPath}`, `file://${join(folder, mountPath)}`))
  mkdirSync(temporary, { recursive: true })
  return outcome(atlas, words, { folder, environment: { TMPDIR: temporary } })
}

function mountSecret(folder: string, { stringData = {}, data = {} }: Secret): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(stringData)) writeFileSync(join(folder, name), text)
  for (const [name, text] of Object.entries(data)) writeFileSync(join(folder, name), Buffer.from(text, 'base64'))
}
