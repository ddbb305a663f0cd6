import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from '@jest/globals'

/** Reads texts as kubectl does: the documents of each, or null where it takes none. */
export type KubernetesReader = (texts: readonly string[]) => (readonly unknown[] | null)[]

/** Kubernetes' own reader, built from its source; undefined, with a message, where Go or the source is not there. */
export function kubernetesReader(): KubernetesReader | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-reader-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  const program = join(folder, 'reader')
  const built = spawnSync('go', ['build', '-o', program, '.'], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  })
  if (built.status !== 0) {
    const why = built.error?.message ?? built.stderr
    process.stdout.write(`Kubernetes' reader cannot be built here, and the comparison with it is skipped: ${why}\n`)
    return undefined
  }
  return (texts) => {
    const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('')
    const { stdout, status, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
    if (status !== 0) throw new Error(`Kubernetes' reader failed: ${stderr}`)
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as readonly unknown[] | null)
  }
}
