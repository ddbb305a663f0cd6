import { concurrentPods } from './concurrent-pods.ts'
import type { Engine } from '../atlas/schemes.ts'
import { flagValues } from '../atlas/flags.ts'
import type { Rule, Run } from './rule.ts'

/** Where a lock is waited for. Atlas' lock for SQLite is not: the first look decides. */
const WITH_WAITING: readonly Engine[] = ['MySQL', 'MariaDB', 'PostgreSQL']

/** In seconds. Source: https://atlasgo.io/cli-reference#atlas-migrate-apply */
const DEFAULT_TIMEOUT = 10

/** So many pods may start at once without a word: what they wait for is mostly short. Our own choice. */
const MANY_PODS = 3

/** Seconds in the units of https://pkg.go.dev/time#ParseDuration */
const UNITS = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 } as const

export const lockTimeoutShort: Rule = {
  name: 'lock-timeout-short',
  severity: 'notice',
  fix: 'Add `--lock-timeout=5m` to the input `args`. Choose a timeout longer than your longest migration.',
  isOncePerRun: true,
  find: (workload, run) => {
    const pods = concurrentPods(workload, run.objects)
    const timeout = timeoutOf(run)
    if (!run.database || !WITH_WAITING.includes(run.database.engine) || !pods || timeout === undefined) return []
    const waits = waiting(timeout, pods.most ?? 0)
    return waits === undefined
      ? []
      : [
          {
            message: `${pods.reason}, but ${waits}`,
            place: pods.place,
          },
        ]
  },
}

/** What a pod does that is not the first; undefined when that is well. */
function waiting(timeout: number, pods: number): string | undefined {
  if (timeout === 0) return 'none waits for the lock: all but one fail and restart.'
  if (timeout < 0 || timeout > DEFAULT_TIMEOUT || pods <= MANY_PODS) return undefined
  // The configuration may have said less, which is not to be shown.
  return `each waits at most ${DEFAULT_TIMEOUT} s for the lock, then fails and restarts.`
}

/** In seconds; undefined where it cannot be told. The last argument counts, before what the configuration has. */
function timeoutOf({ settings: { args }, config }: Run): number | undefined {
  const last = flagValues(args, 'lock-timeout').at(-1)
  if (last !== undefined) return secondsOf(last)
  if (!config) return DEFAULT_TIMEOUT
  // Nothing written out there is nothing that can be told.
  return config.lockTimeout === undefined ? undefined : secondsOf(config.lockTimeout)
}

/** A duration of Go: `1m30s`. Undefined for what is none. */
function secondsOf(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0
  if (!/^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)]
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0)
  return text.startsWith('-') ? -seconds : seconds
}
