import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { mentionedWorkloads } from './workload-objects.ts'

/** One in so many files is taken: all would take minutes. */
const ONE_IN = 7

/**
 * A sample of the manifests in the folder that `MANIFEST_CORPUS` names, under their paths: files that hold a workload to
 * the eye, always the same. Says so when there is no such folder, and gives none.
 */
export function corpusSample(): Readonly<Record<string, string>> {
  const folder = process.env.MANIFEST_CORPUS
  if (folder === undefined) {
    console.log('left out  the corpus of real manifests: MANIFEST_CORPUS does not name its folder')
    return {}
  }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && isChosen(name))
    .map((name): [string, string] => [`corpus/${name}`, readFileSync(join(folder, name), 'utf8')])
  return Object.fromEntries(files.filter(([, text]) => mentionedWorkloads(text) > 0))
}

/** By the path alone: a file more in the corpus changes nothing for the others. */
function isChosen(name: string): boolean {
  return createHash('sha256').update(name).digest().readUInt32BE() % ONE_IN === 0
}
