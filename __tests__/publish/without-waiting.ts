import { fileURLToPath } from 'node:url'

/** The environment of a run whose pauses are over at once. */
export const WITHOUT_WAITING = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('no-pauses.mjs', import.meta.url))}`,
}
