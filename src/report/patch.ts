import { formatPatch, structuredPatch } from 'diff'

import type { Change } from './outcome.ts'

/** The unified diff of a file, as `git apply` takes it at the workspace's root. */
export function patchOf({ file, before, after }: Change): string {
  const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 })
  return formatPatch({ ...patch, isGit: true })
}
