import { concurrentPods } from './concurrent-pods.ts'
import type { Engine } from '../atlas/schemes.ts'
import { secondsOf } from '../atlas/duration.ts'
import { flagValue } from '../atlas/flags.ts'
import type { Rule, Run } from './rule.ts'

/** Engines on which Atlas waits for the lock. On SQLite, it does not. */
const ENGINES: readonly Engine[] = ['MySQL', 'MariaDB', 'PostgreSQL']

/** In seconds. Source: https://atlasgo.io/cli-reference#atlas-migrate-apply */
const DEFAULT_TIMEOUT = 10

/** Up to this number of pods rarely time out: most migrations are short. This is our choice, without a source. */
const MANY_PODS = 3

export const lockTimeoutShort: Rule = {
  name: 'lock-timeout-short',
  severity: 'notice',
  fix: 'Add `--lock-timeout=5m` to the input `args`. Choose a timeout longer than your longest migration.',
  isOncePerRun: true,
  find: (workload, run) => {
    const pods = concurrentPods(workload, run.objects)
    const timeout = timeoutOf(run)
    if (!run.database || !ENGINES.includes(run.database.engine) || !pods || timeout === undefined) return []
    const waits = waiting(timeout, pods.most ?? 0)
    return waits === undefined ? [] : [{ message: `${pods.reason}, but ${waits}`, place: pods.place }]
  },
}

/** What the pods do that wait for the first one; undefined if they wait long enough. */
function waiting(timeout: number, pods: number): string | undefined {
  if (timeout === 0) return 'none waits for the lock: all but one fail and restart.'
  if (timeout < 0 || timeout > DEFAULT_TIMEOUT || pods <= MANY_PODS) return undefined
  // Not the timeout itself: it may come from the config, which no message shows.
  return `each waits at most ${DEFAULT_TIMEOUT} s for the lock, then fails and restarts.`
}

/** In seconds; undefined if unknown. The last argument overrides the others, and the config. */
function timeoutOf({ settings: { args }, config }: Run): number | undefined {
  const last = flagValue(args, 'lock-timeout')
  if (last !== undefined) return secondsOf(last)
  if (!config) return DEFAULT_TIMEOUT
  return config.lockTimeout === undefined ? undefined : secondsOf(config.lockTimeout)
}
