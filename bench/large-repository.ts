import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { deploymentManifest } from './manifests.ts'
import { inTurn, run, type Measurement } from './measure.ts'
import { action } from './programs.ts'
import { columns, printTable } from './table.ts'

const READER = fileURLToPath(new URL('read-every-file.mjs', import.meta.url))

const ROUNDS = 3

/** How many files a made repository has; 1 in 100 is a manifest with a Deployment. */
const SIZES = [1_000, 10_000, 100_000]

/** Made repositories of several sizes, beside reading every file of them once. */
export async function benchLargeRepository(folder: string): Promise<void> {
  for (const size of SIZES) {
    const repository = join(folder, String(size))
    const manifests = makeRepository(repository, size)
    const prepare = (): void => {
      for (const [path, text] of manifests) writeFileSync(path, text)
    }
    const measured = await inTurn(
      {
        'reading every file': { run: () => run({ words: [process.execPath, READER, repository] }) },
        'the action': { prepare, run: () => run(action(repository, join(folder, 'temp'))) },
      },
      ROUNDS,
    )
    printTable(
      `${size} files, ${manifests.size} of them manifests`,
      ['', 'time', 'ratio', 'peak memory'],
      [...measured].map(([name, measurement]: [string, Measurement]) => [name, ...columns(measurement, measured)]),
    )
  }
}

/** Makes the files of a repository; gives its manifests: path and text. */
function makeRepository(folder: string, size: number): Map<string, string> {
  const manifests = new Map<string, string>()
  for (let index = 0; index < size; index++) {
    const path = join(folder, `service-${Math.floor(index / 100)}`, fileName(index))
    if (index % 10 === 0) mkdirSync(dirname(path), { recursive: true })
    if (index % 100 === 0) manifests.set(path, deploymentManifest(`web-${index}`))
    else writeFileSync(path, otherText(path, index))
  }
  return manifests
}

/** In each hundred files one is a manifest, nine are other YAML and JSON, and ninety are source code. */
function fileName(index: number): string {
  const inHundred = index % 100
  if (inHundred === 0) return 'k8s/deployment.yaml'
  if (inHundred < 10) return `k8s/settings-${inHundred}.${inHundred % 3 === 0 ? 'json' : 'yaml'}`
  return `src/module-${Math.floor(inHundred / 10)}/file-${inHundred}.ts`
}

/** About two thousand characters. */
function otherText(path: string, index: number): string {
  if (path.endsWith('.ts')) return `export const value${index} = ${index}\n`.repeat(60)
  if (path.endsWith('.json'))
    return `${JSON.stringify({ settings: Array.from({ length: 60 }, (_, key) => ({ key })) })}\n`
  return `settings:\n${`  - name: value-${index}\n    enabled: true\n`.repeat(45)}`
}
