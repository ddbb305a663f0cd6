import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { run } from './command.ts'
import { debianProgram } from './debian.ts'
import { freePort, isOpen, LOOPBACK } from './loopback.ts'
import type { Migration } from './migrations.ts'
import { startServer } from './server.ts'
import type { Teardown } from './teardown.ts'
import type { Tools } from './tools.ts'

/** A registry of images on loopback, and what stands in it from the beginning. */
export interface Registry {
  /** It only waits: Kubernetes keeps one for each pod. */
  readonly pause: string
  /** A shell as `/busybox` and Atlas as `/atlas`. */
  readonly app: string
  /** `HOST:PORT` */
  readonly address: string
  /** Makes a migration image as README says, with the Atlas command and an `atlas.sum`, and gives its reference. */
  push(repository: string, tag: string, migrations: readonly Migration[]): Promise<string>
  /** Puts an image with a shell that only waits under a name, `REPOSITORY:TAG`, of somebody else's. */
  pushStandIn(name: string): Promise<void>
}

const WAIT_FOR_THE_END = 'trap exit TERM; /busybox sleep 86400 & wait'

/** Starts a registry and puts the images into it that the scenarios share. */
export async function startRegistry(parent: string, tools: Tools, teardown: Teardown): Promise<Registry> {
  const folder = join(parent, 'registry')
  mkdirSync(folder)
  const atlas = join(tools.atlas, 'atlas')
  const crane = (...words: string[]): Promise<string> => run(join(tools.crane, 'crane'), words)
  const port = await freePort()
  const address = `${LOOPBACK}:${port}`
  await startServer(
    {
      name: 'registry',
      program: join(tools.crane, 'crane'),
      words: ['registry', 'serve', '--address', address],
      log: join(parent, 'registry.log'),
      isReady: () => isOpen(port),
    },
    teardown,
  )

  const busyboxLayer = await layerOf(folder, debianProgram('busybox'), 'busybox', 'bin/sh')
  const atlasLayer = await layerOf(folder, atlas, 'atlas')
  const [pause, base, app] = [`${address}/pause:1`, `${address}/atlas:1`, `${address}/app:1`]
  await crane('append', '--insecure', '-f', busyboxLayer, '-t', pause)
  await crane('mutate', '--insecure', pause, '--entrypoint', `/busybox,sh,-c,${WAIT_FOR_THE_END}`, '-t', pause)
  await crane('append', '--insecure', '-f', atlasLayer, '-t', base)
  await crane('mutate', '--insecure', base, '--entrypoint', '/atlas', '--workdir', '/', '-t', base)
  await crane('append', '--insecure', '-b', base, '-f', busyboxLayer, '-t', app)

  return {
    pause,
    app,
    address,
    pushStandIn: async (name) => {
      await crane('copy', '--insecure', pause, `${address}/${name}`)
    },
    push: async (repository, tag, migrations) => {
      const root = join(folder, `${repository.replaceAll('/', '-')}-${tag}`)
      const reference = `${address}/${repository}:${tag}`
      await writeMigrations(join(root, 'migrations'), migrations, atlas)
      await crane('append', '--insecure', '-b', base, '-f', await archive(root, 'migrations'), '-t', reference)
      return reference
    },
  }
}

/** Writes a migrations folder and its `atlas.sum`. */
export async function writeMigrations(folder: string, migrations: readonly Migration[], atlas: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const { version, name, sql } of migrations) writeFileSync(join(folder, `${version}_${name}.sql`), `${sql}\n`)
  await run(atlas, ['migrate', 'hash', '--dir', `file://${folder}`])
}

/** A layer with a program in the root folder, links to it, and an empty `/tmp`: Atlas has its lock of SQLite there. */
async function layerOf(folder: string, program: string, name: string, ...links: readonly string[]): Promise<string> {
  const root = join(folder, `layer-${name}`)
  mkdirSync(join(root, 'tmp'), { recursive: true })
  // Not by `mkdir`, which heeds the mask of whoever runs us.
  chmodSync(join(root, 'tmp'), 0o1777)
  copyFileSync(program, join(root, name))
  for (const link of links) {
    mkdirSync(dirname(join(root, link)), { recursive: true })
    symlinkSync(`/${name}`, join(root, link))
  }
  return archive(root, '.')
}

async function archive(root: string, ...names: string[]): Promise<string> {
  const file = `${root}.tar`
  await run('tar', ['--create', '--file', file, '--directory', root, '--owner=0', '--group=0', ...names])
  return file
}
