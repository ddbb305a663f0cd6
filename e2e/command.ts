import { spawn, type ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'

import { ENVIRONMENT } from './environment.ts'

/** How a program is run, where it differs from ours. */
export interface Circumstances {
  readonly folder?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  /** The user id, which is the group id as well. */
  readonly user?: number
  /** After so many seconds it is asked to end, with what it started. */
  readonly seconds?: number
}

/** How a program ended, and what it printed. */
export interface Ending {
  readonly exitCode: number | null
  readonly output: string
  readonly errors: string
}

/** Each program that runs, and the promise that it has ended. */
const running = new Map<ChildProcess, Promise<unknown>>()

/** Asks all programs that run to end, with what they started, and waits until they have. */
export async function endCommands(): Promise<void> {
  for (const child of running.keys()) askToEnd(child)
  await Promise.allSettled(running.values())
}

function askToEnd({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended by itself, and its output is still being read.
  }
}

/** Runs a program to its end, however that is. */
export async function outcome(program: string, words: readonly string[], how: Circumstances = {}): Promise<Ending> {
  const child = spawn(program, words, {
    cwd: how.folder,
    env: { ...ENVIRONMENT, ...how.environment },
    // A key press that interrupts us must not interrupt it: what we started, we stop in order.
    detached: true,
    ...(how.user === undefined ? {} : { uid: how.user, gid: how.user }),
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  running.set(child, ended)
  const limit =
    how.seconds === undefined
      ? undefined
      : setTimeout(() => {
          askToEnd(child)
        }, how.seconds * 1000)
  // A program that ends before it has read its input says so by its exit code.
  child.stdin.on('error', () => undefined)
  child.stdin.end(how.input ?? '')
  try {
    const [exitCode, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
    return { exitCode, output, errors }
  } finally {
    clearTimeout(limit)
    running.delete(child)
  }
}

/** Runs a program and gives what it prints. Throws, with what it said, unless it ends with 0. */
export async function run(program: string, words: readonly string[], how: Circumstances = {}): Promise<string> {
  const { exitCode, output, errors } = await outcome(program, words, how)
  if (exitCode !== 0) throw new Error(`${[program, ...words].join(' ')} ended with ${exitCode}:\n${output}${errors}`)
  return output
}
