import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Part } from './arguments.ts'
import { run } from './command.ts'

/** A Go module of `tools/`: it pins programs of one origin by its `go.mod` and `go.sum`. */
interface Module {
  readonly name: string
  readonly packages: readonly string[]
  readonly flags: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

const SMALL = ['-trimpath', '-buildvcs=false']
const STATIC = { CGO_ENABLED: '0' }

const MODULES = {
  atlas: {
    name: 'atlas',
    packages: ['ariga.io/atlas/cmd/atlas'],
    // Static, though with SQLite, which is C: it has to run in an image that holds nothing else.
    flags: [...SMALL, '-tags=netgo osusergo sqlite_omit_load_extension', '-ldflags=-s -w -extldflags "-static"'],
    environment: { CGO_ENABLED: '1' },
  },
  crane: {
    name: 'crane',
    packages: ['github.com/google/go-containerregistry/cmd/crane'],
    flags: [...SMALL, '-ldflags=-s -w'],
    environment: STATIC,
  },
  act: {
    name: 'act',
    packages: ['github.com/nektos/act'],
    flags: [...SMALL, '-ldflags=-s -w'],
    environment: STATIC,
  },
  kubernetes: {
    name: 'kubernetes',
    packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kubectl'].map(
      (program) => `k8s.io/kubernetes/cmd/${program}`,
    ),
    flags: [...SMALL, '-ldflags=-s -w'],
    environment: STATIC,
  },
} as const satisfies Readonly<Record<string, Module>>

export type ModuleName = keyof typeof MODULES

/** The folder that holds a module's programs, each under its own name. */
export type Tools = Readonly<Record<ModuleName, string>>

/** The modules that are needed when parts are left out. */
export function toolsWithout(parts: ReadonlySet<Part>): readonly ModuleName[] {
  return [
    'crane',
    'atlas',
    ...(parts.has('runner') ? [] : (['act'] as const)),
    ...(parts.has('kubernetes') ? [] : (['kubernetes'] as const)),
  ]
}

/** Where the programs of each module are, or will be: another version or another way to build is another folder. */
export function toolFolders(): Tools {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const folderOf = (module: Module): string =>
    join(cache, 'atlas-init-container', 'tools', `${module.name}-${digest(module)}`)
  return {
    atlas: folderOf(MODULES.atlas),
    crane: folderOf(MODULES.crane),
    act: folderOf(MODULES.act),
    kubernetes: folderOf(MODULES.kubernetes),
  }
}

/** Builds a module's programs unless they are there; says whether it did. */
export async function buildTool(name: ModuleName): Promise<boolean> {
  const target = toolFolders()[name]
  if (existsSync(target)) return false
  const module: Module = MODULES[name]
  mkdirSync(join(target, '..'), { recursive: true })
  // Built beside and renamed: a folder that is there is complete.
  const building = mkdtempSync(`${target}.`)
  try {
    const words = ['build', ...module.flags, '-o', `${building}/`, ...module.packages]
    await run('go', words, { folder: sourceOf(module), environment: module.environment })
    renameSync(building, target)
  } finally {
    rmSync(building, { recursive: true, force: true })
  }
  return true
}

function digest(module: Module): string {
  const hash = createHash('sha256')
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(sourceOf(module), file)))
  return hash.update(JSON.stringify(module)).digest('hex').slice(0, 16)
}

function sourceOf({ name }: Module): string {
  return fileURLToPath(new URL(`tools/${name}`, import.meta.url))
}
