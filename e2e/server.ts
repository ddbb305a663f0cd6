import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

import { ENVIRONMENT } from './environment.ts'
import type { Teardown } from './teardown.ts'
import { untilTrue } from './waiting.ts'

/** A program that runs until it is stopped. */
export interface Server {
  readonly name: string
  readonly program: string
  readonly words: readonly string[]
  /** The file that it prints into. */
  readonly log: string
  readonly environment?: Readonly<Record<string, string>>
  /** The user id, which is the group id as well. */
  readonly user?: number
  /** What asks it to end; without it SIGTERM. */
  readonly stopSignal?: NodeJS.Signals
  isReady(): Promise<boolean>
}

const READY_SECONDS = 90
const STOP_SECONDS = 15
const SHOWN_LINES = 20

/** Starts a server and waits until it is ready. The teardown stops it. */
export async function startServer(server: Server, teardown: Teardown): Promise<void> {
  const started: ChildProcess[] = []
  teardown.add(server.name, async () => {
    for (const child of started) await stop(child, server)
  })

  const log = openSync(server.log, 'a')
  const child = spawn(server.program, server.words, {
    env: { ...ENVIRONMENT, ...server.environment },
    stdio: ['ignore', log, log],
    detached: true,
    ...(server.user === undefined ? {} : { uid: server.user, gid: server.user }),
  })
  started.push(child)
  closeSync(log)

  let failure: Error | undefined
  child.on('error', (error) => {
    failure = error
  })
  await untilTrue(`${server.name} is ready (its log: ${server.log})`, READY_SECONDS, async () => {
    if (failure !== undefined) throw failure
    if (hasEnded(child)) throw new Error(`${server.name} ended at once:\n${lastLines(server.log)}`)
    return server.isReady()
  })
}

async function stop(child: ChildProcess, { name, stopSignal = 'SIGTERM' }: Server): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return
  child.kill(stopSignal)
  try {
    await untilTrue(`${name} ends`, STOP_SECONDS, () => Promise.resolve(hasEnded(child)))
  } catch {
    // It leads a process group of its own, so that this takes its children with it.
    process.kill(-child.pid, 'SIGKILL')
    await untilTrue(`${name} is killed`, STOP_SECONDS, () => Promise.resolve(hasEnded(child)))
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES).join('\n')
}
