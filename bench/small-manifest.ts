import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { deploymentManifest } from './manifests.ts'
import { inTurn, run, type Command, type Contestant } from './measure.ts'
import { action, kubectlPatch, yqInPlace, type Peers } from './programs.ts'
import { columns, printTable } from './table.ts'

const LOAD_CORE = fileURLToPath(new URL('load-core.mjs', import.meta.url))

const ROUNDS = 25

/** One small manifest, each program as a whole process. */
export async function benchSmallManifest(folder: string, peers: Peers): Promise<void> {
  const workspace = join(folder, 'workspace')
  mkdirSync(workspace, { recursive: true })
  const manifest = join(workspace, 'web.yaml')
  const empty = join(folder, 'empty.mjs')
  writeFileSync(empty, '')
  const contestant = (command: Command): Contestant => ({
    prepare: () => {
      writeFileSync(manifest, deploymentManifest('web'))
    },
    run: () => run(command),
  })

  const measured = await inTurn(
    {
      'Node with `@actions/core`': contestant({ words: [process.execPath, LOAD_CORE] }),
      'the same, bundled': contestant({ words: [process.execPath, bundledCore(folder)] }),
      'Node, an empty program': contestant({ words: [process.execPath, empty] }),
      'the action': contestant(action(workspace, join(folder, 'temp'))),
      ...(peers.kubectl && { '`kubectl patch --local`': contestant(kubectlPatch(manifest, join(folder, 'kubectl'))) }),
      ...(peers.yq && { '`yq -i`': contestant(yqInPlace(manifest)) }),
    },
    ROUNDS,
  )
  printTable(
    'One small manifest',
    ['', 'time', 'ratio', 'peak memory'],
    [...measured].map(([name, measurement]) => [name, ...columns(measurement, measured)]),
  )
}

/** The program `load-core.mjs`, bundled as the action is. */
function bundledCore(folder: string): string {
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')
  const output = join(folder, 'core')
  const words = [ncc, 'build', LOAD_CORE, '--no-cache', '--out', output]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`@actions/core could not be bundled: ${stdout}${stderr}`)
  return join(output, 'index.mjs')
}
