import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'

import { benchLargeRepository } from './large-repository.ts'
import { findPeers } from './programs.ts'
import { benchRealManifests } from './real-manifests.ts'
import { benchSmallManifest } from './small-manifest.ts'

/* Prints Markdown: what the action takes beside its peers, in one run on one machine. Ratios are to the first row. */
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const part = (name: string): string => {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}
try {
  console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores\n`)
  const peers = findPeers()
  await benchSmallManifest(part('small-manifest'), peers)
  await benchRealManifests(part('real-manifests'), peers)
  await benchLargeRepository(part('large-repository'))
} finally {
  rmSync(folder, { recursive: true })
}
