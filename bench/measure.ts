import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** A program to run. */
export interface Command {
  readonly words: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
  /** The file that what it prints goes into; without one it is thrown away. */
  readonly output?: string
}

/** What a run took. */
export interface Measurement {
  readonly seconds: number
  /** The most memory that a process of it had at once; NaN where the system does not tell. */
  readonly peakMebibytes: number
}

/** Something to be measured beside others. */
export interface Contestant {
  /** Makes ready for a run; not measured. */
  prepare?(): void
  run(): Promise<Measurement>
}

/** How often the peak of a running process is looked up, in milliseconds. */
const PEAK_INTERVAL = 5

/** Runs a program to its end. How it ends is not looked at: a peer may refuse a file among many. */
export function run({ words: [program, ...words], environment = {}, output }: Command): Promise<Measurement> {
  const file = output === undefined ? 'ignore' : openSync(output, 'w')
  return new Promise<Measurement>((resolve, reject) => {
    const start = performance.now()
    const env = { PATH: process.env.PATH, ...environment }
    const child = spawn(program, words, { env, stdio: ['ignore', file, 'ignore'] })
    let peakMebibytes = NaN
    const timer = setInterval(() => {
      peakMebibytes = peakOf(child.pid) ?? peakMebibytes
    }, PEAK_INTERVAL)
    child.on('error', reject)
    child.on('exit', () => {
      clearInterval(timer)
      resolve({ seconds: (performance.now() - start) / 1000, peakMebibytes })
    })
  }).finally(() => {
    if (typeof file === 'number') closeSync(file)
  })
}

/** `VmHWM` of https://man7.org/linux/man-pages/man5/proc_pid_status.5.html; undefined where there is none. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid ?? ''}/status`, 'utf8')) ?? []
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024
  } catch {
    return undefined
  }
}

/**
 * Runs contestants in turn, so that whatever else the machine does meets all of them.
 *
 * @returns for each the run in the middle, by time.
 */
export async function inTurn(
  contestants: Readonly<Record<string, Contestant>>,
  rounds: number,
): Promise<Map<string, Measurement>> {
  const measured = new Map<string, Measurement[]>()
  for (let round = 0; round < rounds; round++) {
    for (const [name, contestant] of Object.entries(contestants)) {
      contestant.prepare?.()
      measured.set(name, [...(measured.get(name) ?? []), await contestant.run()])
    }
  }
  return new Map([...measured].map(([name, measurements]) => [name, middle(measurements)]))
}

function middle(measurements: readonly Measurement[]): Measurement {
  const sorted = measurements.toSorted((a, b) => a.seconds - b.seconds)
  const median = sorted[Math.floor(sorted.length / 2)]
  if (!median) throw new RangeError('nothing was measured')
  return median
}
